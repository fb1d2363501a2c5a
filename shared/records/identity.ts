import { shown } from './values/shown-value.ts';
import { trimmedText } from './values/text.ts';

/** What tells one human from another, as one side has it. Missing is not known. */
export interface Identity {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly dateOfBirth?: string | null;
}

/** Earlier ones stand for "not known", such as 0001-01-01 (DateOfBirth, row 17). */
const EARLIEST_BIRTH_DATE = '1900-01-01';

const birthDateOf = ({ dateOfBirth }: Identity): string | null =>
  dateOfBirth !== undefined && dateOfBirth !== null && dateOfBirth >= EARLIEST_BIRTH_DATE ? dateOfBirth : null;

/** A name as it compares: without case, invisible characters and doubled blanks; accents count. */
const toName = (name: string | null | undefined): string | null =>
  trimmedText(name ?? null)
    ?.replaceAll(/\s+/gu, ' ')
    .toLocaleLowerCase('nb') ?? null;

const agree = (one: string | null, other: string | null): boolean => one !== null && one === other;

const differ = (one: string | null, other: string | null): boolean => one !== null && other !== null && one !== other;

/**
 * Whether a record that carries a key of a person is this person's, for keys are not enough: numbers are given again
 * (ExternalNumber, row 2; ADR 24). It is when the birth dates agree, or first and last name agree, or one of the birth
 * dates is not known and the last names agree.
 */
export const isSamePerson = (one: Identity, other: Identity): boolean => {
  const birthDates = [birthDateOf(one), birthDateOf(other)] as const;
  const hasSameLastName = agree(toName(one.lastName), toName(other.lastName));
  return (
    agree(...birthDates) ||
    (hasSameLastName && (birthDates.includes(null) || agree(toName(one.firstName), toName(other.firstName))))
  );
};

/**
 * Whether a linked record has become somebody else's: last name and birth date are known on both sides, and both
 * differ.
 */
export const isSomebodyElse = (one: Identity, other: Identity): boolean =>
  Object.values(comparedIdentities(one, other)).every(([own, others]) => differ(own, others));

/** What a record may differ in from the person, by name: never with its value. */
export const DIFFERING_PARTS = ['lastName', 'birthDate'] as const;
export type DifferingPart = (typeof DIFFERING_PARTS)[number];

/** What speaks against a record being the person's, see `isSomebodyElse`: both parts, or nothing. */
export const differingParts = (one: Identity, other: Identity): readonly DifferingPart[] =>
  isSomebodyElse(one, other) ? DIFFERING_PARTS : [];

/** The names and the birth dates that `isSomebodyElse` compares, each of both sides. */
export const comparedIdentities = (one: Identity, other: Identity) => ({
  lastNames: [toName(one.lastName), toName(other.lastName)] as const,
  birthDates: [birthDateOf(one), birthDateOf(other)] as const,
});

/**
 * What two records of one human have in common, when no key says so: first name, last name and birth date. Null when any
 * of them is not known.
 */
export const toIdentityKey = (identity: Identity): string | null => {
  const parts = [toName(identity.firstName), toName(identity.lastName), birthDateOf(identity)];
  return parts.includes(null) ? null : JSON.stringify(parts);
};

/** Name and birth year, as a person needs them to see who is meant: `"Kari Nordmann", born 1990`. */
export const describeIdentity = (identity: Identity): string => {
  const name = trimmedText([identity.firstName, identity.lastName].map((part) => part ?? '').join(' '));
  const birthDate = birthDateOf(identity);
  return `${name === null ? 'somebody without a name' : shown(name)}, ${birthDate === null ? 'birth date not known' : `born ${birthDate.slice(0, 4)}`}`;
};
