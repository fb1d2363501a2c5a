import { FLOW_KEYS, parseHashKey, parseVendorKeys } from '../../../shared/config/vendor-keys.ts';
import { createVendorSource, deployedSource, deployedSurroundings } from '../vendor-source.ts';
import type { Freshness, SecretsEnvironment } from '../vendor-source.ts';
import { connectXledger } from './connect-xledger.ts';
import type { ConnectXledgerOptions, XledgerClients } from './connect-xledger.ts';

type XledgerEnvironment = SecretsEnvironment &
  ConnectXledgerOptions['environment'] & { readonly PACE_TABLE_NAME: string };

/** The clients of Simployer and X-ledger as a deployed function has them: keys from Secrets Manager, the pace from the table. */
export const xledgerVendorsOf = (
  environment: XledgerEnvironment,
  freshness: Freshness = {},
): (() => Promise<XledgerClients>) =>
  createVendorSource({
    ...freshness,
    ...deployedSource(environment),
    metrics: { target: 'xledger', requests: 'XledgerRequests', throttled: 'XledgerThrottled' },
    connectWith: ({ vendorKeys, hashKey }) =>
      connectXledger({
        ...deployedSurroundings(environment.PACE_TABLE_NAME),
        environment,
        keys: parseVendorKeys(vendorKeys, FLOW_KEYS['employees-to-xledger']),
        hashKey: parseHashKey(hashKey),
      }),
  });
