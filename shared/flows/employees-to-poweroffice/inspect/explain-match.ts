import type { MatchStep as SharedMatchStep } from '../../../people/inspect/explanation.ts';
import { shownName } from '../../../people/inspect/shown-name.ts';
import { showDecisions } from '../../../records/shown-decision.ts';
import { employeeLabel } from '../../../records/values/shown-value.ts';
import type { PayrollSnapshot } from '../../../vendors/poweroffice/read-payroll-snapshot.ts';
import { findHits, indexEmployees, MATCH_KEYS } from '../match/employee-index.ts';
import type { Hit, MatchKey } from '../match/employee-index.ts';
import type { MatchedPerson } from '../match/match-people.ts';
import type { EmployeeState } from '../state.ts';

/** With PowerOffice's ids. */
export interface MatchStep extends SharedMatchStep {
  readonly keys: readonly (SharedMatchStep['keys'][number] & {
    readonly key: MatchKey;
    readonly hits: readonly { readonly powerOfficeEmployeeId: number }[];
  })[];
  readonly matchedBy: MatchKey | null;
  readonly powerOfficeEmployeeId: number | null;
}

/** Each key that was tried, what it leads to, and which one decided (ExternalNumber, row 2). */
export const explainMatch = (
  { desired, match, linkLost, stored }: MatchedPerson,
  state: EmployeeState | null,
  { employees }: PayrollSnapshot,
): MatchStep => {
  const decided = state?.decisions.link?.to ?? null;
  const link = state?.record?.id ?? null;
  const record = match.kind === 'matched' ? match.employee : null;
  const records = record === null || employees.some(({ id }) => id === record.id) ? employees : [...employees, record];
  const hits = findHits(desired, { ...stored, linkIsGone: linkLost }, indexEmployees(records));
  const values: Readonly<Record<MatchKey, string | null>> = {
    decision: decided === null ? null : String(decided),
    link: link === null ? null : String(link),
    externalNumber: desired.fields.externalNumber ?? null,
    reference: desired.fields.externalImportReference ?? null,
    number: desired.onCreate.number ?? null,
  };
  return {
    step: 'match',
    // Nearly nobody is decided about.
    keys: MATCH_KEYS.filter((key) => key !== 'decision' || decided !== null).map((key) => ({
      key,
      value: employeeLabel(values[key]),
      hits: hits.filter((hit) => hit.key === key).map(toShownHit),
    })),
    matchedBy: hits.find((hit) => hit.record.id === record?.id)?.key ?? null,
    powerOfficeEmployeeId: record?.id ?? null,
    decisions: state === null ? [] : showDecisions(state.decisions),
    problems: match.kind === 'blocked' ? match.problems : [],
  };
};

const toShownHit = ({ record }: Hit) => ({
  powerOfficeEmployeeId: record.id,
  number: employeeLabel(record.number),
  name: shownName(record.firstName, record.lastName),
});

/** Of somebody whom Simployer no longer returns: the link that is remembered. */
export const explainRemembered = (state: EmployeeState | null): MatchStep => {
  const link = state?.record?.id ?? null;
  return {
    step: 'match',
    keys: [{ key: 'link', value: link === null ? null : String(link), hits: [] }],
    matchedBy: link === null ? null : 'link',
    powerOfficeEmployeeId: link,
    decisions: state === null ? [] : showDecisions(state.decisions),
    problems: [],
  };
};
