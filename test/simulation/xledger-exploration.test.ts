/*
 * Mixes of faults that nobody has thought of: answers that are lost, errors of every kind, a replica that lags, messages
 * that come twice, a table that fails, a process that dies. Whatever comes together, the run after it finds everything in
 * order, and one more has nothing to do.
 */
import fc from 'fast-check';
import { createRandom } from '../../local/demo-vendors/company/random.ts';
import type { XledgerFaultCase } from '../../local/demo-vendors/xledger/demo-xledger.ts';
import { runCount } from '../properties/run-count.ts';
import { createXledgerScenario, xledgerViolations } from './xledger-scenario.ts';

const CASES: readonly [XledgerFaultCase, ...XledgerFaultCase[]] = [
  { after: 'reset' },
  { after: 'cutBody' },
  { after: 502 },
  { before: 'reset' },
  { before: 500 },
  { before: { error: { message: 'Too many requests', code: 'BAD_REQUEST.BURST_RATE_LIMIT_REACHED' } } },
  { before: { error: { message: 'Too many requests', code: 'BAD_REQUEST.CONCURRENCY_LIMIT_REACHED' } } },
  { after: { error: { message: 'Something to say' } } },
  { slowInMillis: 25_000 },
];

const mix = fc.record({
  seed: fc.nat(100_000),
  share: fc.constantFrom(0, 0.05, 0.15),
  lagInMillis: fc.constantFrom(0, 2_000, 30_000),
  batchSize: fc.constantFrom(1, 3, 10),
  mask: fc.constantFrom('full', 'lastDigits'),
  batchFailure: fc.constantFrom('all', 'each'),
  duplicateShare: fc.constantFrom(0, 0.5),
  tableShare: fc.constantFrom(0, 0.05),
  kill: fc.option(fc.nat(150), { nil: null }),
});

test('any mix of faults heals', async () => {
  await fc.assert(
    fc.asyncProperty(mix, async ({ seed, share, batchSize, duplicateShare, tableShare, kill, ...options }) => {
      const chance = (stream: number, index: number) => createRandom(Math.imul(seed, 31) + stream * 7919 + index);
      const system = createXledgerScenario({
        options: {
          lagInMillis: options.lagInMillis,
          batchFailure: options.batchFailure,
          mask: options.mask,
        },
        xledger: { batchSize },
        faults: {
          // What the probe asks is repeated a few times only: a run that it ends has nothing to be looked at.
          xledger: (_text, sequence) =>
            sequence > 5 && chance(1, sequence).chance(share) ? chance(2, sequence).pick(CASES) : null,
          table: ({ index }) => (chance(3, index).chance(tableShare) ? 'throttled' : null),
          queue: { duplicateShare, reorders: true },
          ...(kill !== null && { crash: ({ index }: { readonly index: number }) => index === kill }),
        },
      });
      await system.sync().catch(() => null);
      expect(await xledgerViolations(system)).toEqual([]);
    }),
    { numRuns: runCount(6) },
  );
});
