import { createHash, createHmac } from 'node:crypto';
import { linksTo, storeIn } from '../../../functions/composition/file/export-bucket.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';
import { TransportError } from '../../../shared/http/transport.ts';
import type { HttpRequest, HttpResponse } from '../../../shared/http/transport.ts';

/** As the SDK has it in Node. */
class Sha256 {
  private readonly hash;
  constructor(secret?: any) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  }
  update(data: any): void {
    this.hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.hash.digest()));
  }
  reset(): void {}
}

const answer = (status: number): HttpResponse => ({ status, headers: {}, body: '' });

const bucketOf = (answers: readonly (HttpResponse | Error)[], endpoint?: string) => {
  const clock = createVirtualClock('2013-05-24T00:00:00Z');
  const sent: HttpRequest[] = [];
  const bucket = {
    bucket: 'examplebucket',
    config: {
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
      region: 'us-east-1',
      sha256: Sha256,
    },
    endpoint,
    clock,
  };
  const transport = (request: HttpRequest) => {
    const next = answers[sent.length];
    sent.push(request);
    return next instanceof Error || next === undefined
      ? Promise.reject(next ?? new Error('no answer'))
      : Promise.resolve(next);
  };

  return { sent, clock, ...storeIn(bucket, transport), linkTo: linksTo(bucket) };
};

test('A link is signed for fifteen minutes, with the file under its own name, and without a hash of what nobody knows yet', async () => {
  const url = new URL(await bucketOf([]).linkTo('run-1/a/xledger-time-off.csv'));
  expect(url.origin + url.pathname).toBe(
    'https://examplebucket.s3.us-east-1.amazonaws.com/run-1/a/xledger-time-off.csv',
  );
  const { 'X-Amz-Signature': signature, ...parameters } = Object.fromEntries(url.searchParams);
  expect(parameters).toEqual({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request',
    'X-Amz-Date': '20130524T000000Z',
    'X-Amz-Expires': '900',
    'X-Amz-SignedHeaders': 'host',
    'response-content-disposition': 'attachment; filename="xledger-time-off.csv"',
  });
  // As AWS describes the signature of a query (Signature Version 4), by hand.
  const canonical = [
    'GET',
    url.pathname,
    url.search
      .slice(1)
      .split('&')
      .filter((pair) => !pair.startsWith('X-Amz-Signature'))
      .toSorted()
      .join('&'),
    'host:examplebucket.s3.us-east-1.amazonaws.com',
    '',
    'host',
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const key = ['us-east-1', 's3', 'aws4_request'].reduce<Buffer>(
    hmac,
    hmac('AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', '20130524'),
  );
  const hash = createHash('sha256').update(canonical).digest('hex');
  const toSign = ['AWS4-HMAC-SHA256', '20130524T000000Z', '20130524/us-east-1/s3/aws4_request', hash].join('\n');
  expect(signature).toBe(hmac(key, toSign).toString('hex'));
});

test('A file is stored with its mark, signed with its hash', async () => {
  const { put, sent } = bucketOf([answer(200)]);
  await put('run-1/a/file.csv', new TextEncoder().encode('\uFEFF"Ærlig"\r\n'));
  expect(sent).toMatchObject([
    {
      method: 'PUT',
      url: 'https://examplebucket.s3.us-east-1.amazonaws.com/run-1/a/file.csv',
      body: '\uFEFF"Ærlig"\r\n',
      headers: {
        'x-amz-content-sha256': createHash('sha256').update('\uFEFF"Ærlig"\r\n').digest('hex'),
        authorization: expect.stringContaining('us-east-1/s3/aws4_request'),
      },
    },
  ]);
});

test('On one machine the bucket stands in the path of what serves it', async () => {
  const { put, linkTo, sent } = bucketOf([answer(200)], 'http://127.0.0.1:4566');
  await put('run-1/file.csv', new Uint8Array());
  expect(sent[0]?.url).toBe('http://127.0.0.1:4566/examplebucket/run-1/file.csv');
  expect(await linkTo('run-1/file.csv')).toMatch(/^http:\/\/127\.0\.0\.1:4566\/examplebucket\/run-1\/file\.csv\?/);
});

test('What passes is tried again, and a refusal is not', async () => {
  const passing = bucketOf([answer(503), new TransportError('unknown', 'reset'), answer(200)]);
  await passing.clock.run(passing.put('file.csv', new Uint8Array()));
  expect(passing.sent).toHaveLength(3);
  const refused = bucketOf([answer(403)]);
  await expect(refused.clock.run(refused.put('file.csv', new Uint8Array()))).rejects.toThrow(
    'did not take the file (403)',
  );
  const silent = bucketOf(Array.from({ length: 4 }, () => answer(500)));
  await expect(silent.clock.run(silent.put('file.csv', new Uint8Array()))).rejects.toThrow('(500)');
});
