import { assembleXledgerState } from '../../../functions/composition/xledger/assemble-xledger-state.ts';
import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import { showWidget } from '../../../functions/widget/handler.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { totalsOf } from '../../../shared/records/outcome.ts';
import { EMPLOYEE_ABORTS } from '../../../shared/flows/employees-to-poweroffice/aborts.ts';
import { PROBLEMS_NB } from '../../../shared/flows/employees-to-poweroffice/problems.nb.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import { toRunAbort } from '../../../shared/run/abort.ts';
import type { ProblemCode } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import { PROBLEMS_NB as XLEDGER_PROBLEMS_NB } from '../../../shared/flows/employees-to-xledger/problems.nb.ts';
import { problem as xledgerProblem } from '../../../shared/flows/employees-to-xledger/problems.ts';
import { newXledgerEmployeeState } from '../../../shared/flows/employees-to-xledger/state.ts';
import { newEmployeeState } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import { createEmployeeStore } from '../../../shared/flows/employees-to-poweroffice/employee-store.ts';
import type { Language } from '../../../shared/records/words.ts';
import { createPauseStore } from '../../../shared/state/pause-store.ts';
import { createRunStore } from '../../../shared/state/run-store.ts';

const NOW = Date.parse('2026-03-02T06:00:00Z');
const REQUEST = { mode: 'apply', flow: FIRST_FLOW, trigger: 'schedule', requestedBy: null, employees: null } as const;

const stateOf = (number: string, codes: readonly ProblemCode[]) => ({
  ...newEmployeeState(`person-${number}`, number),
  problems: codes.map((code) => ({
    ...problem(code, 'Ola Nordmann tjener 540 000'),
    firstSeen: NOW - 24 * 3600 * 1000,
    lastSeen: NOW,
  })),
});

const XLEDGER = 'employees-to-xledger';
const CONTEXT = { invokedFunctionArn: 'arn:widget' };

const arrange = (language: Language = 'en') => {
  const table = createMemoryTable();
  const employees = createEmployeeStore(table);
  const { employees: xledgerEmployees } = assembleXledgerState(table);
  const dependencies = {
    runs: createRunStore(table),
    employees,
    problems: { [FIRST_FLOW]: () => employees.problems(), [XLEDGER]: () => xledgerEmployees.problems() },
    pauses: createPauseStore(table),
    schedules: null,
    clock: { now: () => NOW },
    language,
    endpoints: { explain: 'arn:explain', operator: 'arn:operator', approver: 'arn:approver' },
  } as const;
  const { runs } = dependencies;
  return {
    ...dependencies,
    xledgerEmployees,
    dependencies,
    table,
    show: async (event: unknown = {}): Promise<string> => {
      const shown = await showWidget(event, CONTEXT, dependencies);
      return typeof shown === 'string' ? shown : shown.markdown;
    },
    begin: (runId: string, now = NOW) => runs.takeLease({ ...REQUEST, runId, now, leaseInMillis: 60_000 }),
    save: (number: string, ...codes: readonly ProblemCode[]) => employees.save(stateOf(number, codes)),
    stateOf,
  };
};

const rowsOf = (html: string): string[] =>
  [...html.matchAll(/<tr>\s*<td>(.*?)<\/td>.*?<code>(\w+)/g)].map(([, number, code]) => `${number} ${code}`);

