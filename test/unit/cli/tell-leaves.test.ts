import { stripVTControlCharacters } from 'node:util';
import { planSchema, toShownRun, withEmployees } from '../../../local/cli/documents.ts';
import { flowWords } from '../../../local/cli/flow-words.ts';
import { renderPlan } from '../../../local/cli/plan-text.ts';
import { renderReport } from '../../../local/cli/report-table.ts';
import { leaveProblem } from '../../../shared/time-off/problems.ts';
import type { LeaveProblemCode } from '../../../shared/time-off/problems.ts';

const FLOW = 'leaves-to-poweroffice';
const words = flowWords(FLOW);
const PARENTAL = {
  type: 'Foreldrepermisjon',
  code: 'PARENTAL_BENEFITS',
  from: '2026-04-01',
  to: '2027-03-10',
  grade: 80,
};
const VACATION = { type: 'Ferie', code: 'FERIE', from: '2026-04-01', to: '2026-04-14', grade: null };

const record = (id: string, number: string | null, group: string, more: object = {}): object => ({
  kind: 'leave',
  number,
  name: 'Kari Nordmann',
  sourceId: id,
  targetId: null,
  matchedBy: null,
  group,
  leave: PARENTAL,
  outcome: 'skipped',
  changes: [],
  problems: [],
  ...more,
});
const problems = (...codes: LeaveProblemCode[]): object => ({ problems: codes.map(leaveProblem) });
const made = { changes: [{ entity: 'leave', action: 'create', to: 'Maternity from 2026-04-01 to 2027-03-10, 80 %' }] };

const document = {
  planId: '20260302T060000-1ab2cd',
  flow: FLOW,
  state: 'open',
  createdAt: '2026-03-02T06:00:00.000Z',
  expiresAt: '2026-03-03T06:00:00.000Z',
  requestedBy: 'berit',
  totals: { inScope: 10, created: 2, updated: 1, unchanged: 1, skipped: 5, failed: 1 },
  connection: {
    simployer: { id: 'company-1', name: 'Fjordglimt AS', organisationNumber: '974760673' },
    powerOffice: { clientId: 'c0ffee00', name: 'Fjordglimt AS' },
  },
  guards: [],
  match: { new: 2, changed: 1, same: 1, withdrawn: 1, held: 2, notForTarget: 3 },
  problems: [{ ...leaveProblem('GRADE_UNAVAILABLE') }],
  records: [
    record('leave-1', '101', 'new', made),
    record('leave-2', '102', 'new', { matchedBy: 'typeAndStart', targetId: 7 }),
    record('leave-3', '103', 'changed', {
      matchedBy: 'link',
      changes: [
        {
          entity: 'leave',
          action: 'update',
          field: 'EndDate',
          from: '2027-02-10',
          to: '2027-03-10',
          cause: 'target',
        },
      ],
    }),
    record('leave-4', '104', 'same'),
    record('leave-5', '105', 'withdrawn', problems('LEAVE_WITHDRAWN')),
    record('leave-6', '106', 'withdrawn', { changes: [{ entity: 'leave', action: 'delete' }] }),
    record('leave-7', null, 'held', problems('NUMBER_MISSING')),
    record('leave-8', '108', 'held', {
      leave: { type: null, code: null, from: null, to: null, grade: null },
      ...problems('LEAVE_DATES_INVALID'),
    }),
    record('leave-9', '109', 'notForTarget', { leave: { ...VACATION, rule: 'kind' } }),
    record('leave-10', '110', 'notForTarget', { leave: { ...VACATION, rule: 'kind' } }),
    record('leave-11', '110', 'notForTarget', problems('LEAVE_SHORT')),
  ],
};

const linesOf = (width: number, overrides: object = {}): string[] =>
  stripVTControlCharacters(
    renderPlan(planSchema.parse({ ...withEmployees({ ...document, ...overrides }), unmatched: [] }), {
      environment: 'production',
      words,
      place: ` --flow ${FLOW}`,
      width,
    }),
  ).split('\n');

