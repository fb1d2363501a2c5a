import type { Settings } from '../config/settings.ts';
import type { DesiredEmployee } from '../employee/desired-employee.ts';
import { mapEmployee } from '../employee/map-employee.ts';
import type { Outcome } from '../employee/outcome.ts';
import { findPeers, NO_PEERS } from '../employee/peers.ts';
import type { Peers } from '../employee/peers.ts';
import { problem } from '../employee/problem.ts';
import type { SourceEmployee } from '../employee/source-employee.ts';
import { todayInOslo } from '../employee/values/calendar-date.ts';
import type { CalendarDate } from '../employee/values/calendar-date.ts';
import type { Clock } from '../http/clock.ts';
import type { PowerOfficeReader } from '../poweroffice/client.ts';
import { indexEmployees, matchEmployees } from '../poweroffice/match-employees.ts';
import type { EmployeeIndex, PersonMatch } from '../poweroffice/match-employees.ts';
import type { Snapshot } from '../poweroffice/read-snapshot.ts';
import type { EmployeeState } from '../state/employee-state.ts';
import type { EmployeeStore } from '../state/employee-store.ts';
import type { RunStore } from '../state/run-store.ts';
import type { Run } from '../state/run.ts';
import { RunAbortedError, toRunAbort } from './abort.ts';
import { classifyFailure } from './failure.ts';
import type { EmployeeTask } from './employee-task.ts';
import { finishRunWhenDone } from './finish-run.ts';
import { readFreshSnapshot } from './fresh-snapshot.ts';
import { checkArchiveGuard, checkSourceIsThere, defaultEnterprise } from './guards.ts';
import { isInScope } from './scope.ts';
import type { Places } from './scope.ts';
import type { StartMessage } from './start-message.ts';
import { LEASE_IN_MILLIS } from './sync-batch.ts';

/** Everybody the source has, complete, and the places a scope may name. */
export interface Company extends Places {
  readonly employees: readonly SourceEmployee[];
}

export interface StartRunDependencies {
  readonly runs: RunStore;
  readonly employees: EmployeeStore;
  /** Reads the source completely, or throws. */
  readonly readCompany: () => Promise<Company>;
  readonly readSnapshot: () => Promise<Snapshot>;
  readonly reader: Pick<PowerOfficeReader, 'employee'>;
  readonly sendTasks: (tasks: readonly EmployeeTask[]) => Promise<void>;
  readonly settings: Settings;
  readonly clock: Clock;
  /** The vendor requests made since it was last asked. */
  readonly takeApiCalls: () => { simployer: number; poweroffice: number };
}

export type StartRunResult =
  | { readonly kind: 'started'; readonly run: Run; readonly people: number }
  /** The run had been started before, by an earlier delivery of the same message. */
  | { readonly kind: 'ended'; readonly run: Run }
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
  { mode, trigger, employees: requested }: StartMessage,
  dependencies: StartRunDependencies,
): Promise<StartRunResult> => {
  const { runs, clock, takeApiCalls } = dependencies;
  const earlier = await runs.getRun(runId);
  if (earlier !== null && earlier.status !== 'starting') return { kind: 'ended', run: earlier };
  const lease = await runs.takeLease({
    runId,
    mode,
    trigger,
    employees: requested,
    now: clock.now(),
    leaseInMillis: LEASE_IN_MILLIS,
  });
  if (!lease.taken) return { kind: 'refused', holder: lease.holder };
  try {
    const people = await fanOut(earlier ?? lease.run, dependencies);
    await runs.addApiCalls(runId, takeApiCalls());
    const run = (await runs.markRunning(runId)) ?? lease.run;
    await finishRunWhenDone(runId, dependencies);
    return { kind: 'started', run, people };
  } catch (error) {
    const abort = toAbort(error);
    if (abort === null) throw error;
    await runs.addApiCalls(runId, takeApiCalls());
    await runs.abortRun(runId, toRunAbort(abort.code, abort.message), clock.now());
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
      return new RunAbortedError(failure.vendor === 'simployer' ? 'SOURCE_INCOMPLETE' : 'POWEROFFICE_UNAVAILABLE', failure.reason);
    case 'unexpected':
      return null;
  }
};

