/*
 * Looks at one person on both sides, live, with everybody in view and nothing that could write: what explaining them and
 * deciding about them have in common. Of everybody only the row of their own is read, for a number or a record may be
 * somebody else's; what hangs on a person is read of the one who was asked for. For example, `1012` is Kari, whose number
 * leads to record 7; that record 7 bears somebody else's reference is seen, for everybody is matched.
 */
import { todayInOslo } from '../../../records/values/calendar-date.ts';
import type { SourceEmployee } from '../../../model/employee.ts';
import type { PowerOfficeReader } from '../../../vendors/poweroffice/client.ts';
import type { PayrollSnapshot } from '../../../vendors/poweroffice/read-payroll-snapshot.ts';
import { readEmployee } from '../../../vendors/simployer/read-employee.ts';
import { readPeople } from '../../../vendors/simployer/read-people.ts';
import type { SourceSnapshot } from '../../../vendors/simployer/read-source-snapshot.ts';
import type { CompanyPair } from '../connection.ts';
import { matchPeople } from '../match/match-people.ts';
import type { MatchedPerson } from '../match/match-people.ts';
import { toSharedFacts } from '../prepare.ts';
import type { EmployeeState } from '../state.ts';
import { findPerson } from './find-person.ts';
import type { FoundPerson } from './find-person.ts';
import { recognisePair } from './look.ts';
import type { LookDependencies } from './look.ts';

interface Surroundings {
  /** What is remembered and decided of everybody. */
  readonly states: ReadonlyMap<string, EmployeeState>;
  readonly connection: CompanyPair;
  /** What is remembered and decided of the person; null when nothing is. */
  readonly state: EmployeeState | null;
}

export type LookedAt =
  | Extract<FoundPerson, { readonly kind: 'several' | 'unknown' }>
  /** Simployer no longer returns the person, and the sync remembers them. */
  | (Surroundings & { readonly kind: 'vanished'; readonly sourceId: string })
  | (Surroundings & {
      readonly kind: 'found';
      readonly by: 'employeeNumber' | 'simployerEmployeeId';
      readonly source: SourceEmployee;
      readonly everybody: SourceSnapshot;
      readonly payroll: PayrollSnapshot;
      readonly matched: MatchedPerson;
      /** Everybody whom Simployer has, themselves among them. */
      readonly people: readonly MatchedPerson[];
    });

/**
 * @param asked an employee number, or a Simployer id
 * @throws VendorError, RunAbortedError for what would end a run as well
 */
export const lookAtPerson = async (asked: string, dependencies: LookDependencies): Promise<LookedAt> => {
  const { employees, simployer, reader, clock } = dependencies;
  const remembered = await employees.all();
  const states = new Map(remembered.map((state) => [state.sourceId, state]));
  const [everybody, payroll] = await Promise.all([readPeople(simployer), readPayroll(reader)]);
  const connection = await recognisePair(states, everybody, payroll, dependencies);

  const person = findPerson(asked, everybody.employees, remembered);
  if (person.kind === 'several' || person.kind === 'unknown') return person;
  const sourceId = person.kind === 'found' ? person.source.id : person.state.sourceId;
  const surroundings = { states, connection, state: states.get(sourceId) ?? null };
  const source = person.kind === 'found' ? await readEmployee(simployer, person.source.id) : null;
  if (person.kind === 'vanished' || source === null) return { ...surroundings, kind: 'vanished', sourceId };

  const sources = everybody.employees.map((other) => (other.id === source.id ? source : other));
  const shared = toSharedFacts(payroll, todayInOslo(clock.now()));
  const people = await matchPeople(sources, states, payroll, shared.today, dependencies);
  const matched = people.find((one) => one.source.id === source.id);
  if (matched === undefined) throw new Error('The person was not among those matched.');
  return { ...surroundings, kind: 'found', by: person.by, source, everybody, payroll, matched, people };
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
export const readBelongings = async (
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
