import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import { RunAbortedError } from '../../shared/run/abort.ts';
import type { ApiCalls } from '../../shared/state/run.ts';
import type { WorkLimits } from './create-invocation.ts';

/** What the clients of any flow's vendors are asked. */
interface Connected {
  readonly work: (limits: WorkLimits) => void;
  readonly takeApiCalls: () => ApiCalls;
}

/**
 * The vendors of one start of a run, connected when first asked for: the lease comes before the keys. Once a run, so that
 * all of it goes by the keys that its companies were checked with.
 * @param limits until when it may work, in epoch milliseconds, and for whom
 */
export const connectOnce = <Clients extends Connected>(vendors: () => Promise<Clients>, limits: WorkLimits) => {
  let connected: Clients | null = null;
  let connecting: Promise<Clients> | null = null;
  return {
    /** @throws RunAbortedError CONFIGURATION_INVALID when a key is missing or malformed */
    connect: async (): Promise<Clients> => {
      connecting ??= vendors().catch((error: unknown) => {
        if (error instanceof ConfigurationError) throw new RunAbortedError('CONFIGURATION_INVALID', error.message);
        throw error;
      });
      connected = await connecting;
      connected.work(limits);
      return connected;
    },
    /** The requests made since it was last asked. */
    takeApiCalls: (): ApiCalls => connected?.takeApiCalls() ?? {},
  };
};
