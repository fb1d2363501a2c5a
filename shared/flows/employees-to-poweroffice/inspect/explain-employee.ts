/*
 * Explains what a run would do with one person, and why, step by step. It asks the very code of a run: mapping,
 * matching with everybody in view, and the person's sync as a plan, which has nothing that could write. Both vendors
 * are read live, though no more of them than one person needs: everybody's own row, for a number or a record may be
 * somebody else's, and employments, pay and accounts of the person alone. For example, Kari's title was changed by hand
 * in PowerOffice: her number leads to record 7 by the stored link, `JobTitle` differs because PowerOffice has moved, and
 * row 5 says that Simployer's title is written again.
 */
import { readOrNull } from '../../../model/source-value.ts';
import { showDecisions } from '../../../records/shown-decision.ts';
import type { Outcome } from '../../../records/outcome.ts';
import { todayInOslo } from '../../../records/values/calendar-date.ts';
import { employeeLabel } from '../../../records/values/shown-value.ts';
import type { ApiCalls } from '../../../state/run.ts';
import type { PowerOfficeReader } from '../../../vendors/poweroffice/client.ts';
import type { PayrollSnapshot } from '../../../vendors/poweroffice/read-payroll-snapshot.ts';
import { readEmployee } from '../../../vendors/simployer/read-employee.ts';
import { readPeople } from '../../../vendors/simployer/read-people.ts';
import type { CompanyPair } from '../connection.ts';
import type { FieldDifference } from '../field-difference.ts';
import { matchPeople } from '../match/match-people.ts';
import type { MatchedPerson } from '../match/match-people.ts';
import { toSharedFacts } from '../prepare.ts';
import { problem } from '../problems.ts';
import { reportCalls, reportConnection } from '../report.ts';
import { mappingRowOf } from '../rules/mapping-table.ts';
import { excludedBy } from '../scope.ts';
import { showChange } from '../shown-change.ts';
import type { EmployeeState } from '../state.ts';
import type { ExplainedField, Explanation } from './explanation.ts';
import { explainMatch } from './explain-match.ts';
import { shownName } from './shown-name.ts';
import { findPerson } from './find-person.ts';
import { planPerson, recognisePair } from './look.ts';
import type { LookDependencies } from './look.ts';
import type { FoundPerson } from './find-person.ts';

export type ExplainAnswer =
  | { readonly kind: 'explained'; readonly explanation: Explanation }
  | Extract<FoundPerson, { readonly kind: 'several' | 'unknown' }>;

/**
 * What a run would do with a person, and why; nothing is written or remembered.
 * @param asked an employee number, or a Simployer id
 * @param showsPay pay in full, see `showChange`
 * @throws VendorError, RunAbortedError for what would end a run as well
 */
export const explainEmployee = async (
  asked: string,
  { showsPay }: { readonly showsPay: boolean },
  dependencies: LookDependencies,
): Promise<ExplainAnswer> => {
  const { employees, simployer, reader, settings, clock, takeApiCalls } = dependencies;
  takeApiCalls();
  const remembered = await employees.all();
  const states = new Map(remembered.map((state) => [state.sourceId, state]));
  const [everybody, payroll] = await Promise.all([readPeople(simployer), readPayroll(reader)]);
  const connection = await recognisePair(states, everybody, payroll, dependencies);

  const person = findPerson(asked, everybody.employees, remembered);
  if (person.kind === 'several' || person.kind === 'unknown') return person;
  const source = person.kind === 'found' ? await readEmployee(simployer, person.source.id) : null;
  if (person.kind === 'vanished' || source === null) {
    return { kind: 'explained', explanation: explainVanished(person, states, connection, takeApiCalls()) };
  }
  const sources = everybody.employees.map((other) => (other.id === source.id ? source : other));
  const shared = toSharedFacts(payroll, todayInOslo(clock.now()));
  const people = await matchPeople(sources, states, payroll, shared.today, dependencies);
  const matched = people.find((one) => one.source.id === source.id);
  if (matched === undefined) throw new Error('The person was not among those matched.');

  const lists = excludedBy(source, settings.scope, everybody);
  const synced =
    lists.length > 0
      ? null
      : await planPerson(matched, await readBelongings(matched, payroll, reader), { comparesPay: true }, dependencies);
  return {
    kind: 'explained',
    explanation: {
      connection: reportConnection(connection),
      employeeNumber: employeeLabel(source.employeeNumber),
      simployerEmployeeId: source.id,
      steps: [
        {
          step: 'source',
          found: true,
          by: person.by,
          name: shownName(readOrNull(source.firstName), readOrNull(source.lastName)),
          active: source.active,
        },
        { step: 'scope', inScope: lists.length === 0, excludedBy: lists },
        explainMatch(matched, states.get(source.id) ?? null, payroll),
        { step: 'differences', fields: (synced?.differences ?? []).map((one) => explainField(one, showsPay)) },
        explainAction(synced ?? OUT_OF_SCOPE),
      ],
      apiCalls: reportCalls(takeApiCalls()),
    },
  };
};

