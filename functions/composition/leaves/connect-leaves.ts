import { LEAVES_TO_POWEROFFICE } from '../../../shared/flows/leaves-to-poweroffice/facts.ts';
import { createLeaveClient } from '../../../shared/vendors/poweroffice/leave-client.ts';
import { createTimeOffClient } from '../../../shared/vendors/simployer/time-off-client.ts';
import type { ConnectOptions } from '../connect.ts';
import { flowDigest } from '../digests.ts';
import { reachVendors } from '../reach-vendors.ts';

/**
 * Connects a process with both vendors for leaves, with clients that read time off and write nothing but leaves. The
 * budget of requests is the one that the flow of employees uses.
 */
export const connectLeaves = ({ hashKey, ...options }: ConnectOptions) => {
  const { simployerOptions, powerOfficeOptions, process } = reachVendors(options);
  return {
    ...process,
    simployer: createTimeOffClient(simployerOptions),
    powerOffice: createLeaveClient(powerOfficeOptions),
    digest: flowDigest(hashKey, LEAVES_TO_POWEROFFICE.name),
  };
};
export type LeaveClients = ReturnType<typeof connectLeaves>;
