import type { Settings } from './settings.ts';
import type { Clock } from '../../http/clock.ts';
import { todayInOslo } from '../../records/values/calendar-date.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import type { PreparedRun } from '../../run/flow.ts';
import type { FormerRun } from '../../run/former-run.ts';
import type { Connection } from '../../state/connection.ts';
import type { ConnectionStore } from '../../state/connection-store.ts';
import type { Run } from '../../state/run.ts';
import type { PowerOfficeReader } from '../../vendors/poweroffice/client.ts';
import type { PayrollSnapshot } from '../../vendors/poweroffice/read-payroll-snapshot.ts';
import type { SourceSnapshot } from '../../vendors/simployer/read-source-snapshot.ts';
import type { KeyedDigest } from './base.ts';
import { changeGuard } from './change-guard.ts';
import { checkConnection, mergeConnections, toConnection } from './check-connection.ts';
import { dueForVerification } from './due-for-verification.ts';
import type { EmployeeStore } from './employee-store.ts';
import { findLeftOut } from '../../people/find-left-out.ts';
import { noteVanished, vanishedOutcomes } from '../../people/follow-vanished.ts';
import { checkSourceIsThere } from '../../people/guards.ts';
import { readFreshSnapshot } from './read-fresh-snapshot.ts';
import { archiveGuard, countLinked, defaultEnterprise, identityGuard } from './guards.ts';
import { readLinkedPair } from './linked-pair.ts';
import { employmentOwners } from './match/employment-owners.ts';
import { matchPeople, recordsTaken } from './match/match-people.ts';
import type { MatchedPerson } from './match/match-people.ts';
import { countMatches, findCompanyWide, findOnlyInPowerOffice } from './match/match-report.ts';
import { boundedSeries } from './rules/number-series.ts';
import { scopeGuard } from '../../people/scope-guard.ts';
import { checkScope, isInScope } from '../../people/scope.ts';
import { readUntil } from '../../people/start-people.ts';
import { problem } from './problems.ts';
import { toStartState } from './start-state.ts';
import { TASK_VERSION } from './task.ts';
import type { EmployeeRecordTask, EmployeeTask } from './task.ts';

export interface PrepareDependencies {
  readonly employees: EmployeeStore;
  readonly connections: ConnectionStore;
  /** Reads the source completely, or throws. */
  readonly readSourceSnapshot: (employmentOwners: ReadonlyMap<string, string>) => Promise<SourceSnapshot>;
  readonly readPayrollSnapshot: () => Promise<PayrollSnapshot>;
  readonly reader: Pick<PowerOfficeReader, 'employee' | 'employmentsOf' | 'salaries'>;
  /** Until when the start may work, epoch milliseconds. */
  readonly workUntil: number;
  readonly settings: Settings;
  readonly clock: Clock;
  /** Keyed hash, for what must not be stored; its key is read when it is first asked for. */
  readonly digest: () => Promise<KeyedDigest>;
}

/**
 * Reads both sides whole and says what is to be done for whom. Before anything is written it looks at everybody: the
 * companies are those people are linked for, the scope names departments and offices that exist, every record is matched to one person
 * at the most, and no guard is exceeded.
 *
 * Example: Simployer has 120 people, of whom 117 are in scope; 3 more are linked and gone from Simployer. 117 tasks come
 * out, each with the person and their PowerOffice record as the lists show them, and 3 outcomes `VANISHED`.
 *
 * @param noteConnection told which companies the keys lead to
 * @param formerRun the last finished run for everybody
 * @throws RunAbortedError for what stands for everybody
 */
