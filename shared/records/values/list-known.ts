import { shown } from './shown-value.ts';

/** More than so many help nobody who has mistyped one. */
const MOST_LISTED = 20;

/**
 * What there is, for somebody who has named something else: `it has none at all`, or `known are "Salg", "Lager"`.
 * @param known in any order
 * @param show how one is shown; default: quoted, and masked where it could be a national id
 */
export const listKnown = (known: readonly string[], show: (one: string) => string = shown): string => {
  if (known.length === 0) return 'it has none at all';
  const more = known.length - MOST_LISTED;
  const listed = known
    .toSorted((one, other) => one.localeCompare(other, 'nb'))
    .slice(0, MOST_LISTED)
    .map((one) => show(one));
  return `known are ${listed.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};