test('a plan of leaves on a terminal of 120 columns: what each is, and what it becomes', () => {
  const lines = linesOf(120);
  expect(lines.slice(0, lines.indexOf('▌ Not for PowerOffice: 3') + 4)).toEqual([
    'Fjordglimt AS 974 760 673 (Simployer) -> Fjordglimt AS (PowerOffice client, production)',
    '',
    'GRADE_UNAVAILABLE  Simployer gives no degree of absence for this company: graded leave counts as full. Payroll: check',
    '    sick leave and parental leave by hand where somebody works in part.',
    '',
    '▌ Withdrawn, to be deleted: 1',
    '106  Kari Nordmann  Foreldrepermisjon (PARENTAL_BENEFITS), 2026-04-01 to 2027-03-10, 80 % [leave-6]',
    '                    will be deleted',
    '',
    '▌ Withdrawn, to be corrected by hand in PowerOffice: 1',
    '105  Kari Nordmann  Foreldrepermisjon (PARENTAL_BENEFITS), 2026-04-01 to 2027-03-10, 80 % [leave-5]',
    '                    LEAVE_WITHDRAWN',
    '',
    '▌ To be changed: 1',
    '103  Kari Nordmann  Foreldrepermisjon (PARENTAL_BENEFITS), 2026-04-01 to 2027-03-10, 80 % [leave-3]',
    '                    EndDate: 2027-02-10 -> 2027-03-10 (changed by hand in PowerOffice)',
    '',
    '▌ New: 2',
    '101  Kari Nordmann  Foreldrepermisjon (PARENTAL_BENEFITS), 2026-04-01 to 2027-03-10, 80 % -> Maternity from 2026-04-01',
    '                    to 2027-03-10, 80 % [leave-1]',
    '102  Kari Nordmann  Foreldrepermisjon (PARENTAL_BENEFITS), 2026-04-01 to 2027-03-10, 80 % [leave-2]',
    '                    entered by payroll with the same type and first day, to be linked',
    '',
    '▌ Held, nothing to be written: 2',
    '(none)  Kari Nordmann  Foreldrepermisjon (PARENTAL_BENEFITS), 2026-04-01 to 2027-03-10, 80 % [leave-7]',
    '                       NUMBER_MISSING',
    '108     Kari Nordmann  (no type), (no day) to (no day) [leave-8]',
    '                       LEAVE_DATES_INVALID',
    '',
    '▌ Not for PowerOffice: 3',
    '2  Ferie (FERIE)                          of a kind that is not reported',
    '1  Foreldrepermisjon (PARENTAL_BENEFITS)  LEAVE_SHORT',
    '',
  ]);
  expect(lines.slice(-4)).toEqual([
    '10 leaves: 2 new, 1 changed, 1 unchanged, 2 withdrawn, 2 held, 3 not for PowerOffice. 1 warning.',
    '',
    'Plan 20260302T060000-1ab2cd, made 2026-03-02 07:00 (Norwegian time) by berit, holds until 2026-03-03 07:00.',
    `Nothing is written yet. To write it: npm run sync -- apply 20260302T060000-1ab2cd --flow ${FLOW}`,
  ]);
});

test('problems are told by code with who mends them, each leave by its id beside the number', () => {
  const lines = linesOf(Number.POSITIVE_INFINITY);
  const at = lines.indexOf('LEAVE_WITHDRAWN  warning, 1');
  expect(lines.slice(at, at + 4)).toEqual([
    'LEAVE_WITHDRAWN  warning, 1',
    '  The leave was cancelled, denied or deleted in Simployer, and is still in PowerOffice.',
    '  Payroll: remove it in PowerOffice Go if it was not reported.',
    '  105 Kari Nordmann [leave-5]',
  ]);
  // What asks nothing of anybody is counted with its group, and not told leave by leave.
  expect(lines.filter((line) => line.includes('LEAVE_SHORT'))).toEqual([
    '1  Foreldrepermisjon (PARENTAL_BENEFITS)  LEAVE_SHORT',
  ]);
});

test('what is not for PowerOffice is counted by its type, and by the rule or the problem that says so', () => {
  const of = (id: string, rule: string, ...codes: LeaveProblemCode[]): object =>
    record(id, '101', 'notForTarget', { leave: { ...PARENTAL, rule }, ...problems(...codes) });
  const lines = linesOf(Number.POSITIVE_INFINITY, {
    records: [
      of('leave-1', 'leaveTypes'),
      of('leave-2', 'leaveTypes'),
      of('leave-3', 'shortUnmapped'),
      of('leave-4', 'short', 'LEAVE_SHORT_SUM'),
      of('leave-5', 'outOfScope', 'OUT_OF_SCOPE'),
    ],
  });
  const type = 'Foreldrepermisjon (PARENTAL_BENEFITS)';
  const at = lines.indexOf('▌ Not for PowerOffice: 5');
  expect(lines.slice(at + 1, at + 5)).toEqual([
    `2  ${type}  set to "ignore" in timeOff.leaveTypes`,
    `1  ${type}  shorter than timeOff.minimumDays, of a type that nobody has mapped`,
    `1  ${type}  LEAVE_SHORT_SUM`,
    `1  ${type}  OUT_OF_SCOPE`,
  ]);
});

test('one that was sent and is not for PowerOffice any more says by which rule', () => {
  const lines = linesOf(Number.POSITIVE_INFINITY, {
    records: [
      record('leave-1', '101', 'withdrawn', { leave: { ...VACATION, rule: 'kind' }, ...problems('LEAVE_WITHDRAWN') }),
    ],
  });
  expect(lines).toContain(
    '101  Kari Nordmann  Ferie (FERIE), 2026-04-01 to 2026-04-14 [leave-1]; of a kind that is not reported; LEAVE_WITHDRAWN',
  );
});

