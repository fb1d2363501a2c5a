import { createWorld } from '../../../local/simulation/world.ts';
import { buildSimployerPerson, buildSimployerTenant } from '../../builders/simployer-company.ts';

const MINUTE_IN_MILLIS = 60_000;

test('one person is synced within ten seconds while another stack loads its company under the same key', async () => {
  const loading = createWorld({ company: 120 });
  const waiting = createWorld({
    seed: 2,
    company: buildSimployerTenant([buildSimployerPerson({ number: 9001 })]),
    beside: loading,
  });
  const load = await loading.start();
  await loading.advance(MINUTE_IN_MILLIS / 2);
  const askedAt = loading.clock.now();

  const report = await waiting.run({ employees: ['9001'], trigger: 'api' });

  const { startedAt, endedAt } = report;
  expect(report.totals).toMatchObject({ inScope: 1, created: 1 });
  expect(startedAt).toBe(new Date(askedAt).toISOString());
  expect(Date.parse(endedAt ?? '') - askedAt).toBeLessThan(10_000);
  expect((await loading.finish(load ?? '')).totals).toMatchObject({ created: 120 });
  expect(loading.powerOffice.requests.filter(({ status }) => status === 429)).toEqual([]);
});