export const prepare = async (
  run: Run,
  noteConnection: (connection: Connection) => Promise<void>,
  formerRun: () => Promise<FormerRun | null>,
  dependencies: PrepareDependencies,
): Promise<PreparedRun> => {
  const { employees, connections, readSourceSnapshot, settings, clock } = dependencies;
  const remembered = (await employees.all()).map(toStartState);
  const states = new Map(remembered.map((state) => [state.sourceId, state]));
  const linkedFor = await readLinkedPair(states, connections);
  // Two vendors, two rate limits: neither read has to wait for the other.
  const [sourceSnapshot, payrollSnapshot] = await Promise.all([
    readSourceSnapshot(employmentOwners(remembered)),
    readFreshSnapshot(remembered, linkedFor, dependencies),
  ]);
  checkSourceIsThere(sourceSnapshot.employees, countLinked(states));
  const connection = toConnection(sourceSnapshot.companies, payrollSnapshot.integration, linkedFor);
  await noteConnection(connection);
  // A pair that nobody is linked for binds nobody.
  if (linkedFor !== null) checkConnection(linkedFor, connection);
  checkScope(settings.scope, sourceSnapshot);
  const shared = toSharedFacts(payrollSnapshot, todayInOslo(clock.now()));

  const everybody = await matchPeople(sourceSnapshot.employees, states, payrollSnapshot, shared.today, {
    ...dependencies,
    digest: await dependencies.digest(),
  });
  const people = everybody.filter(({ source }) => isInScope(source, settings.scope, sourceSnapshot, run.employees));
  const leftOut = findLeftOut(run.employees ?? [], people, sourceSnapshot.employees, states, {
    vanished: problem('VANISHED'),
    outOfScope: problem('OUT_OF_SCOPE'),
  });
  const due = dueForVerification(
    people.map(({ source }) => source.id),
    states,
  );

  const findGuards = async () => [
    ...identityGuard(people, settings.guards),
    ...archiveGuard(people, states, settings),
    ...(await scopeGuard(people, states, await formerRun(), settings.guards)),
    ...(await changeGuard(people, states, payrollSnapshot, {
      ...dependencies,
      shared,
      digest: await dependencies.digest(),
      readUntil: readUntil(dependencies),
    })),
  ];

  const sources = run.employees === null ? sourceSnapshot.employees : null;
  return {
    tasks: people.map((person) => toTask(person, payrollSnapshot, shared, due.has(person.source.id))),
    outcomes: sources === null ? leftOut : vanishedOutcomes(run, sources, states, settings, problem('VANISHED')),
    overview: async () => {
      const unmatched = findOnlyInPowerOffice(payrollSnapshot.employees, recordsTaken(states, everybody), settings);
      return {
        guards: await findGuards(),
        match: countMatches(people, unmatched, settings, shared),
        findings: findCompanyWide(people, settings, shared.today),
        unmatched,
      };
    },
    begin: async () => {
      if (sources !== null) await noteVanished(run, sources, states, dependencies);
      // Before anybody can be linked, so that no link is ever without its pair.
      await connections.remember(mergeConnections(linkedFor, connection));
    },
  };
};

type SharedFacts = Pick<EmployeeTask, 'version' | 'today' | 'enterpriseId' | 'mayChooseAccount' | 'numberSeries'>;

/** What is the same for everybody in the run. @throws RunAbortedError ENTERPRISE_DEFAULT_MISSING */
export const toSharedFacts = (snapshot: PayrollSnapshot, today: SharedFacts['today']): SharedFacts => ({
  version: TASK_VERSION,
  today,
  enterpriseId: defaultEnterprise(snapshot.enterprises),
  mayChooseAccount: mayChooseAccount(snapshot),
  numberSeries: boundedSeries(snapshot.employeeNumberSeries),
});

/** What a worker is told of a person. @param isSalaryDue whether a rolling verification reads the salary now */
export const toTask = (
  person: MatchedPerson,
  snapshot: PayrollSnapshot,
  shared: SharedFacts,
  isSalaryDue: boolean,
): EmployeeRecordTask => {
  const { source, peers, match, linkLost, linkDecidedAt } = person;
  const current = match.kind === 'matched' ? match.employee : null;
  return {
    ...shared,
    sourceId: source.id,
    number: employeeLabel(source.employeeNumber),
    isSalaryDue,
    peers,
    blockedBy: match.kind === 'blocked' ? match.problems : [],
    subject: {
      source,
      current,
      linkLost,
      linkDecidedAt,
      employments: current === null ? [] : (snapshot.employmentsByEmployeeId.get(current.id) ?? []),
      bankAccounts: current === null ? [] : (snapshot.bankAccountsByEmployeeId.get(current.id) ?? []),
    },
  };
};

/**
 * Whether the integration holds the privilege EmployeeBankAccounts. A list without any privilege tells nothing, since
 * the lists could be read: then the choice is tried, and a refusal reported.
 */
const mayChooseAccount = ({ integration: { validPrivileges } }: PayrollSnapshot): boolean =>
  validPrivileges.length === 0 || validPrivileges.some((name) => /^EmployeeBankAccounts(_Full)?$/i.test(name));
