import { employeeLabel } from '../../../records/values/shown-value.ts';
import type { PayrollSnapshot } from '../../../vendors/poweroffice/read-payroll-snapshot.ts';
import { findHits, indexEmployees } from '../match/employee-index.ts';
import type { Hit, Key } from '../match/employee-index.ts';
import type { MatchedPerson } from '../match/match-people.ts';
import type { EmployeeState } from '../state.ts';
import type { Explanation, MatchKey } from './explanation.ts';
import { shownName } from './shown-name.ts';

const KEYS: readonly { readonly key: MatchKey; readonly name: Key }[] = [
  { key: 'link', name: 'stored link' },
  { key: 'externalNumber', name: 'external number' },
  { key: 'reference', name: 'import reference' },
  { key: 'number', name: 'number' },
];

/** Each key that was tried, what it leads to, and which one decided (ExternalNumber, row 2). */
export const explainMatch = (
  { desired, match, linkLost }: MatchedPerson,
  state: EmployeeState | null,
  { employees }: PayrollSnapshot,
): Explanation['steps'][2] => {
  const link = state?.record?.id ?? null;
  const record = match.kind === 'matched' ? match.employee : null;
  const records = record === null || employees.some(({ id }) => id === record.id) ? employees : [...employees, record];
  const hits = findHits(desired, { link, linkIsGone: linkLost }, indexEmployees(records));
  const values: Readonly<Record<MatchKey, string | null>> = {
    link: link === null ? null : String(link),
    externalNumber: desired.fields.externalNumber ?? null,
    reference: desired.fields.externalImportReference ?? null,
    number: desired.onCreate.number ?? null,
  };
  const decided = hits.find((hit) => hit.record.id === record?.id)?.key;
  return {
    step: 'match',
    keys: KEYS.map(({ key, name }) => ({
      key,
      value: employeeLabel(values[key]),
      hits: hits.filter((hit) => hit.key === name).map(toShownHit),
    })),
    matchedBy: KEYS.find(({ name }) => name === decided)?.key ?? null,
    powerOfficeEmployeeId: record?.id ?? null,
    problems: match.kind === 'blocked' ? match.problems : [],
  };
};

const toShownHit = ({ record }: Hit) => ({
  powerOfficeEmployeeId: record.id,
  number: employeeLabel(record.number),
  name: shownName(record.firstName, record.lastName),
});
