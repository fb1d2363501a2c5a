/**
 * Characters that nobody can see: controls, zero-width and bidirectional marks, invisible letters, unpaired surrogates,
 * code points that are no characters, and the blank cell of Braille. Line breaks and tabs count as blanks.
 */
export const INVISIBLE = /(?![\t\n\v\f\r\u0085])[\p{Cc}\p{Cf}\p{Cs}\p{DI}\p{NChar}\u2800]/gu;

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** What most text is made of: none of it is invisible or a break, and NFC leaves it as it is. */
const PLAIN = /^[ -~\u00a1-\u00ac\u00ae-\u00ff]*$/;

/**
 * One line of text as it is compared and written: without invisible characters, a line break as a blank, NFC and
 * trimmed, other inner spaces kept. Text of which nothing is left is missing (ground rule "Text").
 */
export const trimmedText = (value: string | null): string | null => {
  const text = value === null || PLAIN.test(value) ? value : withoutInvisible(value);
  return text?.trim() || null;
};

const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '').replace(BREAKS, ' ').normalize('NFC');

const segmenter = new Intl.Segmenter('nb', { granularity: 'grapheme' });

/** The characters of a text as a reader sees them, each with its marks and joined parts. */
export const graphemesOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/**
 * The beginning of a text, never cut within a character.
 *
 * @param limit in UTF-16 code units, as JavaScript and .NET count
 */
export const cutText = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  let cut = '';
  // Whether a character ends at the limit is told by the code point after it.
  for (const grapheme of graphemesOf(text.slice(0, limit + 2))) {
    if (cut.length + grapheme.length > limit) break;
    cut += grapheme;
  }
  return cut;
};

/** The order of two texts by their code units, for a sort. */
export const compareText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

const natural = new Intl.Collator('nb', { numeric: true });

/** Orders records by the number that people know them by, those without one first. */
export const compareNumbers = (one: string | null, other: string | null): number =>
  natural.compare(one ?? '', other ?? '');
