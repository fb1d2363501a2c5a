/*
 * This flow as the engine knows it. Its runs always carry out a plan that somebody has seen, and the start makes the whole
 * file: whatever the plan shows and still stands goes into it, and nothing is left for a worker. For example, HR changes the
 * end of a leave between plan and apply: the leave is told as `PLAN_STALE`, and the file has the others.
 */
import { tellsStale } from '../../people/carry-out-plan.ts';
import { toHistoryChange } from '../../records/history.ts';
import type { Outcome } from '../../records/outcome.ts';
import { withoutPlan } from '../../records/planned.ts';
import type { StartingFlow } from '../../run/flow.ts';
import { inBatches } from '../../run/in-batches.ts';
import type { Message } from '../../run/task.ts';
import type { HistoryStore } from '../../state/history-store.ts';
import type { RunStore } from '../../state/run-store.ts';
import { isOpen } from '../../state/run.ts';
import { TIME_OFF_PLANS_KEPT_HOURS } from '../../time-off/plans-kept.ts';
import { leaveStale } from '../../time-off/problems.ts';
import { TIME_OFF_TO_FILE } from './facts.ts';
import { makeExport } from './make-export.ts';
import type { MakeExportDependencies } from './make-export.ts';
import { prepareFile } from './prepare.ts';
import { exportToRebuild, rebuildExport } from './rebuild-export.ts';
import type { PreparedFile, PrepareFileDependencies } from './prepare.ts';

const toStale = tellsStale(leaveStale);

export interface StartFileDependencies
  extends PrepareFileDependencies, Pick<StartingFlow, 'takeApiCalls'>, Pick<MakeExportDependencies, 'newAttempt'> {
  readonly runs: Pick<RunStore, 'getRun' | 'recordOutcome' | 'markApplied' | 'strikeOff' | 'supersedePlan'>;
  readonly history: Pick<HistoryStore, 'begin' | 'settle'>;
}

/** What starts this flow's runs, and exports what is left of a plan. */
export interface FileFlow extends StartingFlow {
  /** Writes the file of all records that are to be written, in place of the messages of a flow that has workers. */
  readonly exportAll: (messages: readonly Message[]) => Promise<void>;
}

export const startFile = ({
  takeApiCalls,
  newAttempt,
  runs,
  history,
  ...dependencies
}: StartFileDependencies): FileFlow => {
  const { clock } = dependencies;
  let prepared: PreparedFile | null = null;
  return {
    ...TIME_OFF_TO_FILE,
    prepare: async (run, noteConnection) => {
      const again = exportToRebuild(run);
      if (again !== null) return rebuildExport(again, run, noteConnection, dependencies);
      prepared = await prepareFile(run, noteConnection, dependencies);
      return prepared;
    },
    planAgain: ({ sourceId }) => Promise.resolve(prepared?.planned.get(sourceId)?.outcome ?? null),
    toStale,
    keepsPlansForMillis: TIME_OFF_PLANS_KEPT_HOURS * 3_600_000,
    // Whoever carries out a plan has approved it.
    asksForApproval: false,
    isNew: () => Promise.resolve(false),
    takeApiCalls,
    exportAll: async (messages) => {
      const [first] = messages;
      const run = first === undefined ? null : await runs.getRun(first.runId);
      // Somebody may have stopped it while Simployer was read: it says that nothing was exported, and so nothing is.
      if (prepared === null || run === null || !isOpen(run) || run.applies === null) return;
      const { planned, attempts, selection } = prepared;
      const { runId, runNumber, flow, applies } = run;
      const { planId } = applies;
      const { keepMonths } = dependencies.settings.history;
      const asked = messages.flatMap(({ sourceId, list }) => {
        const { row = null, outcome } = planned.get(sourceId) ?? {};
        if (row === null || outcome === undefined) return [];
        const begun = outcome.changes.map((change) => ({ ...toHistoryChange(change), key: '' }));
        return [{ outcome, row, sourceId, list, begun, place: { ...run, sourceId, keepMonths } }];
      });
      // Before anything counts, as of every write; of a process that is killed it stays unconfirmed.
      await inBatches(asked, ({ place, begun }) => history.begin(place, begun, clock.now()));
      const { digest } = await dependencies.clients();
      await makeExport(
        {
          exportId: runId,
          planId,
          runNumber,
          period: selection,
          rows: asked.map(({ row }) => row),
          withdrawn: selection.include.includes('withdrawn')
            ? [...planned.values()].flatMap(({ withdrawn }) => withdrawn ?? [])
            : [],
          attempts,
        },
        { ...dependencies, newAttempt, digest },
      );
      await runs.supersedePlan(flow, planId);
      await inBatches(asked, async ({ outcome, sourceId, place, begun }) => {
        await history.settle(place, { begun, done: begun, inDoubt: [], told: [] }, clock.now());
        await runs.recordOutcome(runId, exportedIn(runId, outcome), clock.now());
        await runs.markApplied(planId, sourceId, clock.now());
      });
      await runs.strikeOff(runId, asked);
    },
  };
};

/** What came of a leave that stands in the file: its export is where it is in the target. */
const exportedIn = (exportId: string, outcome: Outcome): Outcome => ({ ...withoutPlan(outcome), targetId: exportId });
