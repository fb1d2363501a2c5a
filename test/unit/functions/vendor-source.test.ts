import { createVendorSource } from '../../../functions/composition/vendor-source.ts';
import type { VendorKeyTexts } from '../../../functions/composition/vendor-source.ts';
import { ConfigurationError } from '../../../shared/config/configuration-error.ts';

const MINUTE_IN_MILLIS = 60_000;

const arrange = (freshness: { keysAreFreshForMillis?: number } = {}) => {
  const stored = { vendorKeys: 'first', hashKey: 'hash', reads: 0 };
  const time = { now: 0 };
  const metrics: Record<string, number> = {};
  const connected: VendorKeyTexts[] = [];
  const vendors = createVendorSource({
    ...freshness,
    readTexts: () => {
      stored.reads += 1;
      return Promise.resolve({ vendorKeys: stored.vendorKeys, hashKey: stored.hashKey });
    },
    connectWith: (texts) => {
      if (texts.vendorKeys === 'wrong') throw new ConfigurationError(['vendor keys: not JSON']);
      connected.push(texts);
      return {
        takeApiCalls: () => ({ simployer: 3, poweroffice: 5 }),
        takePace: () => ({ throttled: 1, paceWaitInMillis: 40, storeFailures: 2 }),
      };
    },
    metrics: { target: 'poweroffice', requests: 'PowerOfficeRequests', throttled: 'PowerOfficeThrottled' },
    clock: { now: () => time.now },
    recordMetric: (name, value) => {
      metrics[name] = value;
    },
  });
  return { stored, time, metrics, connected, vendors };
};

test('the vendors are connected once a process, and the secrets looked at every five minutes', async () => {
  const { stored, time, connected, vendors } = arrange();
  const first = await vendors();
  time.now = 4 * MINUTE_IN_MILLIS;
  expect(await vendors()).toBe(first);
  expect(stored.reads).toBe(1);
  time.now = 6 * MINUTE_IN_MILLIS;
  expect(await vendors()).toBe(first);

  expect(stored.reads).toBe(2);
  expect(connected).toHaveLength(1);
});

test.each(['vendorKeys', 'hashKey'] as const)('a new %s is taken up within five minutes', async (which) => {
  const { stored, time, connected, vendors } = arrange();
  const first = await vendors();
  stored[which] = 'rotated';
  time.now = 6 * MINUTE_IN_MILLIS;

  expect(await vendors()).not.toBe(first);
  expect(connected.map((texts) => texts[which])).toEqual([expect.any(String), 'rotated']);
});

test('where no old keys are taken, a rotated one is taken up at once, and tokens are kept while none was', async () => {
  const { stored, connected, vendors } = arrange({ keysAreFreshForMillis: 0 });
  const first = await vendors();
  expect(await vendors()).toBe(first);
  stored.vendorKeys = 'rotated';

  expect(await vendors()).not.toBe(first);
  expect(connected).toHaveLength(2);
});

test('a key that is malformed is refused each time, until it is mended', async () => {
  const { stored, vendors } = arrange();
  stored.vendorKeys = 'wrong';
  await expect(vendors()).rejects.toThrow('not JSON');
  stored.vendorKeys = 'right';

  expect(await vendors()).toBeDefined();
});

test('what a process learned of its requests goes to the metrics when they are counted', async () => {
  const { metrics, vendors } = arrange();

  expect((await vendors()).takeApiCalls()).toEqual({ simployer: 3, poweroffice: 5 });
  expect(metrics).toEqual({
    SimployerRequests: 3,
    PowerOfficeRequests: 5,
    PowerOfficeThrottled: 1,
    PaceWait: 40,
    PacingStoreFailed: 2,
  });
});
