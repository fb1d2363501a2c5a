import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { createEmployeeStore } from '../../../shared/flows/employees-to-poweroffice/employee-store.ts';
import { decidedAt } from '../../../shared/people/person-state.ts';
import { newEmployeeState } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import type { EmployeeState, RememberedRecord } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import { NO_DECISIONS } from '../../../shared/records/decisions.ts';
import type { LinkDecision } from '../../../shared/records/decisions.ts';
import type { Table } from '../../../shared/state/table.ts';
import { branded } from '../../builders/branded.ts';

const NOW = Date.parse('2026-03-02T06:00:00Z');

const record = (id: number): RememberedRecord =>
  branded({
    id,
    employeeStamp: null,
    addressStamp: null,
    base: null,
    employments: {},
    knownEmployments: null,
    salaryDigest: null,
    salaryStamp: null,
  });

const open = (table: Table = createMemoryTable()) => {
  const employees = createEmployeeStore(table);
  const link = (kind: LinkDecision['kind'], to: number | null, now = NOW) =>
    employees.decide('person-1', now, (standing, at) => ({
      ...standing,
      link: { kind, to, passedOver: [], companies: {}, by: 'kari', at },
    }));
  /** What a run stores that has found the person's record. */
  const linkedBy = (before: EmployeeState, id: number): EmployeeState => ({
    ...before,
    record: record(id),
    linkDecidedAt: decidedAt(before.decisions),
    runNumber: before.runNumber + 1,
  });
  const read = async () => (await employees.get('person-1')) ?? newEmployeeState('person-1', '42');
  return { employees, link, linkedBy, read };
};

test('somebody of whom nothing is decided is read as ever', async () => {
  const { employees, linkedBy, read } = open();
  await employees.save(linkedBy(await read(), 7));

  expect(await read()).toMatchObject({ record: { id: 7 }, decisions: NO_DECISIONS });
  expect(await employees.all()).toEqual([await read()]);
});

test.each<[LinkDecision['kind'], number | null]>([
  ['link', 77],
  ['new', null],
  ['none', null],
])('the decision "%s" takes away the link before, and a link found under it holds', async (kind, to) => {
  const { employees, link, linkedBy, read } = open();
  await employees.save(linkedBy(await read(), 7));

  await link(kind, to);
  expect(await read()).toMatchObject({ record: null, decisions: { link: { kind, to, by: 'kari', at: NOW } } });

  await employees.save(linkedBy(await read(), 77));
  expect(await read()).toMatchObject({ record: { id: 77 }, decisions: { link: { kind } } });
  expect(await employees.all()).toEqual([await read()]);
});

test('a decision made while a run works on the person is not lost when the run stores what it learned', async () => {
  const { employees, link, linkedBy, read } = open();
  const before = await read();

  await link('link', 77);
  await employees.save({ ...linkedBy(before, 7), outcome: 'created' });

  expect(await read()).toMatchObject({ outcome: 'created', record: null, decisions: { link: { to: 77 } } });
});

test('neither is one about somebody whom the run could not work on, nor the link under it', async () => {
  const { employees, link, linkedBy, read } = open();
  await link('link', 77);
  await employees.save(linkedBy(await read(), 77));

  await employees.noteFailed({ sourceId: 'person-1', number: '42', runNumber: 9 }, [], NOW);
  await employees.noteMissing('person-1', NOW);

  expect(await read()).toMatchObject({ outcome: 'failed', record: { id: 77 }, decisions: { link: { to: 77 } } });
});

test('of two decisions at once the later one stands, and is later although its clock is behind', async () => {
  const table = createMemoryTable();
  const { employees, link, linkedBy, read } = open(table);
  await link('link', 77);
  await employees.save(linkedBy(await read(), 77));

  await link('link', 88, NOW - 60_000);

  expect(await read()).toMatchObject({ record: null, decisions: { link: { to: 88, at: NOW + 1 } } });
});

test('two decisions of different kinds about one person keep each other, in any order of their writes', async () => {
  const inner = createMemoryTable();
  let between: (() => Promise<unknown>) | null = null;
  const { employees, link, read } = open({
    ...inner,
    put: async (item) => {
      const other = between;
      between = null;
      await other?.();
      return inner.put(item);
    },
  });
  between = () => link('new', null);

  await employees.decide('person-1', NOW, (standing, at) => ({
    ...standing,
    allowed: [{ code: 'SALARY_IMPLAUSIBLE', digests: ['d'], by: null, at }],
  }));

  expect((await read()).decisions).toMatchObject({
    link: { kind: 'new', at: NOW },
    allowed: [{ code: 'SALARY_IMPLAUSIBLE', at: NOW + 1 }],
  });
});

test('somebody whom no run has met yet can be decided about', async () => {
  const { employees, link } = open();
  await link('link', 77);

  expect(await employees.all()).toMatchObject([
    { sourceId: 'person-1', record: null, decisions: { link: { to: 77 } } },
  ]);
  expect(await employees.problems()).toEqual([]);
});

test('whoever is forgotten is forgotten with what was decided', async () => {
  const table = createMemoryTable();
  const { employees, link, linkedBy, read } = open(table);
  await link('link', 77);
  await employees.save(linkedBy(await read(), 77));

  await employees.forget('person-1');

  expect(table.items()).toEqual([]);
});

test('an item of an earlier version has no decisions, and one that a version before wrote counts as not linked under them', async () => {
  const table = createMemoryTable();
  const { employees, link, linkedBy, read } = open(table);
  await link('link', 77);
  await employees.save(linkedBy(await read(), 77));
  const [{ linkDecidedAt: _, ...item } = { pk: '', sk: '', version: 0 }] = await table.query('employees');
  await table.put({ ...item, version: item.version + 1 });

  expect(await read()).toMatchObject({ record: null, decisions: { link: { to: 77 } } });
});
