import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { createHistoryStore } from '../../../shared/state/history-store.ts';
import type { PositionedEntry } from '../../../shared/state/history-store.ts';
import { openJournal } from '../../../shared/run/journal.ts';
import type { Delivery } from '../../../shared/run/flow.ts';
import { WriteInDoubtError } from '../../../shared/run/create-once.ts';
import type { Change } from '../../../shared/records/outcome.ts';
import type { BegunChange } from '../../../shared/records/history.ts';
import { TABLES } from './tables.ts';
import type { OpenTable } from './tables.ts';

const START = Date.parse('2026-03-02T04:00:00Z');
const PLACE = {
  flow: 'employees-to-poweroffice',
  sourceId: 'person-1',
  runId: 'run-1',
  requestedBy: 'schedule',
  startedAt: START,
  keepMonths: 24,
};
const TITLE = { entity: 'employee', action: 'update', field: 'JobTitle', key: 'title' } as const;
const PHONE = { entity: 'employee', action: 'update', field: 'PhoneNumber', key: 'phone' } as const;
const LINE = { entity: 'salary', action: 'create', key: 'line of January' } as const;
const SECOND = { ...LINE, key: 'line of May' } as const;

const collect = async (entries: AsyncIterable<PositionedEntry>) => {
  const all: PositionedEntry[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
};

const UNWATCHED = { before: () => Promise.resolve(), after: () => Promise.resolve() };

const setUp = () => {
  const table = createMemoryTable();
  const history = createHistoryStore(table);
  const journalOf = (delivery: Delivery = 'first', place = PLACE) =>
    openJournal(place, delivery, {
      history,
      clock: { now: () => START + 60_000 },
      watch: UNWATCHED,
    });
  /** `salary create (?)` is one that nobody has confirmed. */
  const entries = async (): Promise<string[]> =>
    (await collect(history.entriesAfter(PLACE, null))).map(({ entry: { entity, action, fields, isUnconfirmed } }) =>
      [entity, action, ...fields, ...(isUnconfirmed ? ['(?)'] : [])].join(' '),
    );
  return { table, history, journalOf, entries };
};

const sent = () => Promise.resolve(null);
const refused = () => Promise.reject(new Error('refused'));
const killed = () => new Promise<never>(() => undefined);

describe('what a run wrote', () => {
  test('is one entry a write, its fields together, with who asked for the run', async () => {
    const { history, journalOf } = setUp();
    const { journal, settle } = journalOf();
    await journal.write([TITLE, PHONE], sent);
    await journal.write([LINE], sent);
    await journal.write([SECOND], sent);
    await settle([TITLE, PHONE, LINE, LINE]);

    const found = await collect(history.entriesAfter(PLACE, null));
    const whole = { at: START + 60_000, runId: 'run-1', requestedBy: 'schedule', isUnconfirmed: false };
    expect(found.map(({ entry }) => entry)).toEqual([
      { ...whole, entity: 'employee', action: 'update', fields: ['JobTitle', 'PhoneNumber'] },
      { ...whole, entity: 'salary', action: 'create', fields: [] },
      { ...whole, entity: 'salary', action: 'create', fields: [] },
    ]);
  });

  test('is stored before it leaves', async () => {
    const { journalOf, entries } = setUp();
    let before: string[] = [];
    await journalOf().journal.write([TITLE], async () => {
      before = await entries();
    });
    expect(before).toEqual(['employee update JobTitle (?)']);
  });

  test('costs no request when there is nothing to write', async () => {
    const { history, table } = setUp();
    const unused = new Proxy(history, {
      get: () => () => {
        throw new Error('asked of the table');
      },
    });
    const { settle, interrupt } = openJournal(PLACE, 'first', {
      history: unused,
      clock: { now: () => START },
      watch: UNWATCHED,
    });
    await settle([]);
    await interrupt();
    expect(table.items()).toEqual([]);
  });

  test('leaves nothing when all of it was refused', async () => {
    const { journalOf, table } = setUp();
    const { journal, settle } = journalOf();
    await expect(journal.write([TITLE], refused)).rejects.toThrow('refused');
    await settle([]);
    expect(table.items()).toEqual([]);
  });

  test('of a flow without a journal is what its outcome tells, once', async () => {
    const { journalOf, entries } = setUp();
    await journalOf().settle([TITLE]);
    await journalOf('again').settle([TITLE]);
    expect(await entries()).toEqual(['employee update JobTitle']);
  });
});

describe('a process dies', () => {
  const cases: readonly {
    readonly moment: string;
    readonly first: (written: ReturnType<ReturnType<typeof setUp>['journalOf']>) => Promise<unknown>;
    /** What the next delivery of the message still has to write, and how its outcome tells it. */
    readonly left?: readonly BegunChange[];
    readonly told?: readonly Change[];
    readonly expected: readonly string[];
  }[] = [
    {
      moment: 'after a write was carried out: the next delivery finds it as wanted',
      first: async ({ journal }) => void journal.write([TITLE], killed),
      expected: ['employee update JobTitle'],
    },
    {
      moment: 'before a write left: the next delivery writes it',
      first: async ({ journal }) => void journal.write([TITLE], killed),
      left: [TITLE],
      told: [TITLE],
      expected: ['employee update JobTitle'],
    },
    {
      moment: 'after one salary line of two was made: the next delivery makes the other',
      first: async ({ journal }) => void journal.write([LINE], killed),
      left: [SECOND],
      told: [LINE, LINE],
      expected: ['salary create', 'salary create'],
    },
    {
      moment: 'after the answer to one of two lines',
      first: async ({ journal }) => {
        await journal.write([LINE], sent);
        void journal.write([SECOND], killed);
      },
      told: [LINE, LINE],
      expected: ['salary create', 'salary create'],
    },
    {
      moment: 'after its history was settled, before its outcome was stored',
      first: async ({ journal, settle }) => {
        await journal.write([LINE], sent);
        await settle([LINE]);
      },
      told: [LINE],
      expected: ['salary create'],
    },
  ];

  test.each(cases)('$moment', async ({ first, left = [], told = [], expected }) => {
    const { journalOf, entries } = setUp();
    await first(journalOf());
    await new Promise(setImmediate);
    const again = journalOf('again');
    for (const change of left) await again.journal.write([change], sent);
    await again.settle(told);
    expect(await entries()).toEqual(expected);
  });

  test('and nobody takes its message again: the next run has an entry of its own, and nothing is missing', async () => {
    const { journalOf, entries } = setUp();
    void journalOf().journal.write([TITLE, PHONE], killed);
    await new Promise(setImmediate);
    const next = journalOf('first', { ...PLACE, runId: 'run-2', startedAt: START + 3_600_000 });
    await next.journal.write([PHONE], sent);
    await next.settle([PHONE]);
    expect(await entries()).toEqual(['employee update PhoneNumber', 'employee update JobTitle PhoneNumber (?)']);
  });
});

describe('a record without an outcome', () => {
  test('has confirmed what was answered, and not what was on its way', async () => {
    const { journalOf, entries } = setUp();
    const { journal, interrupt } = journalOf();
    await journal.write([TITLE], sent);
    await expect(journal.write([LINE], refused)).rejects.toThrow('refused');
    await interrupt();
    expect(await entries()).toEqual(['employee update JobTitle', 'salary create (?)']);
  });

  test('gets the rest confirmed by the next delivery, each once', async () => {
    const { journalOf, entries } = setUp();
    const first = journalOf();
    await first.journal.write([LINE], sent);
    await expect(first.journal.write([SECOND], refused)).rejects.toThrow('refused');
    await first.interrupt();
    const again = journalOf('again');
    await again.journal.write([SECOND], sent);
    await again.settle([LINE, LINE]);
    expect(await entries()).toEqual(['salary create', 'salary create']);
  });
});

describe('a creation in doubt', () => {
  test.each<[boolean, Delivery, readonly string[]]>([
    [true, 'first', ['salary create (?)']],
    [false, 'first', []],
    [false, 'again', ['salary create (?)']],
  ])('sent just now: %s, delivered %s: %j', async (wasSent, delivery, expected) => {
    const { journalOf, entries } = setUp();
    const { journal, settle } = journalOf(delivery);
    await expect(
      journal.write([LINE], () => Promise.reject(new WriteInDoubtError('in doubt', wasSent))),
    ).rejects.toThrow('in doubt');
    await settle([]);
    expect(await entries()).toEqual(expected);
  });
});

describe('decisions', () => {
  const decision = {
    flow: PLACE.flow,
    sourceId: PLACE.sourceId,
    action: 'link',
    fields: [],
    requestedBy: 'arn:payroll',
    at: START + 90_000,
    keepMonths: 24,
  };
  const done = () => Promise.resolve();

  test('that nobody knows to be stored stand unconfirmed', async () => {
    const { history, entries } = setUp();
    await expect(history.decide(decision, () => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
    expect(await entries()).toEqual(['decision link (?)']);
    await history.decide(decision, done);
    expect(await entries()).toEqual(['decision link']);
  });

  test('stand among the runs, newest first; the same one twice is one', async () => {
    const { history, journalOf, entries } = setUp();
    await journalOf().settle([TITLE]);
    await history.decide(decision, done);
    await history.decide(decision, done);
    await history.decide({ ...decision, action: 'allow', fields: ['SALARY_IMPLAUSIBLE'], at: START - 1 }, done);
    expect(await entries()).toEqual(['decision link', 'employee update JobTitle', 'decision allow SALARY_IMPLAUSIBLE']);
  });
});

test('everything expires after the months that it is kept, counted as a calendar does', async () => {
  const { journalOf, table } = setUp();
  await journalOf('first', { ...PLACE, keepMonths: 3 }).settle([TITLE]);
  expect(table.items()[0]?.expiresAt).toBe(Date.parse('2026-06-02T04:01:00Z') / 1000);
});

test('histories of two flows and of two records are apart, and go one by one', async () => {
  const { history, journalOf, entries } = setUp();
  await journalOf().settle([TITLE]);
  const others = [
    { ...PLACE, flow: 'words-to-words' },
    { ...PLACE, sourceId: 'person-2' },
  ];
  for (const other of others) await journalOf('first', other).settle([PHONE]);
  await history.remove(PLACE);
  expect(await entries()).toEqual([]);
  for (const other of others) expect(await collect(history.entriesAfter(other, null))).toHaveLength(1);
});

describe.each(TABLES)('over %s', (_name, open) => {
  let opened: OpenTable;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  test('a list goes on behind every entry, the newest first', async () => {
    const history = createHistoryStore(opened.table);
    for (const run of [1, 2, 3]) {
      const place = { ...PLACE, runId: `run-${run}`, startedAt: START + run };
      await openJournal(place, 'first', {
        history,
        clock: { now: () => START + run },
        watch: UNWATCHED,
      }).settle([TITLE, LINE]);
    }
    const all = await collect(history.entriesAfter(PLACE, null));
    expect(all.map(({ entry: { runId, entity } }) => `${runId} ${entity}`)).toEqual(
      ['run-3', 'run-2', 'run-1'].flatMap((run) => [`${run} employee`, `${run} salary`]),
    );
    for (const [index, { position }] of all.entries()) {
      expect(await collect(history.entriesAfter(PLACE, position))).toEqual(all.slice(index + 1));
    }
  });
});
