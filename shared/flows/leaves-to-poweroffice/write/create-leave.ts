import type { Change } from '../../../records/outcome.ts';
import { CLOCKS_DIFFER_BY_MILLIS, createOnce, isInDoubt } from '../../../run/create-once.ts';
import type { Delivery } from '../../../run/flow.ts';
import type { PayrollLeave } from '../../../vendors/poweroffice/leaves.ts';
import type { LeavePlan } from '../plan/plan-leave.ts';
import type { PlannedPlacement } from '../plan/plan-placement.ts';
import type { LeaveContext, SyncLeaveDependencies } from '../sync-leave.ts';

/** What an earlier delivery of the message created before it was cut off, and what is not to be created again now. */
export const createdEarlier = async (
  { sourceId, mode, runStartedAt }: LeaveContext,
  delivery: Delivery,
  { placements }: LeavePlan,
  { leaves, writer }: Pick<SyncLeaveDependencies, 'leaves' | 'writer'>,
): Promise<readonly Change[]> => {
  if (mode === 'plan' || delivery === 'first' || writer === null) return [];
  const again = placements.filter(({ current }) => current === null).map(({ wanted }) => String(wanted.employment));
  const intents = await leaves.intents(sourceId);
  return intents
    .filter(({ status, sentAt, key }) => status === 'applied' && sentAt >= runStartedAt && !again.includes(key))
    .map(() => ({ entity: 'leave', action: 'create' }));
};

/**
 * Creates a leave at most once; one whose answer was lost is found again by its reporting id.
 *
 * A write that an earlier run left in doubt binds nobody any more: the plan that is carried out now was made of a list
 * that must have shown the leave by then, and somebody has approved that it is new.
 */
export const createLeaveOnce = async (
  { sourceId, runStartedAt }: LeaveContext,
  { wanted: { employment, reportingId } }: PlannedPlacement,
  post: (beforeSend: () => Promise<void>) => Promise<PayrollLeave>,
  { leaves, reader, clock, deadline, settings }: SyncLeaveDependencies,
): Promise<PayrollLeave> => {
  const replicaLagInMillis = settings.replicaLagInSeconds * 1000;
  const writeTimeoutInMillis = settings.writeTimeoutInSeconds * 1000;
  // An employment is no health data; days and type of the leave would be.
  const intentKey = { sourceId, kind: 'leave', key: String(employment) };
  const earlier = await leaves.getIntent(intentKey);
  const hadToShowBy = (earlier?.sentAt ?? 0) + CLOCKS_DIFFER_BY_MILLIS + writeTimeoutInMillis + replicaLagInMillis;
  if (earlier !== null && isInDoubt(earlier) && hadToShowBy < runStartedAt) await leaves.removeIntent(earlier);
  return createOnce(
    {
      intentKey,
      find: async (settled) =>
        (await reader.leaves(employment)).find((leave) => leave.id === settled || leave.reportingId === reportingId) ??
        null,
      post,
    },
    { intents: leaves, clock, deadline, replicaLagInMillis, writeTimeoutInMillis },
  );
};
