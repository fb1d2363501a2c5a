/*
 * Reads Simployer and the ledger, finds out which leaves a plan is about, and says of each in which of six groups it is. A
 * run that carries a plan out gets a task for every row that is to be written, so that the engine compares it with the
 * plan; the rows themselves stay here. For example, of 300 leaves of March 40 were exported before: a plan shows all 300,
 * and the file has the 260 that are new.
 */
import type { Clock } from '../../http/clock.ts';
import { mergeProblems } from '../../records/open-problems.ts';
import type { Outcome } from '../../records/outcome.ts';
import { withoutPlan } from '../../records/planned.ts';
import type { PreparedRun } from '../../run/flow.ts';
import { inBatches } from '../../run/in-batches.ts';
import type { RecordTask } from '../../run/task.ts';
import type { Connection } from '../../state/connection.ts';
import type { ConnectionStore } from '../../state/connection-store.ts';
import type { Run } from '../../state/run.ts';
import { findGradeUnavailable } from '../../time-off/find-grade-unavailable.ts';
import { countGroups } from '../../time-off/groups.ts';
import { isOfAsked, ownerOf } from '../../time-off/leave-person.ts';
import { typeOf } from '../../time-off/leave-types.ts';
import { leaveProblem } from '../../time-off/problems.ts';
import { inIds, isSelected, selectionOfRun } from '../../time-off/selection.ts';
import type { Selection } from '../../time-off/selection.ts';
import { describeUnknownLeaves, describeUnknownTypes } from '../../time-off/unknown-words.ts';
import { abortRun } from './aborts.ts';
import type { ExportLedger } from './export-ledger.ts';
import type { FileOwners } from './file-person.ts';
import type { ExportFiles } from './make-export.ts';
import { planLeave } from './plan-leave.ts';
import type { PlannedLeave } from './plan-leave.ts';
import { readAbsences } from './read-absences.ts';
import type { FileSource } from './read-absences.ts';
import { readLedger } from './read-ledger.ts';
import type { ReadLedger } from './read-ledger.ts';
import type { FileRunSettings } from './run-settings.ts';

export interface PrepareFileDependencies {
  readonly ledger: ExportLedger;
  /** Of this flow. */
  readonly connections: Pick<ConnectionStore, 'remember'>;
  /** @param asked numbers or ids of the employees whom the run is for; null for everybody */
  readonly readOwners: (asked: readonly string[] | null) => Promise<FileOwners>;
  readonly clients: () => Promise<{ readonly source: FileSource; readonly digest: (text: string) => string }>;
  /** What a stored plan was asked for. */
  readonly selectionOf: (planId: string) => Promise<Run['selection'] | null>;
  readonly files: ExportFiles;
  readonly settings: FileRunSettings;
  readonly clock: Clock;
}

export interface PreparedFile extends PreparedRun {
  readonly selection: Selection;
  /** Of every leave that the plan shows, by its id. */
  readonly planned: ReadonlyMap<string, PlannedLeave>;
  readonly attempts: ReadLedger['attempts'];
}

