import { todayInOslo } from '../../../records/values/calendar-date.ts';
import { NO_JOURNAL } from '../../../run/journal.ts';
import type { ConnectionStore } from '../../../state/connection-store.ts';
import type { ApiCalls } from '../../../state/run.ts';
import type { PayrollSnapshot } from '../../../vendors/poweroffice/read-payroll-snapshot.ts';
import type { SimployerClient } from '../../../vendors/simployer/client.ts';
import type { SourceSnapshot } from '../../../vendors/simployer/read-source-snapshot.ts';
import { checkConnection, toConnection } from '../check-connection.ts';
import type { CompanyPair } from '../connection.ts';
import { readLinkedPair } from '../linked-pair.ts';
import type { MatchedPerson } from '../match/match-people.ts';
import { toSharedFacts, toTask } from '../prepare.ts';
import type { EmployeeState } from '../state.ts';
import { recognisePerson, syncEmployee } from '../sync-employee.ts';
import type { SyncEmployeeDependencies, SyncedEmployee } from '../sync-employee.ts';

/** What it takes to look at both vendors and at what is remembered. Nothing here could write. */
export interface LookDependencies extends Omit<SyncEmployeeDependencies, 'writer' | 'journal'> {
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly simployer: SimployerClient;
  readonly takeApiCalls: () => ApiCalls;
}

/** @throws RunAbortedError WRONG_CLIENT, WRONG_COMPANY: every link would lead to a stranger */
export const recognisePair = async (
  states: ReadonlyMap<string, EmployeeState>,
  { companies }: Pick<SourceSnapshot, 'companies'>,
  { integration }: Pick<PayrollSnapshot, 'integration'>,
  { connections }: Pick<LookDependencies, 'connections'>,
): Promise<CompanyPair> => {
  const linkedFor = await readLinkedPair(states, connections);
  const found = toConnection(companies, integration, linkedFor);
  if (linkedFor !== null) checkConnection(linkedFor, found);
  return found;
};

/**
 * The person's sync as a plan makes it.
 * @param comparesPay whether pay is compared whatever the night would leave for later; else it is not read
 */
export const planPerson = async (
  person: MatchedPerson,
  payroll: PayrollSnapshot,
  { comparesPay }: { readonly comparesPay: boolean },
  dependencies: LookDependencies,
): Promise<SyncedEmployee> => {
  const { employees, settings, clock } = dependencies;
  const shared = toSharedFacts(payroll, todayInOslo(clock.now()));
  const { number, ...rest } = toTask(person, payroll, shared, comparesPay);
  const task = {
    ...rest,
    employeeNumber: number,
    runId: '',
    runNumber: 0,
    mode: 'plan' as const,
    list: 0,
    runStartedAt: clock.now(),
  };
  const recognised = await recognisePerson(task, 'first', { employees, readSubject: () => Promise.resolve(null) });
  return syncEmployee(task, 'first', recognised, {
    ...dependencies,
    settings: { ...settings, salaryVerification: comparesPay ? 'every-run' : 'rolling' },
    writer: null,
    journal: NO_JOURNAL,
  });
};
