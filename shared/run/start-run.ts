import type { Settings } from '../config/settings.ts';
import type { SourceEmployee } from '../model/employee.ts';
import { todayInOslo } from '../records/values/calendar-date.ts';
import { employeeLabel } from '../records/values/shown-value.ts';
import type { Clock } from '../http/clock.ts';
import type { PowerOfficeReader } from '../vendors/poweroffice/client.ts';
import type { Snapshot } from '../vendors/poweroffice/read-snapshot.ts';
import type { ConnectionStore } from '../state/connection-store.ts';
import type { Connection } from '../state/connection.ts';
import type { EmployeeState } from '../flows/employees-to-poweroffice/state.ts';
import type { EmployeeStore } from '../state/employee-store.ts';
import type { RunStore } from '../state/run-store.ts';
import type { Run } from '../state/run.ts';
import { RunAbortedError, toRunAbort } from './abort.ts';
import { checkConnection, mergeConnections, toConnection } from '../flows/employees-to-poweroffice/check-connection.ts';
import type { SourceCompany } from '../flows/employees-to-poweroffice/check-connection.ts';
import { classifyFailure } from './failure.ts';
import { TASK_VERSION } from '../flows/employees-to-poweroffice/task.ts';
import type { EmployeeTask } from '../flows/employees-to-poweroffice/task.ts';
import { employmentOwners } from '../flows/employees-to-poweroffice/match/employment-owners.ts';
import { failPerson } from './fail-person.ts';
import { finishRunWhenDone } from './finish-run.ts';
import { followVanished } from '../flows/employees-to-poweroffice/follow-vanished.ts';
import { readFreshSnapshot } from '../flows/employees-to-poweroffice/fresh-snapshot.ts';
import {
  checkArchiveGuard,
  checkIdentityGuard,
  checkSourceIsThere,
  countLinked,
  defaultEnterprise,
} from '../flows/employees-to-poweroffice/guards.ts';
import { matchPeople } from '../flows/employees-to-poweroffice/match/match-people.ts';
import type { MatchedPerson } from '../flows/employees-to-poweroffice/match/match-people.ts';
import { checkScope, findUnknownNumbers, isInScope } from '../flows/employees-to-poweroffice/scope.ts';
import type { Places } from '../flows/employees-to-poweroffice/scope.ts';
import type { RunEnding } from './run-ending.ts';
import { toRunRequest } from './start-message.ts';
import type { StartMessage } from './start-message.ts';
import { takeLease } from './take-lease.ts';

/** Everybody the source has, complete, and the places a scope may name. */
interface Company extends Places {
  readonly companies: readonly SourceCompany[];
  readonly employees: readonly SourceEmployee[];
}

export interface StartRunDependencies {
  readonly runs: RunStore;
  readonly ending: RunEnding;
  readonly employees: EmployeeStore;
  readonly connections: ConnectionStore;
  /** Reads the source completely, or throws. */
  readonly readCompany: (employmentOwners: ReadonlyMap<string, string>) => Promise<Company>;
  readonly readSnapshot: () => Promise<Snapshot>;
  readonly reader: Pick<PowerOfficeReader, 'employee'>;
  /** Sends each person's message; gives back those that the queue does not take. */
  readonly sendTasks: (tasks: readonly EmployeeTask[]) => Promise<readonly EmployeeTask[]>;
  readonly settings: Settings;
  readonly clock: Clock;
  /** The vendor requests made since it was last asked. */
  readonly takeApiCalls: () => { simployer: number; poweroffice: number };
}

/** What a start did, told in full: nobody needs to read the run again. */
export type StartRunResult =
  /** Both sides are read, and so many people have a message; the run may have ended meanwhile, and has told so. */
  | { readonly kind: 'started'; readonly run: Run; readonly people: number }
  /** An earlier delivery of the same message had started the run: nothing was read, and nobody got a message. */
  | { readonly kind: 'repeated'; readonly run: Run }
  /** The run was given up before anything was written. */
  | { readonly kind: 'aborted'; readonly code: string; readonly message: string }
  /** Another run holds the lease. */
  | { readonly kind: 'refused'; readonly holder: string };

/**
 * Starts a run: takes the lease, reads both sides, checks the guards before anything is written, and sends one
 * message per person. Everything that stands for everybody ends here as an aborted run. A start that is killed and
 * delivered again goes on with the same run.
 */
export const startRun = async (
  runId: string,
  message: StartMessage,
  dependencies: StartRunDependencies,
): Promise<StartRunResult> => {
  const { runs, ending, clock, takeApiCalls } = dependencies;
  const earlier = await runs.getRun(runId);
  if (earlier !== null && earlier.status !== 'starting') {
    await ending.tellIfUntold(earlier);
    // The earlier delivery may have been killed after the last person had settled, before it looked for the end.
    await finishRunWhenDone(runId, dependencies);
    return { kind: 'repeated', run: earlier };
  }
  const lease = await takeLease(toRunRequest(runId, message, clock.now()), dependencies);
  if (!lease.taken) return { kind: 'refused', holder: lease.holder };
  try {
    const people = await fanOut(lease.run, dependencies);
    await runs.addApiCalls(runId, takeApiCalls());
    const run = (await runs.markRunning(runId)) ?? lease.run;
    await finishRunWhenDone(runId, dependencies);
    return { kind: 'started', run, people };
  } catch (error) {
    const abort = toAbort(error);
    if (abort === null) throw error;
    await runs.addApiCalls(runId, takeApiCalls());
    await ending.endRun(runId, { abort: toRunAbort(abort.code, abort.message, abort.people) });
    return { kind: 'aborted', code: abort.code, message: abort.message };
  }
};

