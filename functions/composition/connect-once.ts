import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import { RunAbortedError } from '../../shared/run/abort.ts';
import type { VendorClients, WorkLimits } from './connect.ts';

/**
 * The vendors of one start of a run, connected when first asked for: the lease comes before the keys. Once a run, so that
 * all of it goes by the keys that its companies were checked with.
 * @param limits until when it may work, in epoch milliseconds, and for whom
 */
export const connectOnce = (vendors: () => Promise<VendorClients>, limits: WorkLimits) => {
  let connected: VendorClients | null = null;
  let connecting: Promise<VendorClients> | null = null;
  return {
    /** @throws RunAbortedError CONFIGURATION_INVALID when a key is missing or malformed */
    connect: async (): Promise<VendorClients> => {
      connecting ??= vendors().catch((error: unknown) => {
        if (error instanceof ConfigurationError) throw new RunAbortedError('CONFIGURATION_INVALID', error.message);
        throw error;
      });
      connected = await connecting;
      connected.work(limits);
      return connected;
    },
    /** The requests made since it was last asked. */
    takeApiCalls: () => connected?.takeApiCalls() ?? { simployer: 0, poweroffice: 0 },
  };
};
