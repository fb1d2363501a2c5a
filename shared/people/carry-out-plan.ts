/*
 * What working on a person and a stored plan have to do with each other, whatever the target: a person is looked at anew
 * without a writer, and written only while they are as the plan showed them. For example, somebody approves a plan of
 * forty people, and HR renames one of them meanwhile: 39 are written, and the fortieth is told as PLAN_STALE.
 */
import { inPlannedGroup, isAsPlanned, movedFields } from '../records/planned.ts';
import type { PlannedSteps } from '../records/planned.ts';
import type { MakeProblem } from '../records/problem.ts';
import type { StartingFlow, SyncedRecord } from '../run/flow.ts';
import type { RunMode } from '../state/run.ts';

/** What is said of a person whom a plan no longer shows as they are: nothing was written for them. */
export const tellsStale =
  (problem: MakeProblem<'PLAN_STALE'>): StartingFlow['toStale'] =>
  (now, planned) => {
    // Of what is gone, that of the plan.
    const group = now.group ?? planned.group;
    return {
      sourceId: now.sourceId,
      number: now.number,
      targetId: now.targetId,
      outcome: 'skipped',
      changes: [],
      problems: [
        problem('PLAN_STALE', `Since the plan was made, this has moved: ${movedFields(planned, now).join(', ')}.`),
      ],
      ...(group !== undefined && { group }),
    };
  };

/**
 * Works on a person as the run of the message may: a plan has nothing that could write, and a run that carries one out
 * writes only what is as planned.
 * @param sync brings the person in step with this writer, or says without one what would be done
 */
export const syncAsRunMay = async <Writer>(
  { mode, planned }: { readonly mode: RunMode; readonly planned?: PlannedSteps | undefined },
  sync: (writer: Writer | null) => Promise<SyncedRecord>,
  writer: Writer | null,
  toStale: StartingFlow['toStale'],
): Promise<SyncedRecord> => {
  if (mode === 'plan') return sync(null);
  if (planned === undefined) return sync(writer);
  const now = await sync(null);
  if (!isAsPlanned(planned, now)) return { ...toStale(now, planned), forbidden: null };
  return inPlannedGroup(await sync(writer), planned);
};
