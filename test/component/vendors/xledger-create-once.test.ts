import type { XledgerFaultCase } from '../../../local/demo-vendors/xledger/demo-xledger.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { createOnce, WriteInDoubtError } from '../../../shared/run/create-once.ts';
import { createIntentStore } from '../../../shared/state/intent-store.ts';
import { openXledger } from '../../builders/xledger-session.ts';

/* An employee is made once in an X-ledger that takes a code twice, whatever becomes of the answer. */

const setUp = (faults: (mutation: number) => XledgerFaultCase | null, lagInMillis = 0) => {
  let mutations = 0;
  const session = openXledger(
    {
      options: { lagInMillis },
      faults: (text) => (text.startsWith('mutation') ? faults((mutations += 1)) : null),
    },
    { clients: 2 },
  );
  const intents = createIntentStore(createMemoryTable(), 'xledger');
  const create = (client = 0) => {
    const { reader, writer } = session.clients[client] ?? session.clients[0]!;
    return createOnce<{ readonly id: string }>(
      {
        intentKey: { sourceId: 'person-1', kind: 'employee', key: 'employee' },
        find: async () => (await reader.employeesWithCode('1001', 'CURRENT'))[0] ?? null,
        post: (beforeSend) => writer.createEmployee([{ field: 'code', value: '1001' }], beforeSend),
      },
      {
        intents,
        clock: session.clock,
        deadline: () => session.clock.now() + 600_000,
        replicaLagInMillis: 35_000,
        writeTimeoutInMillis: 20_000,
      },
    );
  };
  return { ...session, create };
};

test.each(
  [0, 2_000, 30_000].flatMap((lag) =>
    (['reset', 'hang', 'cutBody', 'html', 502] as const).map((after) => [after, lag] as const),
  ),
)('an answer that is lost (%s) with a lag of %i ms leaves one employee', async (after, lag) => {
  const { create, clock, xledger } = setUp((mutation) => (mutation === 1 ? { after } : null), lag);
  const { id } = await clock.run(create());
  expect(xledger.employees.map(({ dbId }) => String(dbId))).toEqual([id]);
  expect(xledger.requests.filter(({ text }) => text.startsWith('mutation'))).toHaveLength(1);
});

test.each([
  ['an error that nobody knows', { before: { error: { message: 'Something went wrong' } } }],
  ['503', { before: 503 }],
] as const)('a create that ends in %s is sent once more, when it is certain not to show', async (_name, fault) => {
  const { create, clock, xledger } = setUp((mutation) => (mutation === 1 ? fault : null));
  await clock.run(create());
  expect(xledger.employees).toHaveLength(1);
});

test('one that X-ledger leaves unknown twice is for a person to decide', async () => {
  const { create, clock, xledger } = setUp(() => ({ before: { error: { message: 'Something went wrong' } } }));
  await expect(clock.run(create())).rejects.toThrow(WriteInDoubtError);
  expect(xledger.employees).toHaveLength(0);
});

test('two workers with the same person make one employee', async () => {
  const { create, clock, xledger } = setUp(() => null);
  const [one, other] = await clock.run(Promise.all([create(0), create(1)]));
  expect(one.id).toBe(other.id);
  expect(xledger.employees).toHaveLength(1);
});
