import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { createEmployeeStore } from '../../../shared/flows/employees-to-poweroffice/employee-store.ts';
import { createRunStore } from '../../../shared/state/run-store.ts';
import type { Item } from '../../../shared/state/table.ts';
import { toEmployeeItem } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import { parseMessage } from '../../../shared/run/task.ts';
import { readTask } from '../../../shared/flows/employees-to-poweroffice/read-task.ts';
import { describeProblem } from '../../../shared/flows/employees-to-poweroffice/describe-problem.ts';
import { listProblems } from '../../../shared/operate/problem-list.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures', name), 'utf8'));

/** A table that holds items as another version wrote them. */
const tableWith = async (items: readonly Item[]) => {
  const table = createMemoryTable();
  for (const item of items) {
    for (let version = 1; version <= item.version; version += 1) await table.put({ ...item, version });
  }
  return { table, runs: createRunStore(table), employees: createEmployeeStore(table) };
};

const items = fixture('version-1/items.json') as Item[];
const RUN_ID = '20260302T040000-379jd8';

describe('items of the first version', () => {
  test('are read: runs, of which every one that ended was told', async () => {
    const { runs } = await tableWith(items);

    const run = await runs.getRun(RUN_ID);
    expect(run).toMatchObject({ status: 'completed_with_errors', requestedBy: null, totals: { inScope: 40 } });
    expect(run?.toldAt).toBe(run?.finishedAt);
    expect(await runs.latestRuns(9)).toEqual([run]);
    expect((await runs.outcomes(RUN_ID)).map(({ outcome }) => outcome).toSorted()).toEqual(['failed', 'updated']);
    expect(await runs.pending(RUN_ID)).toBe(0);
  });

  test('are read: people with their links and problems, and what was created for them', async () => {
    const { employees } = await tableWith(items);
    const stored = items.filter(({ pk }) => pk === 'employees');
    const intents = items.filter(({ pk }) => pk.startsWith('intents#'));

    const states = await employees.all();
    expect(states.map(({ sourceId }) => sourceId)).toEqual(stored.map(({ sk }) => sk).toSorted());
    for (const state of states) {
      const { powerOfficeEmployeeId, employments, knownEmployments, problems } = toEmployeeItem(state);
      expect({ powerOfficeEmployeeId, employments, knownEmployments, problems }).toEqual(
        (({ powerOfficeEmployeeId: id, employments: links, knownEmployments: known, problems: open }) => ({
          powerOfficeEmployeeId: id,
          employments: links,
          knownEmployments: known,
          problems: open,
        }))(stored.find(({ sk }) => sk === state.sourceId)!),
      );
    }
    expect(states.some(({ problems }) => problems.length > 0)).toBe(true);
    expect(states.some(({ record }) => (record?.knownEmployments ?? []).length > 0)).toBe(true);
    expect(intents.length).toBeGreaterThan(0);
    for (const { pk } of intents) expect(await employees.intents(pk.slice('intents#'.length))).not.toEqual([]);
  });

  test('do not hold up the next run, which gets the next number', async () => {
    const { runs } = await tableWith(items);
    const request = {
      mode: 'apply',
      flow: FIRST_FLOW,
      trigger: 'schedule',
      requestedBy: null,
      employees: null,
    } as const;

    const lease = await runs.takeLease({ ...request, runId: 'next', now: 1, leaseInMillis: 1 });

    expect(lease).toMatchObject({ taken: true, run: { runNumber: 2 } });
  });
});

describe('items of a version to come, after an update that was rolled back', () => {
  const newer = (pk: string, changes: Readonly<Record<string, unknown>>): Item[] =>
    items.map((item) => (item.pk === pk ? { ...item, ...changes, format: 99, invented: { by: 'tomorrow' } } : item));

  test('problems of codes that are not known are kept with their words', async () => {
    const problem = { code: 'INVENTED', severity: 'error', message: 'What is wrong.', hint: 'HR: mend it.' };
    const { employees } = await tableWith(
      newer('employees', { problems: [{ ...problem, firstSeen: 1, lastSeen: 2 }] }),
    );

    for (const { problems } of await employees.all()) expect(problems).toMatchObject([problem]);
    const [found] = listProblems(await employees.problems());
    expect(found?.problem).toMatchObject(problem);
    for (const words of Object.values(describeProblem(problem))) {
      expect(words).toEqual({ message: 'What is wrong.', hint: 'HR: mend it.', summary: expect.any(String) });
    }
  });

  test('a kind of outcome or of problem that is not known leaves the person readable', async () => {
    const { employees } = await tableWith(
      newer('employees', {
        outcome: 'deferred',
        problems: [{ kind: 'other' }],
        salaryStamp: 'a text',
        knownEmployments: {},
      }),
    );

    for (const state of await employees.all()) {
      expect(toEmployeeItem(state)).toMatchObject({
        outcome: null,
        problems: [],
        salaryStamp: null,
        knownEmployments: null,
      });
    }
  });

  test('a run in a state that is not known is over, and writes nothing', async () => {
    const { runs } = await tableWith(newer('runs', { status: 'waiting_for_approval', mode: 'rehearse' }));

    expect(await runs.latestRuns(9)).toMatchObject([{ status: 'aborted', mode: 'plan' }]);
  });

  test('an outcome counts as failed when its kind is not known', async () => {
    const changes = [
      { entity: 'holiday', action: 'celebrate' },
      { entity: 'employee', action: 'create' },
    ];
    const { runs } = await tableWith(newer(`run#${RUN_ID}`, { outcome: 'deferred', changes }));

    for (const outcome of await runs.outcomes(RUN_ID)) {
      expect(outcome).toMatchObject({ outcome: 'failed', changes: [{ entity: 'employee', action: 'create' }] });
    }
  });
});

const earlierMessages = [
  ...(fixture('version-1/messages.json') as { readonly version?: number }[]),
  fixture('version-2/message.json') as { readonly version?: number },
];

test.each(earlierMessages.map((message) => [message]))(
  'a message of an earlier version is a task without its subject (%#)',
  (message) => {
    expect(readTask(parseMessage(JSON.stringify(message)))).toEqual({
      ...message,
      version: message.version ?? 1,
      isSalaryDue: false,
      subject: null,
      blockedBy: [],
    });
  },
);
