/*
 * What explaining people, deciding about them and listing what was changed by hand look at: both sides, live, with nothing
 * that could write. For example, Kari is planned as a run would plan her, by a sync that has no writer.
 */
import { lookAtPerson as lookAt } from '../../../people/inspect/look-at-person.ts';
import type { SeenPerson, VanishedPerson } from '../../../people/inspect/look-at-person.ts';
import type { Unfound } from '../../../people/inspect/find-person.ts';
import { readPairOfLinked } from '../../../people/linked-pair.ts';
import { todayInOslo } from '../../../records/values/calendar-date.ts';
import { NO_JOURNAL } from '../../../run/journal.ts';
import type { ConnectionStore } from '../../../state/connection-store.ts';
import type { ApiCalls } from '../../../state/run.ts';
import type { SimployerClient } from '../../../vendors/simployer/client.ts';
import { readEmployee } from '../../../vendors/simployer/read-employee.ts';
import { readPeople } from '../../../vendors/simployer/read-people.ts';
import type { SourceSnapshot } from '../../../vendors/simployer/read-source-snapshot.ts';
import { checkXledgerConnection, readXledgerCompanyPair, toXledgerConnection } from '../connection.ts';
import type { XledgerCompanyPair } from '../connection.ts';
import { matchPeople } from '../match/match-people.ts';
import type { MatchedPerson } from '../match/match-people.ts';
import { toSharedFacts, toTask } from '../prepare.ts';
import { readTarget } from '../read-target.ts';
import type { TargetSnapshot } from '../read-target.ts';
import { recognisePerson } from '../recognise-person.ts';
import type { XledgerEmployeeState } from '../state.ts';
import { syncXledgerEmployee } from '../sync-employee.ts';
import type { SyncXledgerDependencies, SyncedXledgerEmployee } from '../sync-employee.ts';
import type { XledgerTask } from '../task.ts';
import { WITHOUT_PAY } from '../without-pay.ts';

/** What it takes to look at both vendors and at what is remembered. Nothing here could write. */
export interface LookDependencies extends Omit<SyncXledgerDependencies, 'writer' | 'journal'> {
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly simployer: SimployerClient;
  /** The code of each cost centre, by the source's id. */
  readonly readCostCenters: () => Promise<ReadonlyMap<string, string>>;
  readonly takeApiCalls: () => ApiCalls;
}

export type FoundInXledger = SeenPerson<
  XledgerEmployeeState,
  SourceSnapshot,
  TargetSnapshot,
  XledgerCompanyPair,
  MatchedPerson
>;

/** A person on both sides, see `shared/people/inspect/look-at-person.ts`. */
export const lookAtPerson = (
  asked: string,
  dependencies: LookDependencies,
): Promise<Unfound | VanishedPerson<XledgerEmployeeState, XledgerCompanyPair> | FoundInXledger> => {
  const { employees, simployer } = dependencies;
  return lookAt(asked, {
    remembered: () => employees.all(),
    readPeople: () => readPeople(simployer),
    readTarget: () => readTargetAsItIs(dependencies),
    recognisePair: (states, everybody, target) => recognisePair(states, everybody, target, dependencies),
    readPerson: (id) => readEmployee(simployer, id, WITHOUT_PAY),
    match: (sources, states, target) => matchEverybody(sources, states, target, dependencies),
  });
};

/** Whoever looks does not wait until X-ledger shows what a run has just written, as a run does. */
export const readTargetAsItIs = (dependencies: Pick<LookDependencies, 'reader' | 'settings' | 'clock'>) =>
  readTarget([], null, dependencies);

/** @throws RunAbortedError WRONG_COMPANY: every link would lead to a stranger */
export const recognisePair = async (
  states: ReadonlyMap<string, XledgerEmployeeState>,
  { companies }: Pick<SourceSnapshot, 'companies'>,
  { findings }: Pick<TargetSnapshot, 'findings'>,
  { connections }: Pick<LookDependencies, 'connections'>,
): Promise<XledgerCompanyPair> => {
  const linkedFor = await readPairOfLinked(states, connections, readXledgerCompanyPair);
  const found = toXledgerConnection(companies, findings, linkedFor);
  checkXledgerConnection(linkedFor, found);
  return found;
};

/** Matches, maps and plans people as a run does. */
export const matchEverybody = async (
  sources: SourceSnapshot['employees'],
  states: ReadonlyMap<string, XledgerEmployeeState>,
  target: TargetSnapshot,
  { reader, settings, clock, digest, keyVersion, readCostCenters }: LookDependencies,
): Promise<readonly MatchedPerson[]> =>
  matchPeople(sources, states, target, todayInOslo(clock.now()), {
    reader,
    settings,
    keyedDigest: digest,
    keyVersion,
    costCenters: settings.xledger.costCenter === 'none' ? new Map() : await readCostCenters(),
  });

/** The person's sync as a plan makes it. */
export const planPerson = async (
  person: MatchedPerson,
  target: TargetSnapshot,
  dependencies: LookDependencies,
): Promise<SyncedXledgerEmployee> => {
  const { clock } = dependencies;
  const { number, ...rest } = toTask(person, toSharedFacts(target, todayInOslo(clock.now())));
  const task: XledgerTask = {
    ...rest,
    employeeNumber: number,
    runId: '',
    runNumber: 0,
    mode: 'plan',
    list: 0,
    runStartedAt: clock.now(),
  };
  const recognised = await recognisePerson(task, 'first', {
    ...dependencies,
    readSource: () => Promise.resolve(person.source),
  });
  return syncXledgerEmployee(task, 'first', recognised, { ...dependencies, writer: null, journal: NO_JOURNAL });
};
