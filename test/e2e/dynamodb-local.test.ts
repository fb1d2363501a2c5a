import { startLocalSync } from '../../local/cli/local-sync.ts';
import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import { startDemoVendors } from '../../local/demo-vendors/start-demo-vendors.ts';
import { dynamoDbLocalIsThere, startDynamoDbLocal } from './dynamodb-local.ts';

const TODAY = '2026-03-02';
const REQUESTS_PER_SECOND = 500;

const test = dynamoDbLocalIsThere ? global.test : global.test.skip;

describe(`The real bundles on AWS's own DynamoDB Local${dynamoDbLocalIsThere ? '' : ' (skipped: no Java here)'}`, () => {
  test('create three people, and find nothing to do the second time', async () => {
    await using cleanUp = new AsyncDisposableStack();
    const dynamoDb = await startDynamoDbLocal();
    cleanUp.defer(() => dynamoDb.close());
    const vendors = await startDemoVendors({
      company: createDemoCompany({ today: TODAY, size: 3, flaws: false }),
      powerOfficeOptions: { requestsPerSecond: REQUESTS_PER_SECOND },
    });
    cleanUp.defer(() => vendors.close());
    const sync = await startLocalSync({
      vendors: {
        keys: vendors.keys,
        environment: {
          ...vendors.environment,
          POWEROFFICE_MAX_REQUESTS_PER_SECOND: String(REQUESTS_PER_SECOND),
        },
      },
      dataFolder: null,
      dynamoDbUrl: dynamoDb.url,
    });
    cleanUp.defer(() => sync.close());

    const first = await sync.run({ mode: 'apply', employees: null });
    expect(first).toMatchObject({ status: 'succeeded', totals: { inScope: 3, created: 3 } });
    const { writes } = vendors.powerOffice;
    const second = await sync.run({ mode: 'apply', employees: null });
    expect(second).toMatchObject({ status: 'succeeded', totals: { inScope: 3, unchanged: 3 } });
    expect(vendors.powerOffice.writes).toBe(writes);
  });
});
