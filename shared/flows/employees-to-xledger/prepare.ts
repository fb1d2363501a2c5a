/*
 * Starts a run to X-ledger: reads both sides whole, tells whether the companies are those that people are linked for, and
 * matches everybody, before anything is written. What comes out is a task for each person, an outcome for whoever needs
 * none, and what there is to say of all of them. For example, nobody of 300 people is found in X-ledger, which has 280
 * employees: the overview has CREATE_GUARD, and no message is sent.
 */
import type { Clock } from '../../http/clock.ts';
import { findLeftOut } from '../../people/find-left-out.ts';
import { noteVanished, vanishedOutcomes } from '../../people/follow-vanished.ts';
import { checkSourceIsThere } from '../../people/guards.ts';
import { readPairOfLinked } from '../../people/linked-pair.ts';
import { scopeGuard } from '../../people/scope-guard.ts';
import { checkScope, isInScope } from '../../people/scope.ts';
import type { CalendarDate } from '../../records/values/calendar-date.ts';
import { todayInOslo } from '../../records/values/calendar-date.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import type { PreparedRun } from '../../run/flow.ts';
import type { FormerRun } from '../../run/former-run.ts';
import type { Connection } from '../../state/connection.ts';
import type { ConnectionStore } from '../../state/connection-store.ts';
import type { Run } from '../../state/run.ts';
import type { SourceSnapshot } from '../../vendors/simployer/read-source-snapshot.ts';
import type { XledgerReader } from '../../vendors/xledger/client.ts';
import {
  checkXledgerConnection,
  mergeXledgerConnections,
  readXledgerCompanyPair,
  toXledgerConnection,
} from './connection.ts';
import type { XledgerEmployeeStore } from './employee-store.ts';
import { findGuards } from './guards.ts';
import { linkedRecordOf } from './match/linked-record.ts';
import { matchPeople, recordsTaken } from './match/match-people.ts';
import type { MatchedPerson } from './match/match-people.ts';
import { countMatches, findOnlyInXledger } from './match/match-report.ts';
import { areAccountsReadable } from './plan/hidden-values.ts';
import { problem } from './problems.ts';
import { readTarget } from './read-target.ts';
import type { TargetSnapshot } from './read-target.ts';
import { findRunProblems } from './run-findings.ts';
import type { XledgerRunSettings } from './run-settings.ts';
import { XLEDGER_TASK_VERSION } from './task.ts';
import type { XledgerRecordTask, XledgerTask } from './task.ts';

/** What the start of a run asks of both vendors. */
interface StartClients {
  /** Reads the source completely, or throws. */
  readonly readSourceSnapshot: () => Promise<SourceSnapshot>;
  /** The code of each cost centre, by the source's id. */
  readonly readCostCenters: () => Promise<ReadonlyMap<string, string>>;
  readonly reader: XledgerReader;
  /** Keyed hash, for what must not be stored. */
  readonly digest: (text: string) => string;
  /** Tells one key of the hash from another. */
  readonly keyVersion: string;
}

export interface PrepareDependencies {
  readonly employees: XledgerEmployeeStore;
  readonly connections: ConnectionStore;
  /** Connects to both vendors, when something is first asked of them. */
  readonly clients: () => Promise<StartClients>;
  readonly settings: XledgerRunSettings;
  readonly clock: Clock;
}

/**
 * Reads both sides whole and says what is to be done for whom. Before anything is written it looks at everybody: the
 * companies are those people are linked for, every record is matched to one person at the most, and no guard is exceeded.
 *
 * Example: Simployer has 120 people, of whom 117 are in scope; 3 more are linked and gone from Simployer. 117 tasks come
 * out, each with the person as they should be and their X-ledger record, and 3 outcomes `VANISHED`.
 *
 * @param noteConnection told which companies the tokens lead to
 * @param formerRun the last finished run for everybody
 * @throws RunAbortedError for what stands for everybody
 */