export const prepareFile = async (
  run: Run,
  noteConnection: (connection: Connection) => Promise<void>,
  dependencies: PrepareFileDependencies,
): Promise<PreparedFile> => {
  const { ledger, settings } = dependencies;
  const selection = await selectionFor(run, dependencies);
  const { connection, people } = await dependencies.readOwners(run.employees);
  await noteConnection(connection);
  const { source, digest } = await dependencies.clients();
  const known = await readLedger(ledger, run.runId);
  const absences = await readAbsences(selection, known, source, settings);
  // What a plan was asked for, there was when it was made.
  const isPlan = run.mode === 'plan';
  if (isPlan) refuseUnknown(describeUnknownTypes(selection.types, [...absences.types.values()]));
  if (isPlan) refuseUnknown(describeUnknownLeaves(selection.leaves, absences.listed));

  const told = absences.listed.flatMap((listed) => {
    const { id, leave } = listed;
    const numberThen = known.states.get(id)?.number ?? null;
    if (!isOfAsked(ownerOf(leave, people), run.employees, numberThen)) return [];
    if (!isSelected({ id }, typeOf(leave, absences.types), selection)) return [];
    const exported = known.exported.get(id) ?? null;
    const planId = run.applies?.planId ?? null;
    const planned = planLeave(
      { listed, people, absences, exported, numberThen, selection, planId },
      { settings, digest },
    );
    return planned === null ? [] : [planned];
  });
  await noteShown(told, known, run, ledger);

  const isToBeWritten = ({ outcome: { changes, outcome } }: PlannedLeave): boolean =>
    changes.length > 0 || outcome === 'created' || outcome === 'updated';
  const withoutWork = told.filter((one) => !isToBeWritten(one));
  return {
    ...(isPlan && { askedInIds: inIds(run.selection, [...absences.types.values()]) }),
    selection,
    planned: new Map(told.map((one) => [one.outcome.sourceId, one])),
    attempts: known.attempts,
    tasks: isPlan ? [] : told.filter(isToBeWritten).map(({ outcome }) => taskOf(outcome)),
    outcomes: isPlan ? told.map(({ outcome }) => outcome) : withoutWork.map(({ outcome }) => withoutPlan(outcome)),
    overview: async () => ({
      guards: [],
      match: countGroups(told.map(({ outcome }) => outcome)),
      findings: [
        ...(await findGradeUnavailable(
          absences.listed.flatMap(({ leave }) => leave ?? []),
          absences.types,
          selection,
          source,
        )),
        ...findCurrentTitles(told, settings),
      ],
      unmatched: [],
    }),
    begin: async () => {
      // A company that does not say its id this time takes nothing from what is known.
      const isNamed = typeof connection['simployer']?.['id'] === 'string';
      if (isNamed) await dependencies.connections.remember(connection);
      await inBatches(
        withoutWork.filter(({ outcome }) => hasProblemsToNote(outcome, known)),
        ({ outcome }) => noteProblems(outcome, run, dependencies),
      );
    },
  };
};

const taskOf = ({ sourceId, number }: Outcome): RecordTask => ({ sourceId, number, subject: null });

/** @throws RunAbortedError PLAN_FIRST, PERIOD_MISSING, PLAN_UNKNOWN */
const selectionFor = async (
  run: Run,
  { selectionOf }: Pick<PrepareFileDependencies, 'selectionOf'>,
): Promise<Selection> => {
  const asked = await selectionOfRun(run, selectionOf);
  // A plan that is not there, or of another flow, is told as such.
  if (asked === 'PLAN_UNKNOWN') throw abortRun(asked, `There is no plan ${run.applies?.planId}.`);
  if (typeof asked === 'string') throw abortRun(asked);
  return asked;
};

/** @throws RunAbortedError CONFIGURATION_INVALID */
const refuseUnknown = (message: string | null): void => {
  if (message !== null) throw abortRun('CONFIGURATION_INVALID', message);
};

/** What somebody may acknowledge from now on: what the plan that they look at has shown, and nothing that came after it. */
const noteShown = async (
  told: readonly PlannedLeave[],
  { states }: Pick<ReadLedger, 'states'>,
  { runNumber }: Run,
  ledger: ExportLedger,
): Promise<void> => {
  for (const { outcome, shown } of told) {
    if (shown === (states.get(outcome.sourceId)?.shown ?? null)) continue;
    await ledger.changeLeave(outcome, (state) => ({ ...state, shown }), runNumber);
  }
};

/** `TITLE_IS_CURRENT`, once, where titles stand in the file. */
const findCurrentTitles = (told: readonly PlannedLeave[], { timeOff: { file } }: Pick<FileRunSettings, 'timeOff'>) => {
  const count = told.filter(({ row }) => row !== null).length;
  if (count === 0 || !file.columns.some(({ field }) => field === 'title')) return [];
  const { code, message } = leaveProblem('TITLE_IS_CURRENT');
  return [{ code, message, count }];
};

/** Info is told and not remembered. */
const openProblems = ({ problems }: Outcome): Outcome['problems'] =>
  problems.filter(({ severity }) => severity !== 'info');

/** Whether something stands open of the leave, or did: of most leaves nothing does, and none of these is asked for again. */
const hasProblemsToNote = (outcome: Outcome, { states }: Pick<ReadLedger, 'states'>): boolean =>
  openProblems(outcome).length > 0 || (states.get(outcome.sourceId)?.problems.length ?? 0) > 0;

/** What stands open of a leave that nothing is written for is remembered for the list of problems. */
const noteProblems = async (
  told: Outcome,
  { runNumber }: Run,
  { ledger, clock }: Pick<PrepareFileDependencies, 'ledger' | 'clock'>,
): Promise<void> => {
  const { sourceId, number, outcome } = told;
  await ledger.changeLeave(
    { sourceId, number },
    (state) => ({
      ...state,
      number,
      outcome,
      problems: mergeProblems(state.problems, openProblems(told), clock.now()),
    }),
    runNumber,
  );
};