/** Payroll's employees, and nothing of what hangs on them. */
const readPayroll = async (reader: PowerOfficeReader): Promise<PayrollSnapshot> => {
  const integration = await reader.integrationInformation();
  const [enterprises, employeeNumberSeries, employees] = await Promise.all([
    reader.enterprises(),
    reader.employeeNumberSeries(),
    reader.employees(),
  ]);
  return {
    integration,
    enterprises,
    employeeNumberSeries,
    employees,
    employmentsByEmployeeId: new Map(),
    bankAccountsByEmployeeId: new Map(),
  };
};

/** What hangs on the record of the person. */
const readBelongings = async (
  { match }: MatchedPerson,
  payroll: PayrollSnapshot,
  reader: PowerOfficeReader,
): Promise<PayrollSnapshot> => {
  if (match.kind !== 'matched') return payroll;
  const { id } = match.employee;
  const [employments, bankAccounts] = await Promise.all([reader.employmentsOf(id), reader.bankAccounts(id)]);
  return {
    ...payroll,
    employmentsByEmployeeId: new Map([[id, employments]]),
    bankAccountsByEmployeeId: new Map([[id, bankAccounts]]),
  };
};

const OUT_OF_SCOPE: Pick<Outcome, 'outcome' | 'changes' | 'problems'> = {
  outcome: 'skipped',
  changes: [],
  problems: [problem('OUT_OF_SCOPE')],
};

const explainAction = ({ outcome, changes, problems }: Pick<Outcome, 'outcome' | 'changes' | 'problems'>) =>
  ({ step: 'action', outcome, changes, problems }) as const;

const explainField = (
  { entity, action, field, from, to, fromDate, cause }: FieldDifference,
  showsPay: boolean,
): ExplainedField => {
  const row = mappingRowOf(entity, field);
  const shown = showChange({ field, from, to, ...(fromDate !== null && { fromDate }) }, { showsPay });
  return {
    entity,
    action,
    field,
    from: shown.from ?? null,
    to: shown.to ?? null,
    fromDate,
    cause,
    row: row?.row ?? null,
    rule: row?.rule ?? null,
  };
};

/** Somebody whom Simployer no longer returns: a run leaves their record alone. */
const explainVanished = (
  person: Extract<FoundPerson, { readonly kind: 'found' | 'vanished' }>,
  states: ReadonlyMap<string, EmployeeState>,
  connection: CompanyPair,
  apiCalls: ApiCalls,
): Explanation => {
  const sourceId = person.kind === 'found' ? person.source.id : person.state.sourceId;
  const state = states.get(sourceId) ?? null;
  const link = state?.record?.id ?? null;
  return {
    connection: reportConnection(connection),
    employeeNumber: state?.employeeNumber ?? null,
    simployerEmployeeId: sourceId,
    steps: [
      { step: 'source', found: false, by: 'employeeNumber', name: null, active: null },
      { step: 'scope', inScope: false, excludedBy: [] },
      {
        step: 'match',
        keys: [{ key: 'link', value: link === null ? null : String(link), hits: [] }],
        matchedBy: link === null ? null : 'link',
        powerOfficeEmployeeId: link,
        decisions: state === null ? [] : showDecisions(state.decisions),
        problems: [],
      },
      { step: 'differences', fields: [] },
      explainAction({ outcome: 'skipped', changes: [], problems: link === null ? [] : [problem('VANISHED')] }),
    ],
    apiCalls: reportCalls(apiCalls),
  };
};
