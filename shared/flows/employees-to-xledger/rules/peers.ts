/*
 * Several active records with one employee number, with everybody in view (rules W2 and W3). Records of one person, by
 * user or by last name and birth date, count as one: the record hired first is synced and stands for the others. Records
 * of different people are a number that is held twice. For example, Kari was hired in 2019 and again in 2023, both as 42:
 * the record of 2019 goes to X-ledger, and the other is told as used up.
 */
import type { SourceEmployee } from '../../../model/employee.ts';
import { readOrNull } from '../../../model/source-value.ts';
import { numbersOfOthers } from '../../../people/numbers-of-others.ts';
import { compareText, trimmedText } from '../../../records/values/text.ts';
import type { XledgerSettings } from '../settings.ts';

export interface Peers {
  /** The numbers, as typed, of the other records that keep this one from being told apart: a few of them. */
  readonly sameNumber: readonly string[];
  /** The record that is synced in place of this one, by the source's id; null when this one is. */
  readonly replacedBy: string | null;
  /** The records that this one stands for: what was linked to them is linked to it. */
  readonly standsFor: readonly string[];
}

/** A record that shares its number with nobody. */
export const NO_PEERS: Peers = { sameNumber: [], replacedBy: null, standsFor: [] };

/**
 * A code or an employee number as it is compared.
 * @param isLoose whether leading zeros of a number do not count
 */
export const codeKey = (code: string | null, isLoose: boolean): string | null => {
  const text = trimmedText(code);
  return text !== null && isLoose && /^[0-9]+$/.test(text) ? text.replace(/^0+(?=.)/, '') : text;
};

/** @param sources everybody, distinct by id @returns by the source's id */
export const findPeers = (
  sources: readonly SourceEmployee[],
  { looseCodes, severalRecords }: Pick<XledgerSettings, 'looseCodes' | 'severalRecords'>,
): ReadonlyMap<string, Peers> => {
  const found = new Map<string, Peers>();
  for (const [key, holders] of Map.groupBy(sources, (source) => codeKey(source.employeeNumber, looseCodes))) {
    const people = key === null ? [] : groupByPerson(holders);
    const active = people.filter((records) => records.some(isActive));
    for (const records of people) {
      for (const [id, peers] of severalRecords === 'block' ? standApart(records) : chooseRecord(records)) {
        found.set(id, peers);
      }
    }
    // Records of different people, or every record where nobody may choose.
    const rivals = active.flatMap((records) => records.filter(isActive));
    if (active.length < 2 && !(severalRecords === 'block' && rivals.length > 1)) continue;
    for (const rival of rivals) found.set(rival.id, { ...NO_PEERS, sameNumber: numbersOfOthers(rival, rivals) });
  }
  return found;
};

const isActive = ({ active }: SourceEmployee): boolean => active !== false;

/** Records that are one person's, directly or by way of a third; a number may stand on as many as there are people. */
const groupByPerson = (records: readonly SourceEmployee[]): readonly (readonly SourceEmployee[])[] => {
  const keyed = records.flatMap((record) => personKeysOf(record).map((key) => ({ key, record })));
  const byKey = Map.groupBy(keyed, ({ key }) => key);
  const firstOf = new Map<SourceEmployee, SourceEmployee>();
  for (const first of records) {
    const met = firstOf.has(first) ? [] : [first];
    // More are met on the way.
    for (const record of met) {
      firstOf.set(record, first);
      for (const key of personKeysOf(record)) {
        met.push(...(byKey.get(key) ?? []).map((other) => other.record).filter((other) => other !== record));
        byKey.delete(key);
      }
    }
  }
  return [...Map.groupBy(records, (record) => firstOf.get(record)).values()];
};

/** What two records of one person have in common: the user, or last name and birth date. */
const personKeysOf = ({ userId, lastName, birthDate }: SourceEmployee): readonly string[] => {
  const user = trimmedText(readOrNull(userId));
  const name = trimmedText(readOrNull(lastName))?.toLocaleLowerCase('nb') ?? null;
  const born = readOrNull(birthDate);
  return [
    ...(user === null ? [] : [JSON.stringify(['user', user])]),
    ...(name === null || born === null ? [] : [JSON.stringify(['name', name, born])]),
  ];
};

/** The active record hired first, else the leaver's that was hired last; the others are replaced by it. */
const chooseRecord = (records: readonly SourceEmployee[]): readonly (readonly [string, Peers])[] => {
  const active = records.filter(isActive);
  const chosen = active.length > 0 ? active.toSorted(byHireDate)[0] : records.toSorted(byHireDate).at(-1);
  if (chosen === undefined || records.length < 2) return [];
  const others = records.filter((record) => record !== chosen).map(({ id }) => id);
  return [
    [chosen.id, { ...NO_PEERS, standsFor: others }],
    ...others.map((id) => [id, { ...NO_PEERS, replacedBy: chosen.id }] as const),
  ];
};

/** Nobody chooses: who has left is replaced by who is still there. */
const standApart = (records: readonly SourceEmployee[]): readonly (readonly [string, Peers])[] =>
  records.filter(isActive).length > 1 ? [] : chooseRecord(records);

/** A record without a hire date counts as the last hired; then the oldest record, then the lowest id. */
const byHireDate = (one: SourceEmployee, other: SourceEmployee): number =>
  compareText(readOrNull(one.hireDate) ?? '~', readOrNull(other.hireDate) ?? '~') ||
  compareText(one.created ?? '~', other.created ?? '~') ||
  compareText(one.id, other.id);
