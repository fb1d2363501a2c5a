import type { Clock } from '../../http/clock.ts';
import { isVendorError } from '../../records/vendor-error.ts';
import { inBatches } from '../../run/in-batches.ts';
import type { EmploymentId } from '../../vendors/poweroffice/ids.ts';
import type { LeaveReads, PayrollLeave } from '../../vendors/poweroffice/leaves.ts';

export type PayrollLeaves = ReadonlyMap<EmploymentId, readonly PayrollLeave[]>;

/**
 * The leaves of these employments, and of no others. An employment that PowerOffice does not have any more has none.
 * @param writtenAt when a run last wrote one of them, epoch milliseconds; null when none did
 */
export const readPayrollLeaves = async (
  employments: Iterable<EmploymentId>,
  {
    reader,
    clock,
    writtenAt,
    replicaLagInSeconds,
  }: {
    readonly reader: LeaveReads;
    readonly clock: Clock;
    readonly writtenAt: number | null;
    readonly replicaLagInSeconds: number;
  },
): Promise<PayrollLeaves> => {
  const ids = [...new Set(employments)];
  // A read that does not show a leave that was just written would take it for lost.
  const lagInMillis = writtenAt === null ? 0 : writtenAt + replicaLagInSeconds * 1000 - clock.now();
  if (ids.length > 0 && lagInMillis > 0) await clock.sleep(lagInMillis);
  const read = new Map<EmploymentId, readonly PayrollLeave[]>();
  await inBatches(ids, async (id) => {
    read.set(id, await leavesOrNone(reader, id));
  });
  return read;
};

const leavesOrNone = async (reader: LeaveReads, employment: EmploymentId): Promise<readonly PayrollLeave[]> => {
  try {
    return await reader.leaves(employment);
  } catch (error) {
    if (isVendorError(error, 'notFound')) return [];
    throw error;
  }
};
