import { shown } from '../../../records/values/shown-value.ts';
import { trimmedText } from '../../../records/values/text.ts';
import { problem } from '../problems.ts';
import type { ListedValue } from './mapping-context.ts';
import type { Mapped } from './mapping-row.ts';

const MOST_NEAR_MISSES = 3;

/**
 * The position value of a job title, by its description: exact after trimming, case as it is.
 * @param titles of X-ledger; null where the list is not known, and then titles wait
 * @param addsTitles whether a title that X-ledger does not have is to be added; one that it has written otherwise never is
 */
export const toPositionValue = (title: string, titles: readonly ListedValue[] | null, addsTitles = false): Mapped => {
  if (titles === null) return {};
  const [first, ...others] = titles.filter(({ description }) => trimmedText(description) === title);
  if (first !== undefined && others.length === 0) {
    return { fields: { 'positionValue.dbId': { value: first.id, shownAs: title } } };
  }
  if (first !== undefined) {
    const detail = `X-ledger has ${others.length + 1} position values ${shown(title)}.`;
    return { problems: [problem('TITLE_AMBIGUOUS', detail)] };
  }
  const isWrittenOtherwise = titles.some(({ description }) => toKey(description ?? '') === toKey(title));
  if (addsTitles && !isWrittenOtherwise) return { newTitle: title };
  const near = nearMisses(title, titles);
  const detail = `X-ledger has no position value ${shown(title)}${near.length === 0 ? '' : `, but ${near.map(shown).join(', ')}`}.`;
  return { problems: [problem('TITLE_UNKNOWN', detail)] };
};

/** Letters and digits alone, without case and accents. */
const toKey = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Titles that are the same but for case and punctuation, then those of which one holds the other. */
const nearMisses = (title: string, titles: readonly ListedValue[]): readonly string[] => {
  const key = toKey(title);
  const known = [...new Set(titles.flatMap(({ description }) => trimmedText(description) ?? []))].map((text) => ({
    text,
    key: toKey(text),
  }));
  const same = known.filter((other) => other.key === key);
  const alike = known.filter(
    (other) =>
      other.key !== key && other.key !== '' && key !== '' && (other.key.includes(key) || key.includes(other.key)),
  );
  return [...same, ...alike].slice(0, MOST_NEAR_MISSES).map(({ text }) => text);
};
