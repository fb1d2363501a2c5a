import { createWorld } from '../../local/simulation/world.ts';
import { before, payrollOf, violations } from './invariants.ts';

test('an undisturbed company converges', async () => {
  const world = createWorld({ company: 10, options: { jitterInMillis: 40 } });
  const earlier = await before(world);
  const report = await world.run();
  expect(report.totals).toMatchObject({ inScope: 10, created: 10, failed: 0 });
  expect(await violations(world, earlier, { jitter: true, expected: payrollOf(world) })).toEqual([]);
});
