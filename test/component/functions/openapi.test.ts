import { Validator } from '@seriousme/openapi-schema-validator';
import { describeApi } from '../../../functions/api/openapi/describe-api.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import { createApiClient } from '../../builders/api-client.ts';

const read = async (): Promise<any> => {
  const { status, body } = await createApiClient(createMemoryTable()).call('GET', '/openapi.json');
  expect(status).toBe(200);
  return body;
};

test('GET /openapi.json is a valid OpenAPI 3.1 document', async () => {
  const result = await new Validator().validate(await read());
  expect(result).toEqual({ valid: true });
});

test('it has every route of the table, each with what it means and who may call it, and no other', async () => {
  const { paths } = await read();
  const described = Object.entries<any>(paths).flatMap(([path, operations]) =>
    Object.entries<any>(operations).map(([method, { summary, tags }]) => [
      `${method.toUpperCase()} ${path}`,
      { meaning: summary, role: tags[0] },
    ]),
  );
  const table = Object.entries(ROUTES).map(([route, { meaning, role }]) => [route, { meaning, role }]);
  expect(Object.fromEntries(described)).toEqual(Object.fromEntries(table));
});

test('it tells of a route what it takes, what it answers, and with which codes it refuses', async () => {
  const { paths } = await read();
  expect(paths['/runs/{runId}'].get).toMatchObject({
    operationId: 'getRunsRunId',
    parameters: [
      { name: 'runId', in: 'path', required: true },
      { name: 'limit', in: 'query', required: false, schema: { type: 'string', pattern: '^[0-9]{1,3}$' } },
      { name: 'after', in: 'query' },
      { name: 'flow', in: 'query', schema: { default: 'employees-to-poweroffice' } },
      { name: 'outcome', in: 'query', schema: { enum: ['created', 'updated', 'unchanged', 'skipped', 'failed'] } },
    ],
  });
  const { post } = paths['/plans'];
  expect(post.requestBody.content['application/json'].schema).toMatchObject({
    properties: {
      employees: { type: 'array', minItems: 1, maxItems: 500 },
      from: { type: 'string', format: 'date', description: expect.stringMatching(/first day/) },
      types: { type: 'array', minItems: 1, maxItems: 500 },
      include: { items: { enum: ['changed', 'withdrawn'] } },
    },
    additionalProperties: false,
  });
  expect(post.responses).toMatchObject({
    202: { content: { 'application/json': { schema: { $ref: '#/components/schemas/PlanStarted' } } } },
    400: { description: 'INPUT_INVALID, PERIOD_MISSING' },
    409: {
      description: 'TARGET_UNVERIFIED, ALREADY_RUNNING',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
    413: { description: 'TOO_LARGE' },
  });
});

test('every operation has a name of its own, and a document that is described', () => {
  const { paths, components }: any = describeApi();
  const operations = Object.values<any>(paths).flatMap((path) => Object.values<any>(path));
  const names = operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  const references = JSON.stringify(paths).match(/#\/components\/schemas\/\w+/g) ?? [];
  expect(references.length).toBeGreaterThan(operations.length);
  for (const reference of references) expect(components.schemas).toHaveProperty(reference.split('/').at(-1)!);
});
