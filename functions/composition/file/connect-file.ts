import { TIME_OFF_TO_FILE } from '../../../shared/flows/time-off-to-file/facts.ts';
import type { Clock } from '../../../shared/http/clock.ts';
import type { Transport } from '../../../shared/http/transport.ts';
import { createTimeOffClient } from '../../../shared/vendors/simployer/time-off-client.ts';
import { createInvocation } from '../create-invocation.ts';
import { flowDigest } from '../digests.ts';

export interface ConnectFileOptions {
  readonly environment: { readonly SIMPLOYER_BASE_URL: string };
  readonly keys: { readonly simployerAccessToken: string };
  /** The stack's. */
  readonly hashKey: string;
  readonly transport: Transport;
  readonly clock: Clock;
  /** 0 <= r < 1. */
  readonly random: () => number;
}

/** Connects a process with Simployer for the file of absence, whose target no process ever asks. */
export const connectFile = ({ environment, keys, hashKey, transport, clock, random }: ConnectFileOptions) => {
  const invocation = createInvocation(clock);
  const simployer = invocation.measured(transport);
  return {
    simployer: createTimeOffClient({
      clock,
      random,
      deadline: invocation.deadline,
      count: invocation.count,
      transport: simployer.transport,
      baseUrl: environment.SIMPLOYER_BASE_URL,
      accessToken: keys.simployerAccessToken,
    }),
    digest: flowDigest(hashKey, TIME_OFF_TO_FILE.name),
    work: invocation.work,
    takePace: invocation.takePace,
    takeApiCalls: invocation.takeApiCalls,
  };
};
export type FileClients = ReturnType<typeof connectFile>;