test('on a terminal of 60 columns nothing is cut', () => {
  const lines = linesOf(60);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain(
    '(PARENTAL_BENEFITS), 2026-04-01 to 2027-03-10, 80 % -> Maternity from 2026-04-01 to 2027-03-10, 80 % [leave-1]',
  );
});

test('a plan that shows no values names the leaves', () => {
  const records = document.records.slice(0, 1).map(({ leave: _leave, name: _name, ...shown }: any) => ({
    ...shown,
    changes: [{ entity: 'leave', action: 'create' }],
  }));
  const lines = linesOf(100, { records: [...records, { ...records[0], sourceId: 'leave-9', group: 'notForTarget' }] });
  expect(lines).toEqual(expect.arrayContaining(['▌ New: 1', '101  [leave-1]', '▌ Not for PowerOffice: 1']));
});

test('a plan of a file shows the three readings of the percentage, and what an import would not overwrite', () => {
  const shares = { periodShare: 23.81, leaveShare: 100, grade: 100 };
  const leave = { ...VACATION, grade: 100, shares };
  const update = { changes: [{ entity: 'leave', action: 'update' }], outcome: 'updated' };
  const lines = linesOf(Number.POSITIVE_INFINITY, {
    records: [
      record('leave-1', '101', 'new', { leave, changes: [{ entity: 'leave', action: 'create' }] }),
      record('leave-2', '102', 'changed', { leave, matchedBy: 'export', ...problems('EXPORTED_CHANGED') }),
      record('leave-3', '103', 'changed', { leave, matchedBy: 'export', ...update }),
      record('leave-4', '104', 'held', { leave: { ...leave, shares: { ...shares, leaveShare: null } } }),
      record('leave-5', '105', 'withdrawn', { leave, ...problems('EXPORTED_WITHDRAWN') }),
      record('leave-6', '106', 'withdrawn', { leave }),
    ],
  });
  // What somebody has acknowledged is counted, and not told again.
  expect(lines.join('\n')).not.toContain('leave-6');
  const told = 'Ferie (FERIE), 2026-04-01 to 2026-04-14, 100 %';
  const readings = "(23.81 % of the period, 100 % of the leave's own days)";
  expect(lines).toEqual(
    expect.arrayContaining([
      `101  Kari Nordmann  ${told} ${readings} [leave-1]`,
      '▌ Withdrawn, to be corrected by hand in PowerOffice: 1',
      '▌ Changed, to be corrected by hand in PowerOffice: 1',
      `102  Kari Nordmann  ${told} ${readings} [leave-2]; EXPORTED_CHANGED`,
      '▌ To be changed: 1',
      `103  Kari Nordmann  ${told} ${readings} [leave-3]`,
      `104  Kari Nordmann  ${told} [leave-4]`,
    ]),
  );
});

test('what was done is told without a type, a day or a degree', () => {
  const done = (id: string, number: string, changes: object[], more: object = {}) => {
    const { leave: _leave, name: _name, group: _group, matchedBy: _by, ...rest } = record(id, number, '') as any;
    return { ...rest, changes, ...more };
  };
  const run = toShownRun({
    runId: 'run-1',
    mode: 'apply',
    connection: document.connection,
    status: 'succeeded',
    abort: null,
    totals: { inScope: 4, created: 2, updated: 2, unchanged: 0, skipped: 0, failed: 0 },
    apiCalls: { simployer: 8, poweroffice: 6 },
    requestedBy: 'berit',
    startedAt: '2026-03-02T06:00:00.000Z',
    endedAt: '2026-03-02T06:00:09.000Z',
    problems: [],
    records: [
      done('leave-1', '101', [{ entity: 'leave', action: 'create' }]),
      done('leave-2', '102', [{ entity: 'leave', action: 'create' }]),
      done('leave-3', '103', [
        { entity: 'leave', action: 'update', field: 'EndDate' },
        { entity: 'leave', action: 'update', field: 'LeavePercentage' },
      ]),
      done('leave-6', '106', [{ entity: 'leave', action: 'delete' }]),
    ],
  });
  const text = stripVTControlCharacters(renderReport(run, { environment: null, width: 100, words }));
  expect(text.split('\n').slice(2)).toEqual([
    '▌ Deleted: 1',
    '106',
    '',
    '▌ Changed: 1',
    '103  leave: EndDate, LeavePercentage',
    '',
    '▌ Created: 2',
    '101 102',
    '',
    '4 leaves: 2 created, 2 updated, 0 unchanged, 0 skipped, 0 failed.',
    'Run run-1 succeeded. Requests: 8 to Simployer, 6 to PowerOffice.',
  ]);
});
