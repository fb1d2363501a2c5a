/*
 * One of the two companies that a flow's keys lead to, as its vendor names it, and whether it is the one that people are
 * linked for: keys that lead to another would give every link to a stranger (ADR 24). For example, people are linked for
 * the company c-1, and a new token reads the company c-2: the run is given up, and its message has both names.
 */
import { cutText, trimmedText } from '../records/values/text.ts';

/** A company as Simployer names it. */
export interface SourceCompany {
  readonly id: string;
  readonly name: string | null;
  readonly organisationNumber: string | null;
}

/** What tells a company from another; null is what the vendor did not say. */
export interface CompanySide {
  readonly id: string | null;
  readonly name: string | null;
}

const LONGEST_NAME = 100;

/** On one line and of a sane length, for it is shown on terminals and dashboards. */
export const toCompanyName = (name: string | null | undefined): string | null => {
  const text = trimmedText(name ?? null);
  return text === null ? null : cutText(text, LONGEST_NAME);
};

/**
 * The company of Simployer. Of several that one token may read, it is the one whose people were linked, else the first by
 * id: a token that sees more than before still leads to the same people.
 * @param linkedId of the company that people are linked for; null or not there before anybody is
 */
export const toSourceSide = (companies: readonly SourceCompany[], linkedId: string | null | undefined) => {
  const [first] = companies.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const company = companies.find(({ id }) => id === linkedId) ?? first;
  return {
    id: company?.id ?? null,
    name: toCompanyName(company?.name),
    organisationNumber: toCompanyName(company?.organisationNumber),
  };
};

/** Where the vendor does not say its id, the name has to speak for it; before an id was remembered, anything goes. */
export const isOtherCompany = (remembered: CompanySide, found: CompanySide): boolean => {
  if (remembered.id === null) return false;
  if (found.id !== null) return found.id !== remembered.id;
  return found.name === null || found.name !== remembered.name;
};

/** @param what the company is called: `Simployer company` */
export const describeOtherCompany = (what: string, remembered: CompanySide, found: CompanySide): string =>
  found.id === null && found.name === null
    ? `The vendor does not say which ${what} the keys lead to; people are linked for ${nameOf(remembered)}.`
    : `The keys lead to the ${what} ${nameOf(found)}, but people are linked for ${nameOf(remembered)}.`;

const nameOf = ({ id, name }: CompanySide): string =>
  [name === null ? '(no name)' : `"${name}"`, ...(id === null ? [] : [`(${id})`])].join(' ');
