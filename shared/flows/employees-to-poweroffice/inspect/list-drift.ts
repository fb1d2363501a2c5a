/*
 * Lists the mapped fields that were changed in PowerOffice by hand since a run last wrote or confirmed them, and what the
 * next run does with each. The bases tell: a field that PowerOffice no longer has as its base says was changed there.
 * PowerOffice's lists of everybody are compared, which takes six requests for up to 20,000 people; only whoever has such
 * a field is read from Simployer, and planned as a run would plan them. For example, payroll has typed another title for
 * Kari and other weekly hours: `JobTitle` will be overwritten, and `FullTimeHoursPerWeek`, which is set once, is kept.
 */
import { sourceEmployeeId } from '../../../model/employee.ts';
import { confirmedAt } from '../../../records/link.ts';
import type { Base } from '../../../records/link.ts';
import { todayInOslo } from '../../../records/values/calendar-date.ts';
import { employeeLabel } from '../../../records/values/shown-value.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';
import { readPayrollSnapshot } from '../../../vendors/poweroffice/read-payroll-snapshot.ts';
import type { PayrollSnapshot } from '../../../vendors/poweroffice/read-payroll-snapshot.ts';
import { readEmployee } from '../../../vendors/simployer/read-employee.ts';
import type { SourceSnapshot } from '../../../vendors/simployer/read-source-snapshot.ts';
import { employeeLeft, employmentLeft, isBaseOf } from '../base.ts';
import { baseFieldOf } from '../../../people/intended-change.ts';
import type { FieldDifference } from '../../../people/intended-change.ts';
import { findRemembered } from '../../../people/find-remembered.ts';
import { knownEmployments } from '../known-employments.ts';
import { matchPeople } from '../match/match-people.ts';
import { reportCalls, reportConnection } from '../report.ts';
import { excludedBy } from '../../../people/scope.ts';
import { mayLag } from '../../../people/may-lag.ts';
import { isOlderStamp } from '../stamps.ts';
import type { EmployeeState, RememberedRecord } from '../state.ts';
import type { DriftAnswer, DriftedField, DriftRow } from '../../../people/inspect/drift.ts';
import { takePageOfDrift } from '../../../people/inspect/page-of-drift.ts';
import type { DriftRequest } from '../../../people/inspect/page-of-drift.ts';
import { planPerson, recognisePair } from './look.ts';
import type { LookDependencies } from './look.ts';

/** Somebody whose record has a base that can be compared. */
type Comparable = EmployeeState & { readonly record: RememberedRecord & { readonly base: Base } };

/**
 * What was changed in PowerOffice by hand. Nothing is written or remembered.
 * @throws VendorError, RunAbortedError for what would end a run as well
 */
export const listDrift = async (
  { asked, ...page }: DriftRequest,
  dependencies: LookDependencies,
): Promise<DriftAnswer> => {
  const { employees, simployer, reader, clock, digest, takeApiCalls } = dependencies;
  takeApiCalls();
  const remembered = await employees.all();
  const found = asked === null ? null : findRemembered(asked, remembered);
  if (found !== null && found.kind !== 'found') return found;
  const [companies, payroll] = await Promise.all([simployer.company(), readPayrollSnapshot(reader)]);
  const states = new Map(remembered.map((state) => [state.sourceId, state]));
  const named = companies.map(({ id, name, orgNumber }) => ({ id, name, organisationNumber: orgNumber }));
  const connection = await recognisePair(states, { companies: named }, payroll, dependencies);

  const linked = remembered.filter(({ record }) => record !== null);
  const isComparable = (state: EmployeeState): state is Comparable =>
    state.record !== null && isBaseOf(state.record.base, state.record.id, digest);
  const comparable = linked.filter(isComparable);
  const looked = comparable.filter(({ sourceId }) => found === null || sourceId === found.sourceId);
  const look = createLook(payroll, states, { comparesPay: found !== null }, dependencies);
  const suspects = looked.filter((state) => found !== null || look.isSuspect(state));
  const { fields, last } = await takePageOfDrift(suspects, page, look.rowsOf, clock);
  return {
    kind: 'listed',
    drift: {
      connection: reportConnection(connection),
      fields,
      totals: { compared: comparable.length, withoutBase: linked.length - comparable.length },
      notCompared: found === null ? [...HIDDEN, ...PAY] : HIDDEN,
      apiCalls: reportCalls(takeApiCalls()),
    },
    last,
  };
};

/** What PowerOffice never shows (NationalIdNumber, Gender, rows 16 and 18), so that nothing could be compared with it. */
const HIDDEN = ['NationalIdNumber', 'Gender'];
/** What would take a request for each person (AnnualSalary, row 39, and what else is pay): compared for who is named. */
const PAY = ['AnnualSalary', 'HourlyRate', 'RemunerationType', 'FtePercentage'];

