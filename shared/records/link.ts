/*
 * What a flow remembers of a pair of records, one of the source and one of the target, beside who belongs to whom: its
 * base, the values that both sides last agreed on. From it alone one can tell who has left: a field whose value is no
 * longer that of the base was changed by its side since. The values themselves are not kept, but a digest of each. For
 * example, a run writes the job title "Welder". Payroll changes it to "Foreman": the field has `left` its base on the
 * target's side, and is still the `same` on the source's.
 */
import type { Cause } from './outcome.ts';

/**
 * The last value of each field that a run wrote or confirmed: field -> digest. Beside the fields it holds one entry
 * that tells whose it is, and under which key it was made.
 */
export type Base = Readonly<Record<string, string>>;

/** Digests the value of a field of one record; null is a field that is empty. */
export type DigestField = (field: string, value: string | null) => string;

/** A field as the mapping wants it and as the target has it, both in the form in which they are compared. */
export interface ComparedField {
  /** The target's name of it. */
  readonly field: string;
  /** Not there: left alone. Null: to be empty. */
  readonly wanted: string | null | undefined;
  /** Not there: not known. */
  readonly held: string | null | undefined;
}

/**
 * 48 bits, as base64url. Two values of a field have the same digest, so that a change is not seen, once in 2.8e14
 * changes. The length protects nobody: the key does.
 */
const DIGEST_CHARACTERS = 8;

/** The entry that tells whose a base is: no mapping writes a record's id. */
const WHOSE = 'Id';

/** Before the name of a field that runs have found otherwise since: when it was last as its digest says. */
const UNTIL = '@';

/**
 * How the values of one record are digested. Among them are salaries and account numbers, of which there are so few
 * that anybody could digest them all: hence the key, without which no digest can be made or tried. Field and record are
 * digested with the value, so that equal values of two people, or of two fields, do not look equal.
 *
 * @param keyedDigest HMAC under a key of this connection, as base64url
 * @param record the record's vendor, kind and id: `poweroffice/employee/7`
 */
export const digestFieldsOf = (keyedDigest: (text: string) => string, record: string): DigestField => {
  // Every field that is compared asks for the digest that tells whose a base is.
  const digests = new Map<string, string>();
  return (field, value) => {
    const text = JSON.stringify(['base', record, field, value]);
    const digest = digests.get(text) ?? keyedDigest(text).slice(0, DIGEST_CHARACTERS);
    digests.set(text, digest);
    return digest;
  };
};

/**
 * The base after a run. A field of which the target has what is wanted is confirmed, be it that the run found it so or
 * wrote it: it gets the digest of that value. Any other field (refused, left alone, not known) keeps what it had.
 *
 * @param former the base before; of another record, or under another key, it says nothing
 * @param fields all fields there are: what is not among them is forgotten
 * @param renewedAt when the base before was made, epoch milliseconds; null where that is not known
 */
export const renewBase = (
  former: Base | null,
  fields: readonly ComparedField[],
  digestField: DigestField,
  renewedAt: number | null = null,
): Base => {
  const known = isReadable(former, digestField) ? former : {};
  return Object.fromEntries([
    [WHOSE, digestField(WHOSE, null)],
    ...fields.flatMap(({ field, wanted, held }): (readonly [string, string])[] => {
      if (wanted !== undefined && wanted === held) return [[field, digestField(field, wanted)]];
      const digest = Object.hasOwn(known, field) ? known[field] : undefined;
      if (digest === undefined) return [];
      const until = known[UNTIL + field] ?? (held === undefined ? undefined : toSeconds(renewedAt));
      return [[field, digest], ...(until === undefined ? [] : [[UNTIL + field, until] as const])];
    }),
  ]);
};

const toSeconds = (millis: number | null): string | undefined =>
  millis === null ? undefined : Math.floor(millis / 1000).toString(36);

/** When a run last wrote or confirmed a field of a base that was made at that time; epoch milliseconds, or null. */
export const confirmedAt = (base: Base | null, field: string, renewedAt: number | null): number | null => {
  const until = base?.[UNTIL + field];
  return until === undefined ? renewedAt : Number.parseInt(until, 36) * 1000;
};

/** The fields of a base, by name. */
export const fieldsOf = (base: Base): readonly string[] =>
  Object.keys(base).filter((field) => field !== WHOSE && !field.startsWith(UNTIL));

/** The base of some of its fields alone; it stays that of its record. */
export const restrictBase = (base: Base, isKept: (field: string) => boolean): Base =>
  Object.fromEntries(Object.entries(base).filter(([field]) => field === WHOSE || isKept(field)));

/** The fields that the target no longer holds as the base has them; what is not known is not among them. */
export const fieldsLeft = (
  base: Base | null,
  fields: readonly Pick<ComparedField, 'field' | 'held'>[],
  digestField: DigestField,
): readonly string[] =>
  isReadable(base, digestField)
    ? fields
        .filter(({ field, held }) => held !== undefined && compareWithBase(base, field, held, digestField) === 'left')
        .map(({ field }) => field)
    : [];

/**
 * Whether a side has left the base with a field.
 * @param value the side's value, in the form in which values are compared
 * @returns `unknown` without a base: a field that was never confirmed, or a base under a key that was changed since
 */
export const compareWithBase = (
  base: Base | null,
  field: string,
  value: string | null,
  digestField: DigestField,
): 'same' | 'left' | 'unknown' => {
  if (!isReadable(base, digestField) || !Object.hasOwn(base, field)) return 'unknown';
  return base[field] === digestField(field, value) ? 'same' : 'left';
};

/**
 * Why the target does not hold what is wanted: which side has left the base. A field that neither the base nor the
 * target has came to the source since.
 * @returns `first` where the two sides have never agreed on the field
 */
export const causeOf = (base: Base | null, { field, wanted, held }: ComparedField, digestField: DigestField): Cause => {
  const source = compareWithBase(base, field, wanted ?? null, digestField);
  if (source === 'unknown') return held === null && isReadable(base, digestField) ? 'source' : 'first';
  const target = held === undefined ? 'same' : compareWithBase(base, field, held, digestField);
  if (target !== 'left') return 'source';
  return source === 'left' ? 'both' : 'target';
};

/** The fields of which the target does not have what is wanted, and why. */
export const causesOf = (
  base: Base | null,
  fields: readonly ComparedField[],
  digestField: DigestField,
): ReadonlyMap<string, Cause> =>
  new Map(
    fields
      .filter(({ wanted, held }) => wanted !== undefined && wanted !== held)
      .map((compared) => [compared.field, causeOf(base, compared, digestField)]),
  );

/** Whether the base is of this record and under this key. */
export const isReadable = (base: Base | null, digestField: DigestField): base is Base =>
  base !== null && base[WHOSE] === digestField(WHOSE, null);
