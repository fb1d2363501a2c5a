/*
 * Writes fields of a record, all in one mutation where X-ledger takes it. X-ledger refuses a mutation as a whole, so a
 * refused one goes in halves until what is refused stands alone; that is told by its name, and costs nothing else. Fields
 * that belong together, as those of an address, never part. For example, of three fields the birthday is refused: all
 * three go, then the first alone, then the two others, then each of them, and the report names `birthday`.
 */
import type { Attempt, RefusedAs } from '../../../people/person-writes.ts';
import type { FieldChange } from '../plan/diff.ts';
import type { Person } from './person.ts';
import { updates } from './intended-changes.ts';
import { notTold, refusedAs, remarked } from './refusals.ts';
import type { XledgerWriter } from '../../../vendors/xledger/client.ts';

/** A record whose fields are written. */
interface Target {
  readonly entity: 'employee' | 'contact';
  readonly send: (
    writer: XledgerWriter,
    changes: readonly FieldChange[],
  ) => Promise<{ readonly remarks: readonly string[] }>;
}

/** Fields that go together. */
type Part = readonly FieldChange[];

const partName = (field: string): string => field.split('.')[0] ?? field;

/** @returns the fields that X-ledger has taken */
export const writeParts = async (
  person: Pick<Person, 'writes'>,
  target: Target,
  changes: readonly FieldChange[],
): Promise<ReadonlySet<string>> => {
  const parts = [...Map.groupBy(changes, ({ field }) => partName(field)).values()];
  return new Set((await writeHalves(person, target, parts)).flatMap((part) => part.map(({ field }) => field)));
};

const writeHalves = async (
  person: Pick<Person, 'writes'>,
  target: Target,
  parts: readonly Part[],
): Promise<readonly Part[]> => {
  const [first, ...others] = parts;
  if (first === undefined) return [];
  const told = others.length > 0 ? notTold : refusedAs(CODES[target.entity], partName(first[0]?.field ?? ''));
  const attempt = await send(person, target, parts.flat(), told);
  if (attempt.done) return parts;
  if (attempt.refusal === null || others.length === 0) return [];
  const middle = Math.ceil(parts.length / 2);
  return [
    ...(await writeHalves(person, target, parts.slice(0, middle))),
    ...(await writeHalves(person, target, parts.slice(middle))),
  ];
};

const CODES = { employee: 'XLEDGER_REJECTED', contact: 'CONTACT_REJECTED' } as const;

const send = async (
  { writes }: Pick<Person, 'writes'>,
  { entity, send: sendTo }: Target,
  changes: readonly FieldChange[],
  told: RefusedAs,
): Promise<Attempt<{ readonly remarks: readonly string[] }>> => {
  const attempt = await writes.attempt(updates(entity, changes), (writer) => sendTo(writer, changes), told);
  if (attempt.done && attempt.value !== null) writes.note(...remarked(attempt.value.remarks));
  return attempt;
};