/** Looks at people over PowerOffice's lists. */
const createLook = (
  payroll: PayrollSnapshot,
  states: ReadonlyMap<string, EmployeeState>,
  { comparesPay }: { readonly comparesPay: boolean },
  dependencies: LookDependencies,
) => {
  const { simployer, reader, settings, clock, digest } = dependencies;
  const records = new Map(payroll.employees.map((record) => [record.id, record]));
  let units: Promise<Pick<SourceSnapshot, 'departments' | 'offices'>> | null = null;
  const readUnits = async () => ({ departments: await simployer.departments(), offices: await simployer.offices() });

  const leftInEmployee = ({ record }: Comparable): readonly string[] => {
    const held = records.get(record.id);
    // A list that does not show yet what the sync itself has written tells nothing.
    if (isOlderStamp(held?.lastChanged ?? null, record.employeeStamp)) return [];
    if (isOlderStamp(held?.addressLastChanged ?? null, record.addressStamp)) return [];
    const accounts = payroll.bankAccountsByEmployeeId.get(record.id) ?? [];
    return held === undefined ? [] : employeeLeft(record.base, { record: held, accounts }, digest);
  };

  /** Null when they have to be read. */
  const employmentsOf = ({ record, writtenAt }: Comparable): readonly PayrollEmployment[] | null => {
    const lists = mayLag({ writtenAt }, settings.replicaLagInSeconds, clock) ? 'lagging' : 'current';
    return knownEmployments(record.knownEmployments, payroll.employmentsByEmployeeId.get(record.id) ?? [], lists);
  };

  /** What of a base is no longer so: `employee/JobTitle`, with the base that it stands in. */
  const leftIn = async (state: Comparable): Promise<ReadonlyMap<string, Base>> => {
    const { record } = state;
    const employments = employmentsOf(state) ?? (await reader.employmentsOf(record.id));
    const ofEmployee = leftInEmployee(state).map((field) => [baseFieldOf(null, field), record.base] as const);
    const ofEmployments = Object.values(record.employments).flatMap(({ id, base }) => {
      const held = employments.find((one) => one.id === id);
      if (base === undefined || held === undefined) return [];
      return employmentLeft(base, held, digest).map((field) => [baseFieldOf(id, field), base] as const);
    });
    return new Map([...ofEmployee, ...ofEmployments]);
  };

  /** What a run would write for somebody; nothing for who is out of scope or gone. */
  const planOf = async ({ sourceId }: Comparable): Promise<readonly FieldDifference[]> => {
    const source = await readEmployee(simployer, sourceEmployeeId.parse(sourceId));
    if (source === null) return [];
    units ??= readUnits();
    if (excludedBy(source, settings.scope, await units).length > 0) return [];
    const [person] = await matchPeople([source], states, payroll, todayInOslo(clock.now()), dependencies);
    return person === undefined ? [] : (await planPerson(person, payroll, { comparesPay }, dependencies)).differences;
  };

  const rowsOf = async (state: Comparable): Promise<readonly DriftRow[]> => {
    const left = await leftIn(state);
    if (left.size === 0 && !comparesPay) return [];
    const differences = await planOf(state);
    const written = new Set(differences.flatMap(({ base }) => base ?? []));
    const pay = comparesPay ? differences.filter(isPayChangedByHand) : [];
    const bases = new Map([...left, ...pay.map(({ base }) => [base ?? '', baseOfPay(state, base ?? '')] as const)]);
    return [...bases].map(([name, base], index) => ({
      position: { sourceId: state.sourceId, index },
      field: toDriftedField(state, name, base, written.has(name) ? 'overwritten' : 'kept'),
    }));
  };

  return {
    /** Whether anything may have been changed, as far as the lists tell. */
    isSuspect: (state: Comparable): boolean => {
      if (!records.has(state.record.id)) return false;
      const employments = employmentsOf(state);
      if (employments === null || leftInEmployee(state).length > 0) return true;
      return Object.values(state.record.employments).some(({ id, base }) => {
        const held = employments.find((one) => one.id === id);
        return base !== undefined && held !== undefined && employmentLeft(base, held, digest).length > 0;
      });
    },
    rowsOf,
  };
};

const isPayChangedByHand = ({ entity, field, base, cause }: FieldDifference): boolean =>
  base !== null && (entity === 'salary' || field === 'FtePercentage') && (cause === 'target' || cause === 'both');

/** The base of the employment that a field of pay stands under: `20001/2026-01-01.AnnualSalary`. */
const baseOfPay = ({ record }: Comparable, name: string): Base | null =>
  Object.values(record.employments).find(({ id }) => name.startsWith(`${id}/`))?.base ?? null;

const toDriftedField = (
  { sourceId, employeeNumber, syncedAt }: Comparable,
  name: string,
  base: Base | null,
  willBe: DriftedField['willBe'],
): DriftedField => {
  const [record = '', inBase = ''] = name.split('/');
  const lastSyncedAt = confirmedAt(base, inBase, syncedAt);
  const isOfLine = inBase.includes('.') && record !== 'employee';
  return {
    employeeNumber: employeeLabel(employeeNumber),
    simployerEmployeeId: sourceId,
    entity: isOfLine ? 'salary' : record === 'employee' ? entityOf(inBase) : 'employment',
    field: isOfLine ? inBase.slice(inBase.indexOf('.') + 1) : inBase,
    lastSyncedAt: lastSyncedAt === null ? null : new Date(lastSyncedAt).toISOString(),
    willBe,
  };
};

const entityOf = (field: string): string => (field === 'BankAccountNumber' ? 'bankAccount' : 'employee');
