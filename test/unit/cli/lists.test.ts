import { stripVTControlCharacters } from 'node:util';
import { plansSchema, runsSchema } from '../../../local/cli/documents.ts';
import { renderPlans } from '../../../local/cli/plans-table.ts';
import { renderRuns } from '../../../local/cli/runs-table.ts';

const NONE = Number.POSITIVE_INFINITY;
const totals = { inScope: 40, created: 20, updated: 7, unchanged: 2, skipped: 2, failed: 9 };

const { plans } = plansSchema.parse({
  plans: [
    {
      planId: '20260302T060000-1ab2cd',
      state: 'open',
      createdAt: '2026-03-02T06:00:00.000Z',
      expiresAt: '2026-03-09T06:00:04.000Z',
      requestedBy: 'berit',
      totals,
    },
    {
      planId: '20260301T060000-2ab2cd',
      state: 'superseded',
      createdAt: '2026-03-01T06:00:00.000Z',
      expiresAt: '2026-03-08T06:00:04.000Z',
      requestedBy: null,
      totals: { ...totals, created: 0, skipped: 0, failed: 0 },
    },
  ],
});

const { runs } = runsSchema.parse({
  next: null,
  runs: [
    {
      runId: '20260302T060000-1ab2cd',
      mode: 'apply',
      connection: null,
      status: 'completed_with_errors',
      abort: null,
      totals,
      apiCalls: { simployer: 1, poweroffice: 2 },
      requestedBy: 'berit',
      startedAt: '2026-03-02T06:00:00.000Z',
      endedAt: '2026-03-02T06:01:00.000Z',
    },
    {
      runId: '20260301T060000-2ab2cd',
      mode: 'plan',
      connection: null,
      status: 'aborted',
      abort: { code: 'SOURCE_EMPTY', message: 'Nobody.', hint: 'IT: look.', people: [] },
      totals: { inScope: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 },
      apiCalls: { simployer: 1, poweroffice: 2 },
      requestedBy: null,
      startedAt: '2026-03-01T06:00:00.000Z',
      endedAt: '2026-03-01T06:01:00.000Z',
    },
  ],
});

const linesOf = (text: string): string[] => stripVTControlCharacters(text).split('\n');

test('plans on a wide terminal, on a narrow one, and without one', () => {
  expect(linesOf(renderPlans(plans, 200))).toEqual([
    '20260302T060000-1ab2cd  open        made 2026-03-02 07:00 by berit, holds until 2026-03-09 07:00: 20 new, 7 changed, 2 unchanged, 2 skipped, 9 with errors',
    '20260301T060000-2ab2cd  superseded  made 2026-03-01 07:00: 7 changed, 2 unchanged',
  ]);
  expect(linesOf(renderPlans(plans, 60))).toEqual([
    '20260302T060000-1ab2cd  open        made 2026-03-02 07:00',
    '                                    by berit, holds until',
    '                                    2026-03-09 07:00: 20',
    '                                    new, 7 changed, 2',
    '                                    unchanged, 2 skipped, 9',
    '                                    with errors',
    '20260301T060000-2ab2cd  superseded  made 2026-03-01 07:00:',
    '                                    7 changed, 2 unchanged',
  ]);
  expect(linesOf(renderPlans(plans, NONE))[1]).toBe(
    '20260301T060000-2ab2cd  superseded  made 2026-03-01 07:00: 7 changed, 2 unchanged',
  );
  expect(renderPlans([], 80)).toBe('There are no plans. "npm run sync -- plan" makes one.');
});

test('runs on a wide terminal, on a narrow one, and without one', () => {
  expect(linesOf(renderRuns(runs, 160))).toEqual([
    '20260302T060000-1ab2cd  2026-03-02 07:00  apply  completed with errors  20 created, 7 updated, 2 unchanged, 2 skipped, 9 failed of 40; asked for by berit',
    '20260301T060000-2ab2cd  2026-03-01 07:00  plan   aborted                SOURCE_EMPTY',
  ]);
  expect(linesOf(renderRuns(runs, 60))).toEqual([
    '20260302T060000-1ab2cd  2026-03-02 07:00 apply completed',
    '                        with errors 20 created, 7 updated,',
    '                        2 unchanged, 2 skipped, 9 failed of',
    '                        40; asked for by berit',
    '20260301T060000-2ab2cd  2026-03-01 07:00 plan aborted',
    '                        SOURCE_EMPTY',
  ]);
  expect(linesOf(renderRuns(runs, NONE))[1]).toBe(
    '20260301T060000-2ab2cd  2026-03-01 07:00  plan  aborted  SOURCE_EMPTY',
  );
});

test.each([
  ['succeeded', 'planned'],
  ['completed_with_errors', 'planned with errors'],
  ['running', 'being planned'],
  ['awaiting_approval', 'awaiting approval'],
])('a plan among the runs is told as a plan, for nothing was written: %s', (status, told) => {
  const [run] = runs;
  const plan = runsSchema.parse({ next: null, runs: [{ ...run, mode: 'plan', status, requestedBy: null }] });
  expect(linesOf(renderRuns(plan.runs, NONE))).toEqual([
    `20260302T060000-1ab2cd  2026-03-02 07:00  plan  ${told}  20 new, 7 changed, 2 unchanged, 2 skipped, 9 with errors of 40`,
  ]);
});
