import { createCaller } from './caller.ts';
import { powerOfficeReader } from './client.ts';
import type { PowerOfficeClientOptions, PowerOfficeReader } from './client.ts';
import { leaveReads, leaveWrites } from './leaves.ts';
import type { LeaveReads, LeaveWrites } from './leaves.ts';
import { createReads } from './reads.ts';
import { createWrites } from './writes.ts';

/** Reads leaves beside what the other client reads, and writes leaves alone. */
export interface LeaveClient {
  readonly reader: PowerOfficeReader & LeaveReads;
  readonly writer: LeaveWrites;
}

/** Apart from the other client, whose flows never write a leave. */
export const createLeaveClient = (options: PowerOfficeClientOptions): LeaveClient => {
  const caller = createCaller(options);
  const reads = createReads(caller);
  return {
    reader: { ...powerOfficeReader(reads, options.baseUrl), ...leaveReads(reads) },
    writer: leaveWrites(createWrites(caller, options.writeTimeoutInMillis)),
  };
};
