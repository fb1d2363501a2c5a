import { shown } from './shown-value.ts';

/** More than so many help nobody. */
const MOST_LISTED = 20;

/** "1001, 1002 and 3 more". @param show how one is shown; default: as it is */
export const listed = (
  names: readonly string[],
  most = MOST_LISTED,
  show: (one: string) => string = (one) => one,
): string => {
  const more = names.length - most;
  const first = names.slice(0, most).map((one) => show(one));
  return `${first.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/**
 * What there is, for somebody who has named something else: `it has none at all`, or `known are "Salg", "Lager"`.
 * @param known in any order
 * @param show how one is shown; default: quoted, and masked where it could be a national id
 */
export const listKnown = (known: readonly string[], show: (one: string) => string = shown): string => {
  if (known.length === 0) return 'it has none at all';
  const inOrder = known.toSorted((one, other) => one.localeCompare(other, 'nb'));
  return `known are ${listed(inOrder, MOST_LISTED, show)}`;
};
