import { FLOW_KEYS, parseHashKey, parseVendorKeys } from '../../../shared/config/vendor-keys.ts';
import { createVendorSource, deployedSource, deployedSurroundings } from '../vendor-source.ts';
import type { Freshness } from '../vendor-source.ts';
import { POWEROFFICE_METRICS } from '../vendors.ts';
import type { PowerOfficeEnvironment } from '../vendors.ts';
import { connectLeaves } from './connect-leaves.ts';
import type { LeaveClients } from './connect-leaves.ts';

/** The clients of Simployer and PowerOffice that a deployed function has for leaves. */
export const leaveVendorsOf = (
  environment: PowerOfficeEnvironment,
  freshness: Freshness = {},
): (() => Promise<LeaveClients>) =>
  createVendorSource({
    ...freshness,
    ...deployedSource(environment),
    metrics: POWEROFFICE_METRICS,
    connectWith: ({ vendorKeys, hashKey }) =>
      connectLeaves({
        ...deployedSurroundings(environment.PACE_TABLE_NAME),
        environment,
        keys: parseVendorKeys(vendorKeys, FLOW_KEYS['leaves-to-poweroffice']),
        hashKey: parseHashKey(hashKey),
      }),
  });
