/*
 * The histories of several records as one list, newest first: of all leaves of one person, for example. A run that wrote
 * several of them stands there with each, in the order of their ids. A page begins anywhere in it.
 */
import * as z from 'zod';
import { compareText } from '../records/values/text.ts';
import { historyPositionSchema } from '../state/history-store.ts';
import type { PositionedEntry } from '../state/history-store.ts';

/** Where an entry stands in the list. */
export const mergedPositionSchema = historyPositionSchema.extend({ sourceId: z.string() });
type MergedPosition = z.output<typeof mergedPositionSchema>;
type Position = PositionedEntry['position'];

interface MergedEntry extends Pick<PositionedEntry, 'entry'> {
  readonly position: MergedPosition;
}

/** Behind every entry of an item. */
const END_OF_ITEM = Number.MAX_SAFE_INTEGER;

/**
 * @param entriesAfter of one record, those behind a position, newest first; all of them for null
 * @param after where the list begins; null at the first entry
 */
export const mergeHistories = async function* (
  sourceIds: readonly string[],
  entriesAfter: (sourceId: string, position: Position | null) => AsyncIterator<PositionedEntry>,
  after: MergedPosition | null,
): AsyncGenerator<MergedEntry> {
  const lists = await Promise.all(
    sourceIds.toSorted(compareText).map(async (sourceId) => {
      const entries = entriesAfter(sourceId, after === null ? null : beginningOf(sourceId, after));
      return { sourceId, entries, first: await entries.next() };
    }),
  );
  for (;;) {
    const [newest] = lists
      .flatMap((list) => (list.first.done === true ? [] : { list, value: list.first.value }))
      .toSorted((one, other) => compareText(other.value.position.item, one.value.position.item));
    if (newest === undefined) return;
    const { list, value } = newest;
    yield { entry: value.entry, position: { ...value.position, sourceId: list.sourceId } };
    list.first = await list.entries.next();
  }
};

/** Of the same item, those records are told already that come before by their ids. */
const beginningOf = (sourceId: string, { item, index, sourceId: last }: MergedPosition): Position => {
  if (sourceId === last) return { item, index };
  return { item, index: compareText(sourceId, last) < 0 ? END_OF_ITEM : -1 };
};
