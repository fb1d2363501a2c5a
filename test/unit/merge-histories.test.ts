import { mergeHistories } from '../../shared/operate/merge-histories.ts';
import type { PositionedEntry } from '../../shared/state/history-store.ts';

/** What each record's history has, the newest first: of each run so many entries. */
const HISTORIES: Readonly<Record<string, readonly (readonly [run: string, entries: number])[]>> = {
  b: [
    ['2026-03#run-3', 1],
    ['2026-02#run-2', 2],
  ],
  a: [
    ['2026-02#run-2', 2],
    ['2026-01#run-1', 1],
  ],
  c: [
    ['2026-04#run-4', 1],
    ['2026-02#run-2', 1],
  ],
  none: [],
};
const entriesOf = (sourceId: string): readonly PositionedEntry[] =>
  (HISTORIES[sourceId] ?? []).flatMap(([item, count]) =>
    Array.from({ length: count }, (_, index) => ({
      entry: {
        at: 0,
        runId: item,
        requestedBy: null,
        entity: 'leave',
        action: 'update',
        fields: [],
        isUnconfirmed: false,
      },
      position: { item, index },
    })),
  );

/** As the store has them: behind a position, whether there is an entry at it or not. */
const entriesAfter = async function* (
  sourceId: string,
  after: PositionedEntry['position'] | null,
): AsyncGenerator<PositionedEntry> {
  yield* entriesOf(sourceId).filter(
    ({ position: { item, index } }) =>
      after === null || item < after.item || (item === after.item && index > after.index),
  );
};

type After = Parameters<typeof mergeHistories>[2];
const listed = async (after: After = null) => {
  const found = [];
  for await (const { position } of mergeHistories(Object.keys(HISTORIES), entriesAfter, after)) found.push(position);
  return found;
};

test('The newest comes first, and of one run the records by their ids', async () => {
  expect((await listed()).map(({ item, sourceId, index }) => `${item} ${sourceId} ${index}`)).toEqual([
    '2026-04#run-4 c 0',
    '2026-03#run-3 b 0',
    '2026-02#run-2 a 0',
    '2026-02#run-2 a 1',
    '2026-02#run-2 b 0',
    '2026-02#run-2 b 1',
    '2026-02#run-2 c 0',
    '2026-01#run-1 a 0',
  ]);
});

test('The list goes on behind any of its entries', async () => {
  const all = await listed();
  for (const [index, position] of all.entries()) expect(await listed(position)).toEqual(all.slice(index + 1));
});