export const prepare = async (
  run: Run,
  noteConnection: (connection: Connection) => Promise<void>,
  formerRun: () => Promise<FormerRun | null>,
  { employees, connections, clients, settings, clock }: PrepareDependencies,
): Promise<PreparedRun> => {
  const remembered = await employees.all();
  const states = new Map(remembered.map((state) => [state.sourceId, state]));
  const linkedFor = await readPairOfLinked(states, connections, readXledgerCompanyPair);
  const linked = remembered.filter((state) => linkedRecordOf(state) !== null).length;
  const { readSourceSnapshot, readCostCenters, reader, digest, keyVersion } = await clients();
  // Two vendors, two rate limits: neither read has to wait for the other.
  const [source, target] = await Promise.all([
    readSourceSnapshot(),
    readTarget(remembered, linkedFor, { reader, settings, clock }),
  ]);
  checkSourceIsThere(source.employees, linked);
  const connection = toXledgerConnection(source.companies, target.findings, linkedFor);
  const runProblems = findRunProblems(target.records, settings.xledger);
  await noteConnection(connection);
  // A pair that nobody is linked for binds nobody.
  checkXledgerConnection(linkedFor, connection);
  checkScope(settings.scope, source);
  const today = todayInOslo(clock.now());

  const everybody = await matchPeople(source.employees, states, target, today, {
    reader,
    settings,
    keyedDigest: digest,
    keyVersion,
    costCenters: settings.xledger.costCenter === 'none' ? new Map() : await readCostCenters(),
  });
  const people = everybody.filter((person) => isInScope(person.source, settings.scope, source, run.employees));
  const sources = run.employees === null ? source.employees : null;
  const shared = toSharedFacts(target, today);
  const told = { vanished: problem('VANISHED'), outOfScope: problem('OUT_OF_SCOPE') };
  const leftOut = findLeftOut(run.employees ?? [], people, source.employees, states, told);
  return {
    tasks: people.map((person) => toTask(person, shared)),
    outcomes: sources === null ? leftOut : vanishedOutcomes(run, sources, states, settings, told.vanished),
    overview: async () => {
      const unmatched = findOnlyInXledger(target.records, recordsTaken(states, everybody), settings, today);
      const guards = findGuards({
        people,
        linked,
        matched: everybody.filter(({ match }) => match.kind === 'matched').length,
        held: target.records.length,
        today,
        settings: settings.xledger.guards,
      });
      return {
        guards: [...guards, ...(await scopeGuard(people, states, await formerRun(), settings.xledger.guards))],
        match: countMatches(people, unmatched),
        findings: runProblems.map(({ code, message }) => ({ code, message, count: 1 })),
        unmatched,
      };
    },
    begin: async () => {
      if (sources !== null) await noteVanished(run, sources, states, { employees, settings });
      // Before anybody can be linked, so that no link is ever without its pair.
      await connections.remember(mergeXledgerConnections(linkedFor, connection));
    },
  };
};

type SharedFacts = Pick<XledgerTask, 'version' | 'today' | 'kinds' | 'accountsReadable'>;

/** What every worker is told. @param today the run's day in Oslo */
export const toSharedFacts = ({ kinds, records }: TargetSnapshot, today: CalendarDate): SharedFacts => ({
  version: XLEDGER_TASK_VERSION,
  today,
  kinds,
  accountsReadable: areAccountsReadable(records),
});

/** What a worker is told of a person. @param shared what is the same for everybody in the run */
export const toTask = (
  { source, peers, subject, blockedBy }: MatchedPerson,
  shared: SharedFacts,
): XledgerRecordTask => ({
  ...shared,
  sourceId: source.id,
  number: employeeLabel(source.employeeNumber),
  peers,
  blockedBy,
  strayRows: source.faults.filter(({ row }) => row !== 'employee'),
  recordId: subject.record?.id ?? null,
  subject,
});