/** What ends the run; null for our own bugs and the state store, which the queue's retry is for. */
const toAbort = (error: unknown): RunAbortedError | null => {
  const failure = classifyFailure(error);
  switch (failure.kind) {
    case 'abort':
      return failure.error;
    case 'retry':
      return new RunAbortedError(
        failure.vendor === 'simployer' ? 'SOURCE_INCOMPLETE' : 'POWEROFFICE_UNAVAILABLE',
        failure.reason,
      );
    case 'unexpected':
      return null;
  }
};

/** @returns how many people got a message */
const fanOut = async (run: Run, dependencies: StartRunDependencies): Promise<number> => {
  const { runs, employees, connections, readCompany, sendTasks, settings, clock } = dependencies;
  const remembered = await employees.all();
  const states = new Map(remembered.map((state) => [state.sourceId, state]));
  // Two vendors, two rate limits: neither read has to wait for the other.
  const [company, snapshot] = await Promise.all([
    readCompany(employmentOwners(remembered)),
    readFreshSnapshot(remembered, dependencies),
  ]);
  checkSourceIsThere(company.employees, states);
  const connection = await identifyCompanies(run, company, snapshot, states, dependencies);
  checkScope(settings.scope, company);
  const enterpriseId = defaultEnterprise(snapshot.enterprises);

  const today = todayInOslo(clock.now());
  const everybody = await matchPeople(company.employees, states, snapshot, today, dependencies);
  const people = everybody.filter(({ source }) => isInScope(source, settings.scope, company, run.employees));
  checkNumbersAsked(run.employees ?? [], people);
  checkIdentityGuard(people, settings.guards);
  checkArchiveGuard(people, states, settings);

  const done = new Set((await runs.outcomes(run.runId)).map(({ sourceId }) => sourceId));
  const pending = people.filter(({ source }) => !done.has(source.id));
  const vanished = run.employees === null ? await followVanished(run, company.employees, states, dependencies) : [];
  const places = await runs.listPending(
    run.runId,
    pending.map(({ source }) => source.id),
    people.length + vanished.length,
    clock.now(),
  );
  for (const outcome of vanished) await runs.recordOutcome(run.runId, outcome, clock.now());
  const numberSeries = snapshot.employeeNumberSeries.flatMap(({ from, to }) =>
    from === null || to === null ? [] : [{ from, to }],
  );
  // Before anybody can be linked, so that no link is ever without its pair.
  if (run.mode === 'apply') await connections.remember(connection);
  const refused = await sendTasks(
    pending.map((person, index): EmployeeTask => ({
      version: TASK_VERSION,
      runId: run.runId,
      runNumber: run.runNumber,
      mode: run.mode,
      list: places[index]?.list ?? 0,
      sourceId: person.source.id,
      employeeNumber: employeeLabel(person.source.employeeNumber),
      runStartedAt: run.startedAt,
      today,
      enterpriseId,
      mayChooseAccount: mayChooseAccount(snapshot),
      numberSeries,
      peers: person.peers,
      ...toSubject(person, snapshot),
    })),
  );
  for (const task of refused) await failPerson(task, dependencies);
  await runs.settle(run.runId, refused);
  return pending.length - refused.length;
};

/**
 * Notes which companies the keys lead to, and refuses others than those people are linked for. A pair that nobody is
 * linked for binds nobody.
 * @returns the pair to be remembered
 * @throws RunAbortedError WRONG_CLIENT, WRONG_COMPANY
 */
const identifyCompanies = async (
  { runId }: Run,
  { companies }: Company,
  { integration }: Snapshot,
  states: ReadonlyMap<string, EmployeeState>,
  { runs, connections }: StartRunDependencies,
): Promise<Connection> => {
  const remembered = countLinked(states) === 0 ? null : await connections.get();
  const found = toConnection(companies, integration, remembered);
  await runs.noteConnection(runId, found);
  if (remembered !== null) checkConnection(remembered, found);
  return mergeConnections(remembered, found);
};

/**
 * A number that nobody has is a typing error: nothing is written for the others either.
 * @throws RunAbortedError CONFIGURATION_INVALID
 */
const checkNumbersAsked = (requested: readonly string[], people: readonly MatchedPerson[]): void => {
  const unknown = findUnknownNumbers(
    requested,
    people.map(({ source }) => source),
  );
  if (unknown.length === 0) return;
  throw new RunAbortedError(
    'CONFIGURATION_INVALID',
    `Employee number ${unknown.map(employeeLabel).join(', ')}: nobody in scope has it.`,
  );
};

/**
 * Whether the integration holds the privilege EmployeeBankAccounts. A list without any privilege tells nothing, since
 * the lists could be read: then the choice is tried, and a refusal reported.
 */
const mayChooseAccount = ({ integration: { validPrivileges } }: Snapshot): boolean =>
  validPrivileges.length === 0 || validPrivileges.some((name) => /^EmployeeBankAccounts(_Full)?$/i.test(name));

const toSubject = (
  { source, match, linkLost }: MatchedPerson,
  snapshot: Snapshot,
): Pick<EmployeeTask, 'blockedBy' | 'subject'> => {
  const current = match.kind === 'matched' ? match.employee : null;
  return {
    blockedBy: match.kind === 'blocked' ? match.problems : [],
    subject: {
      source,
      current,
      linkLost,
      employments: current === null ? [] : (snapshot.employmentsByEmployeeId.get(current.id) ?? []),
      bankAccounts: current === null ? [] : (snapshot.bankAccountsByEmployeeId.get(current.id) ?? []),
    },
  };
};
