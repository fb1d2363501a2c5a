import { serve } from '../../../local/cli/serve.ts';
import type { Served } from '../../../local/cli/serve.ts';
import type { Answer } from '../loopback/ask.ts';
import { ask } from '../loopback/ask.ts';
import type { SmallRuntime } from '../loopback/small-runtime.ts';
import { startSmallRuntime } from '../loopback/small-runtime.ts';

const JSON_BODY = { 'content-type': 'application/json' };
const codeOf = ({ body }: Answer): unknown => (JSON.parse(body) as { code?: string }).code;

let small: SmallRuntime;
let reading: Served;
let demo: Served;

beforeAll(async () => {
  small = await startSmallRuntime();
  reading = await serve(small.runtime, { port: 0, isReadOnly: true });
  demo = await serve(small.runtime, { port: 0, isReadOnly: false });
});
afterAll(async () => {
  await reading.close();
  await demo.close();
  await small[Symbol.asyncDispose]();
});

describe('what npm start serves', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])(
    'with real vendors refuses %s, and reads on',
    async (method) => {
      const answer = await ask(`${reading.url}/orders`, method, JSON_BODY, '{}');
      expect(answer.status).toBe(403);
      if (method !== 'HEAD') expect(codeOf(answer)).toBe('READ_ONLY');
      expect((await ask(`${reading.url}/orders/1`, 'GET')).status).toBe(202);
    },
  );

  test('with the demo company takes a JSON body', async () => {
    const answer = await ask(`${demo.url}/orders`, 'POST', JSON_BODY, '{"lines":["7"]}');
    expect(answer.status).toBe(202);
    expect(JSON.parse(answer.body)).toMatchObject({ httpMethod: 'POST', body: '{"lines":["7"]}' });
  });

  test.each<[string, Record<string, string>, number, string]>([
    ['a body that is a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'NOT_JSON'],
    ['a body that is text', { 'content-type': 'text/plain' }, 415, 'NOT_JSON'],
    ['a body that names no type', {}, 415, 'NOT_JSON'],
    ['a type that only begins like JSON', { 'content-type': 'application/jsonp' }, 415, 'NOT_JSON'],
    ['a body that is too long', { ...JSON_BODY, 'content-length': '1000001' }, 413, 'TOO_LARGE'],
    ['a page of another origin', { ...JSON_BODY, origin: 'https://example.com' }, 403, 'ORIGIN_FOREIGN'],
    ['a page without an origin', { ...JSON_BODY, origin: 'null' }, 403, 'ORIGIN_FOREIGN'],
    ['a page on another port', { ...JSON_BODY, origin: 'http://127.0.0.1:1' }, 403, 'ORIGIN_FOREIGN'],
    ['a name that leads to loopback', { ...JSON_BODY, host: 'rebound.example.com' }, 403, 'HOST_FOREIGN'],
    ['a host without its port', { ...JSON_BODY, host: '127.0.0.1' }, 403, 'HOST_FOREIGN'],
  ])('refuses %s', async (_what, headers, status, code) => {
    const answer = await ask(`${demo.url}/orders`, 'POST', headers, '{}');
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  test('answers to localhost, and to its own page', async () => {
    const { port } = new URL(demo.url);
    const headers = { ...JSON_BODY, host: `localhost:${port}`, origin: `http://localhost:${port}` };
    expect((await ask(`${demo.url}/orders`, 'POST', headers, '{}')).status).toBe(202);
  });

  test('does not read for a foreign name or page either', async () => {
    for (const headers of [{ host: 'rebound.example.com' }, { origin: 'https://example.com' }])
      expect((await ask(`${reading.url}/problems`, 'GET', headers)).status).toBe(403);
  });
});
