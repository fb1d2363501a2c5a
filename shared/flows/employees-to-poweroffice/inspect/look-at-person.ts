import { lookAtPerson as lookAt } from '../../../people/inspect/look-at-person.ts';
import type { SeenPerson, VanishedPerson } from '../../../people/inspect/look-at-person.ts';
import type { Unfound } from '../../../people/inspect/find-person.ts';
import { todayInOslo } from '../../../records/values/calendar-date.ts';
import type { PowerOfficeReader } from '../../../vendors/poweroffice/client.ts';
import type { PayrollSnapshot } from '../../../vendors/poweroffice/read-payroll-snapshot.ts';
import { readEmployee } from '../../../vendors/simployer/read-employee.ts';
import { readPeople } from '../../../vendors/simployer/read-people.ts';
import type { SourceSnapshot } from '../../../vendors/simployer/read-source-snapshot.ts';
import type { CompanyPair } from '../connection.ts';
import { matchPeople } from '../match/match-people.ts';
import type { MatchedPerson } from '../match/match-people.ts';
import type { EmployeeState } from '../state.ts';
import { recognisePair } from './look.ts';
import type { LookDependencies } from './look.ts';

export type FoundInPayroll = SeenPerson<EmployeeState, SourceSnapshot, PayrollSnapshot, CompanyPair, MatchedPerson>;

/** A person on both sides, see `shared/people/inspect/look-at-person.ts`; what hangs on them in payroll is not read. */
export const lookAtPerson = (
  asked: string,
  dependencies: LookDependencies,
): Promise<Unfound | VanishedPerson<EmployeeState, CompanyPair> | FoundInPayroll> => {
  const { employees, simployer, reader, clock } = dependencies;
  return lookAt(asked, {
    remembered: () => employees.all(),
    readPeople: () => readPeople(simployer),
    readTarget: () => readPayroll(reader),
    recognisePair: (states, everybody, payroll) => recognisePair(states, everybody, payroll, dependencies),
    readPerson: (id) => readEmployee(simployer, id),
    match: (sources, states, payroll) => matchPeople(sources, states, payroll, todayInOslo(clock.now()), dependencies),
  });
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
