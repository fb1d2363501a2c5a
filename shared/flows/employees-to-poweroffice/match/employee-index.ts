import type { DesiredEmployee } from '../rules/desired-employee.ts';
import type { EmployeeId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { trimmedText } from '../../../records/values/text.ts';
import type { StoredLink as StoredLinkTo } from '../../../records/stored-link.ts';

/** PowerOffice's employees by every key that a person can be found by. Archived ones are there too. */
export interface EmployeeIndex {
  readonly byId: ReadonlyMap<EmployeeId, PayrollEmployee>;
  readonly byExternalNumber: RecordsByKey;
  readonly byReference: RecordsByKey;
  readonly byNumber: RecordsByKey;
}

/** Records without the key are under `null`. */
type RecordsByKey = ReadonlyMap<string | null, readonly PayrollEmployee[]>;

/** What is known of a person besides the mapping's answer. */
export type StoredLink = StoredLinkTo<EmployeeId>;

/** By what a person is found, the strongest first: how sure it is that a record is theirs (ExternalNumber, row 2). */
export const MATCH_KEYS = ['decision', 'link', 'externalNumber', 'reference', 'number'] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];

/** What a key is called in messages. */
export const KEY_WORDS: Readonly<Record<MatchKey, string>> = {
  decision: 'decision',
  link: 'stored link',
  externalNumber: 'external number',
  reference: 'import reference',
  number: 'number',
};

export interface Hit {
  readonly key: MatchKey;
  readonly record: PayrollEmployee;
}

/** Built once for all people. */
export const indexEmployees = (records: readonly PayrollEmployee[]): EmployeeIndex => ({
  byId: new Map(records.map((record) => [record.id, record])),
  byExternalNumber: Map.groupBy(records, ({ externalNumber }) => trimmedText(externalNumber)),
  byReference: Map.groupBy(records, ({ externalImportReference }) => trimmedText(externalImportReference)),
  byNumber: Map.groupBy(records, ({ number }) => trimmedText(number)),
});

/** The records that a person's keys lead to, the strongest key first (ExternalNumber, row 2). */
export const findHits = (
  { fields, onCreate }: DesiredEmployee,
  { link, linkIsGone, isDecided, passedOver }: StoredLink,
  index: EmployeeIndex,
): readonly Hit[] => {
  const linked = link === null ? undefined : index.byId.get(link);
  return [
    ...toHits(isDecided ? 'decision' : 'link', linked === undefined ? [] : [linked]),
    ...toHits('externalNumber', find(index.byExternalNumber, fields.externalNumber)),
    ...toHits('reference', find(index.byReference, fields.externalImportReference)),
    ...toHits('number', find(index.byNumber, onCreate.number)),
  ].filter(({ record: { id } }) => (id === link ? !linkIsGone : !passedOver.has(id)));
};

const toHits = (key: MatchKey, records: readonly PayrollEmployee[]): readonly Hit[] =>
  records.map((record) => ({ key, record }));

const find = (records: RecordsByKey, key: string | undefined): readonly PayrollEmployee[] =>
  key === undefined ? [] : (records.get(key) ?? []);