describe('The widget', () => {
  test('says what it is when it is asked', async () => {
    expect(await showWidget({ describe: true }, CONTEXT, arrange().dependencies)).toEqual({
      markdown: expect.stringContaining('Open problems'),
    });
  });

  test('of a stack that has never run says so', async () => {
    expect(await arrange().show({ buttons: false })).toBe('<p>No run yet.</p><p>Nobody has an open problem.</p>');
  });

  test('takes whatever CloudWatch sends beside it', async () => {
    const { show } = arrange();
    for (const event of [null, 'x', { describe: 'yes' }, { widgetContext: {} }]) {
      expect(await show(event)).toContain('No run yet.');
    }
  });

  test('shows the worst first, by number, with the totals of each code, and no value', async () => {
    const { show, save } = arrange();
    await save('10', 'NAME_MISSING', 'LINK_LOST');
    await save('9', 'NAME_MISSING');
    await save('1', 'PHONE_INVALID', 'PRE_HIRE');

    const html = await show();
    expect(rowsOf(html)).toEqual(['9 NAME_MISSING', '10 NAME_MISSING', '1 PHONE_INVALID', '10 LINK_LOST']);
    expect(html).toContain(
      '<p>2 <code>NAME_MISSING</code>, 1 <code>PHONE_INVALID</code>, 1 <code>LINK_LOST</code>.</p>',
    );
    expect(html).toContain('1 Mar 2026, 07:00');
    expect(html).not.toMatch(/Nordmann|540/);
  });

  test('speaks Norwegian in a stage that does', async () => {
    const { show, save, begin, runs } = arrange('nb');
    await begin('1');
    await runs.storeEnd('1', { abort: toRunAbort('ARCHIVE_GUARD', '9 people left.', [], EMPLOYEE_ABORTS) }, NOW);
    await save('9', 'NAME_MISSING', 'PHONE_INVALID');

    const html = await show();
    expect(html).toContain('<th>Ansatt</th>');
    expect(html).toContain('<b style="color:#d13212">feil</b>');
    expect(html).toContain('advarsel</span>');
    expect(html).toContain(PROBLEMS_NB.NAME_MISSING.summary);
    expect(html).toContain(PROBLEMS_NB.NAME_MISSING.hint.replaceAll('>', '&gt;'));
    expect(html).toContain('Flere ansatte ble inaktive på én gang enn sperren tillater. På engelsk: 9 people left.');
    expect(html).toContain('1. mars 2026, 07:00');
    expect(html).not.toMatch(/Last run|Given up|first name|Employee/);
  });

  test('shows how the last run went, and the one before it while one is under way', async () => {
    const { runs, show, begin } = arrange();
    await begin('1');
    await runs.markRunning('1');
    await runs.storeEnd('1', { totals: totalsOf([{ outcome: 'failed' }]) }, NOW);
    expect(await show()).toContain('1 in scope, 0 created, 0 updated, 0 unchanged, 0 skipped, <b>1 failed</b>');

    await begin('2', NOW + 1);
    const html = await show();
    expect(html).toContain('A run is under way since 2 Mar 2026, 07:00');
    expect(html).toContain('<b>1 failed</b>');
  });

  test('tells of another flow where the dashboard names it: its people, runs and words, and its buttons are about it', async () => {
    const { show, save, runs, xledgerEmployees } = arrange('nb');
    await save('10', 'NAME_MISSING');
    await xledgerEmployees.save({
      ...newXledgerEmployeeState('person-1', '1001'),
      problems: [{ ...xledgerProblem('TITLE_MISSING'), firstSeen: NOW, lastSeen: NOW }],
    });
    await runs.takeLease({ ...REQUEST, flow: XLEDGER, runId: '2', now: NOW, leaseInMillis: 60_000 });
    const html = await show({ flow: XLEDGER });
    expect(rowsOf(html)).toEqual(['1001 TITLE_MISSING']);
    expect(html).toContain(XLEDGER_PROBLEMS_NB.TITLE_MISSING.summary);
    expect(html).toContain('skrives til X-ledger');
    expect(html).toContain('{"action":"plan","flow":"employees-to-xledger"}');
    expect(html).not.toContain('PowerOffice');
    const first = await show();
    expect(rowsOf(first)).toEqual(['10 NAME_MISSING']);
    expect(first).toContain('Ingen kjøring');
    expect(first).not.toContain('xledger');
  });

  test('shows why a run was given up, whatever the text holds', async () => {
    const { runs, show, begin } = arrange();
    await begin('1');
    const abort = { code: 'SOURCE_EMPTY', message: '<script>&"\'', hint: 'x'.repeat(100_000), people: [] };
    await runs.storeEnd('1', { abort }, NOW);
    const html = await show();
    expect(html).toContain('SOURCE_EMPTY.</b> &lt;script&gt;&amp;&quot;&#39;');
  });

  test('of twenty thousand people with two problems each shows the first 200, in far less than a megabyte', async () => {
    const { table, show, stateOf } = arrange();
    for (let number = 1; number <= 20_000; number += 1) {
      const state = stateOf(String(number), ['EMPLOYMENT_AMBIGUOUS', 'LINK_LOST']);
      await table.put({ ...state, pk: 'employees', sk: state.sourceId, version: 1 });
    }

    const html = await show();
    expect(rowsOf(html)).toHaveLength(200);
    expect(rowsOf(html).at(-1)).toBe('200 EMPLOYMENT_AMBIGUOUS');
    expect(html).toContain('The first 200 of 40000 are shown, the worst first');
    expect(html).toContain('20000 <code>LINK_LOST</code>');
    expect(Buffer.byteLength(JSON.stringify(html))).toBeLessThan(300_000);
  });

  test('stays below a megabyte when a source has filled in novels for numbers', async () => {
    const { show, employees } = arrange();
    for (let number = 1; number <= 200; number += 1) {
      const state = newEmployeeState(`person-${number}`, `${'"<'.repeat(5_000)}${number}`);
      const found = { ...problem('NAME_MISSING'), firstSeen: NOW, lastSeen: NOW };
      await employees.save({ ...state, problems: [found] });
    }
    const html = await show();
    expect(Buffer.byteLength(JSON.stringify(html))).toBeLessThan(1_000_000);
    expect(html).toContain('<table>');
  });
});
