import { createPowerOfficeClient } from '../../shared/vendors/poweroffice/client.ts';
import { createSimployerClient } from '../../shared/vendors/simployer/client.ts';
import { stackDigest } from './digests.ts';
import { reachVendors } from './reach-vendors.ts';
import type { ReachOptions } from './reach-vendors.ts';

export interface ConnectOptions extends ReachOptions {
  /** The stack's. */
  readonly hashKey: string;
}

/** Connects a process with both vendors, for the flow of employees. */
export const connect = ({ hashKey, ...options }: ConnectOptions) => {
  const { simployerOptions, powerOfficeOptions, process } = reachVendors(options);
  return {
    ...process,
    simployer: createSimployerClient(simployerOptions),
    powerOffice: createPowerOfficeClient(powerOfficeOptions),
    digest: stackDigest(hashKey),
  };
};
export type VendorClients = ReturnType<typeof connect>;
