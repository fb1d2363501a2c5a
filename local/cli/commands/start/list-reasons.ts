import { styleText } from 'node:util';
import type { FlowWords } from '../../flow-words.ts';
import { layoutOf, renderRows } from '../../layout.ts';
import type { ShownPerson } from '../../shown-run.ts';
import { numberOf } from '../../telling.ts';

/** Columns of a code and of numbers; what is longer wraps. */
const LIMITS = [27, 28] as const;

/**
 * What records have, a line for each code, with all who have it.
 * @param codesOf what counts of a record
 */
export const listReasons = (
  title: string,
  records: readonly ShownPerson[],
  codesOf: (record: ShownPerson) => readonly string[],
  { words, width }: { readonly words: Pick<FlowWords, 'summaryOf'>; readonly width: number },
): readonly string[] => {
  const found = records.flatMap((record) => codesOf(record).map((code) => ({ code, number: numberOf(record) })));
  if (found.length === 0) return [];
  const rows = [...Map.groupBy(found, ({ code }) => code)].map(([code, holders]) => ({
    cells: [code, holders.map(({ number }) => number).join(' ')],
    parts: [words.summaryOf(code)],
  }));
  return [`${styleText('bold', `▌ ${title}: ${records.length}`)}\n${renderRows(rows, LIMITS, layoutOf(width))}`];
};
