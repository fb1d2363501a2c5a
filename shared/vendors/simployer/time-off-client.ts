import { simployerReads } from './client.ts';
import type { SimployerClient } from './client.ts';
import { createGet } from './get.ts';
import type { SimployerClientOptions } from './get.ts';
import { leaveReads } from './leaves.ts';
import type { LeaveReads } from './leaves.ts';
import { leaveTransactionReads } from './leave-transactions.ts';
import type { LeaveTransactionReads } from './leave-transactions.ts';
import { leaveTypeReads } from './leave-types.ts';
import type { LeaveTypeReads } from './leave-types.ts';
import { createReads } from './reads.ts';
import { workWeekReads } from './work-weeks.ts';
import type { WorkWeekReads } from './work-weeks.ts';

/** Reads time off as well as people, under one budget of requests. Apart from the other client, whose flows never read it. */
export interface TimeOffClient
  extends SimployerClient, LeaveReads, LeaveTypeReads, LeaveTransactionReads, WorkWeekReads {}

export const createTimeOffClient = (options: SimployerClientOptions): TimeOffClient => {
  const reads = createReads(createGet(options));
  return {
    ...simployerReads(reads),
    ...leaveReads(reads),
    ...leaveTypeReads(reads),
    ...leaveTransactionReads(reads),
    ...workWeekReads(reads),
  };
};
