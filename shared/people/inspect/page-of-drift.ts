import type { Clock } from '../../http/clock.ts';
import { compareText } from '../../records/values/text.ts';
import type { DriftedField, DriftPosition, DriftRow } from './drift.ts';

/** What is asked of a list of drift. */
export interface DriftRequest {
  /** An employee number, or a Simployer id; null for everybody. */
  readonly asked: string | null;
  readonly after: DriftPosition | null;
  /** At most so many fields. */
  readonly limit: number;
  /** Nobody else is looked at from this moment on; epoch milliseconds. */
  readonly enoughAt: number;
}

/** So many people are read at a time: at Simployer's pace, five seconds' work. */
const AT_A_TIME = 5;
/** Behind the last field of anybody. */
const LAST_INDEX = 1_000_000;

const isBehind = (one: DriftPosition, other: DriftPosition): boolean =>
  one.sourceId === other.sourceId ? one.index > other.index : compareText(one.sourceId, other.sourceId) > 0;

/**
 * Looks at one person after another, in the order of Simployer's ids, until a page is full or whoever asked would wait too
 * long.
 * @param people those of whom something may have been changed
 * @param rowsOf what was changed of one of them
 */
export const takePageOfDrift = async <Person extends { readonly sourceId: string }>(
  people: readonly Person[],
  { after, limit, enoughAt }: Omit<DriftRequest, 'asked'>,
  rowsOf: (person: Person) => Promise<readonly DriftRow[]>,
  clock: Pick<Clock, 'now'>,
): Promise<{ readonly fields: readonly DriftedField[]; readonly last: DriftPosition | null }> => {
  const rows: DriftRow[] = [];
  let position: DriftPosition | null = null;
  let rest = people
    .filter(({ sourceId }) => after === null || isBehind({ sourceId, index: LAST_INDEX }, after))
    .toSorted((one, other) => compareText(one.sourceId, other.sourceId));
  while (rest.length > 0 && rows.length <= limit && (position === null || clock.now() < enoughAt)) {
    const those = rest.slice(0, AT_A_TIME);
    rest = rest.slice(AT_A_TIME);
    const found = (await Promise.all(those.map(rowsOf))).flat();
    rows.push(...found.filter((row) => after === null || isBehind(row.position, after)));
    position = { sourceId: those.at(-1)?.sourceId ?? '', index: LAST_INDEX };
  }
  const page = rows.slice(0, limit);
  const isCut = rows.length > limit;
  return {
    fields: page.map(({ field }) => field),
    last: isCut ? (page.at(-1)?.position ?? null) : rest.length > 0 ? position : null,
  };
};