/** @returns how many people got a message */
const fanOut = async (run: Run, dependencies: StartRunDependencies): Promise<number> => {
  const { runs, employees, readCompany, sendTasks, settings, clock } = dependencies;
  const remembered = await employees.all();
  const states = new Map(remembered.map((state) => [state.sourceId, state]));
  // Two vendors, two rate limits: neither read has to wait for the other.
  const [company, snapshot] = await Promise.all([readCompany(), readFreshSnapshot(remembered, dependencies)]);
  checkSourceIsThere(company.employees, states);
  const enterpriseId = defaultEnterprise(snapshot.enterprises);

  const today = todayInOslo(clock.now());
  const everybody = await matchEverybody(company.employees, states, snapshot, today, dependencies);
  const people = everybody.filter(({ source }) => isInScope(source, settings.scope, company, run.employees));
  checkArchiveGuard(people, states, settings.guards);

  const done = new Set((await runs.outcomes(run.runId)).map(({ sourceId }) => sourceId));
  const pending = people.filter(({ source }) => !done.has(source.id));
  const vanished = run.employees === null ? findVanished(company.employees, states) : [];
  const places = await runs.listPending(
    run.runId,
    pending.map(({ source }) => source.id),
    people.length + vanished.length,
    clock.now(),
  );
  for (const state of vanished) {
    await runs.recordOutcome(run.runId, vanishedOutcome(state), clock.now());
  }
  const numberSeries = snapshot.employeeNumberSeries.flatMap(({ from, to }) =>
    from === null || to === null ? [] : [{ from, to }],
  );
  await sendTasks(
    pending.map((person, index): EmployeeTask => ({
      runId: run.runId,
      runNumber: run.runNumber,
      mode: run.mode,
      list: places[index]?.list ?? 0,
      sourceId: person.source.id,
      employeeNumber: person.source.employeeNumber,
      today,
      enterpriseId,
      mayChooseAccount: mayChooseAccount(snapshot),
      numberSeries,
      peers: person.peers,
      ...toSubject(person, snapshot),
    })),
  );
  return pending.length;
};

/**
 * Whether the integration holds the privilege EmployeeBankAccounts. A list without any privilege tells nothing, since
 * the lists could be read: then the choice is tried, and a refusal reported.
 */
const mayChooseAccount = ({ integration: { validPrivileges } }: Snapshot): boolean =>
  validPrivileges.length === 0 || validPrivileges.some((name) => /^EmployeeBankAccounts(_Full)?$/i.test(name));

/** A person with what is known of them once everybody is in view. */
export interface MatchedPerson {
  readonly source: SourceEmployee;
  readonly peers: Peers;
  readonly desired: DesiredEmployee;
  readonly match: PersonMatch['match'];
}

const matchEverybody = async (
  sources: readonly SourceEmployee[],
  states: ReadonlyMap<string, EmployeeState>,
  snapshot: Snapshot,
  today: CalendarDate,
  { reader, settings }: StartRunDependencies,
): Promise<MatchedPerson[]> => {
  const peers = findPeers(sources);
  const people = sources.map((source) => {
    const own = peers.get(source.id) ?? NO_PEERS;
    const desired = mapEmployee(source, { settings: settings.mapping, today, peers: own });
    const link = states.get(source.id)?.powerOfficeEmployeeId ?? null;
    return { source, peers: own, desired, link };
  });
  const { index, gone } = await resolveLinks(people.flatMap(({ link }) => link ?? []), snapshot, reader);
  const matches = matchEmployees(
    people.map(({ source, desired, link }) => ({
      desired,
      link,
      linkIsGone: link !== null && gone.has(link),
      userId: source.userId,
    })),
    index,
  );
  return people.map(({ source, peers: own, desired }) => {
    const { match, referenceHeldBy } = matches.get(source.id) ?? { match: { kind: 'none', linkLost: false }, referenceHeldBy: null };
    return { source, peers: { ...own, userIdHeldBy: own.userIdHeldBy ?? referenceHeldBy }, desired, match };
  });
};

/** A linked record that no list shows is asked for by its id before anything is concluded. */
const resolveLinks = async (
  links: readonly number[],
  snapshot: Snapshot,
  reader: StartRunDependencies['reader'],
): Promise<{ index: EmployeeIndex; gone: ReadonlySet<number> }> => {
  const shown = new Set(snapshot.employees.map(({ id }) => id));
  const records = [...snapshot.employees];
  const gone = new Set<number>();
  for (const link of new Set(links)) {
    if (shown.has(link)) continue;
    const record = await reader.employee(link);
    if (record === null) gone.add(link);
    else records.push(record);
  }
  return { index: indexEmployees(records), gone };
};

const toSubject = (
  { source, match }: MatchedPerson,
  snapshot: Snapshot,
): Pick<EmployeeTask, 'blockedBy' | 'subject'> => {
  const current = match.kind === 'matched' ? match.employee : null;
  return {
    blockedBy: match.kind === 'blocked' ? match.problems : [],
    subject: {
      source,
      current,
      linkLost: match.kind === 'matched' || match.kind === 'none' ? match.linkLost : false,
      employments: current === null ? [] : (snapshot.employmentsByEmployeeId.get(current.id) ?? []),
      bankAccounts: current === null ? [] : (snapshot.bankAccountsByEmployeeId.get(current.id) ?? []),
    },
  };
};

const findVanished = (
  sources: readonly SourceEmployee[],
  states: ReadonlyMap<string, EmployeeState>,
): EmployeeState[] => {
  const present = new Set(sources.map(({ id }) => id));
  return [...states.values()].filter(
    ({ sourceId, powerOfficeEmployeeId }) => powerOfficeEmployeeId !== null && !present.has(sourceId),
  );
};

const vanishedOutcome = ({ sourceId, employeeNumber, powerOfficeEmployeeId }: EmployeeState): Outcome => ({
  sourceId,
  employeeNumber,
  powerOfficeEmployeeId,
  outcome: 'skipped',
  changes: [],
  problems: [problem('VANISHED')],
});
