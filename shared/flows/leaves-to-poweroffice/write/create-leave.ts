import type { Change } from '../../../records/outcome.ts';
import { createOnce } from '../../../run/create-once.ts';
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

/** Creates a leave at most once; one whose answer was lost is found again by its reporting id. */
export const createLeaveOnce = (
  { sourceId }: LeaveContext,
  { wanted: { employment, reportingId } }: PlannedPlacement,
  post: (beforeSend: () => Promise<void>) => Promise<PayrollLeave>,
  { leaves, reader, clock, deadline, settings }: SyncLeaveDependencies,
): Promise<PayrollLeave> =>
  createOnce(
    {
      // An employment is no health data; days and type of the leave would be.
      intentKey: { sourceId, kind: 'leave', key: String(employment) },
      find: async (settled) =>
        (await reader.leaves(employment)).find((leave) => leave.id === settled || leave.reportingId === reportingId) ??
        null,
      post,
    },
    {
      intents: leaves,
      clock,
      deadline,
      replicaLagInMillis: settings.replicaLagInSeconds * 1000,
      writeTimeoutInMillis: settings.writeTimeoutInSeconds * 1000,
    },
  );
