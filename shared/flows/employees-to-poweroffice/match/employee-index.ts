import type { DesiredEmployee } from '../rules/desired-employee.ts';
import type { EmployeeId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { trimmedText } from '../../../records/values/text.ts';

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
export interface StoredLink {
  /** The PowerOffice id that was stored for the person. */
  readonly link: EmployeeId | null;
  /** Whether PowerOffice said that the linked record does not exist. */
  readonly linkIsGone: boolean;
}

export type Key = 'stored link' | 'external number' | 'import reference' | 'number';

/** Weakest first: how sure a key is that a record is the person's (ExternalNumber, row 2). */
export const KEYS_BY_STRENGTH: readonly Key[] = ['number', 'import reference', 'external number', 'stored link'];

export interface Hit {
  readonly key: Key;
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
  { link, linkIsGone }: StoredLink,
  index: EmployeeIndex,
): readonly Hit[] => {
  const linked = link === null ? undefined : index.byId.get(link);
  return [
    ...toHits('stored link', linked === undefined ? [] : [linked]),
    ...toHits('external number', find(index.byExternalNumber, fields.externalNumber)),
    ...toHits('import reference', find(index.byReference, fields.externalImportReference)),
    ...toHits('number', find(index.byNumber, onCreate.number)),
  ].filter(({ record }) => !linkIsGone || record.id !== link);
};

const toHits = (key: Key, records: readonly PayrollEmployee[]): readonly Hit[] =>
  records.map((record) => ({ key, record }));

const find = (records: RecordsByKey, key: string | undefined): readonly PayrollEmployee[] =>
  key === undefined ? [] : (records.get(key) ?? []);
