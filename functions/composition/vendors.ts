import type { StartRunEnvironment } from '../../shared/config/function-environment.ts';
import { FLOW_KEYS, parseHashKey, parseVendorKeys } from '../../shared/config/vendor-keys.ts';
import { connect } from './connect.ts';
import type { VendorClients } from './connect.ts';
import { createVendorSource, deployedSource, deployedSurroundings } from './vendor-source.ts';
import type { Freshness, SecretsEnvironment } from './vendor-source.ts';

/** What the clients of a deployed function are made with, of any flow to PowerOffice. */
export type PowerOfficeEnvironment = SecretsEnvironment &
  Pick<
    StartRunEnvironment,
    | 'SIMPLOYER_BASE_URL'
    | 'POWEROFFICE_BASE_URL'
    | 'POWEROFFICE_TOKEN_URL'
    | 'POWEROFFICE_MAX_REQUESTS_PER_SECOND'
    | 'PACE_TABLE_NAME'
    | 'SETTINGS'
  >;

/** What counts the requests to PowerOffice. */
export const POWEROFFICE_METRICS = {
  target: 'poweroffice',
  requests: 'PowerOfficeRequests',
  throttled: 'PowerOfficeThrottled',
} as const;

/** The clients of Simployer and PowerOffice as a deployed function has them: keys from Secrets Manager, the pace from the table. */
export const vendorsOf = (
  environment: PowerOfficeEnvironment,
  freshness: Freshness = {},
): (() => Promise<VendorClients>) =>
  createVendorSource({
    ...freshness,
    ...deployedSource(environment),
    metrics: POWEROFFICE_METRICS,
    connectWith: ({ vendorKeys, hashKey }) =>
      connect({
        ...deployedSurroundings(environment.PACE_TABLE_NAME),
        environment,
        keys: parseVendorKeys(vendorKeys, FLOW_KEYS['employees-to-poweroffice']),
        hashKey: parseHashKey(hashKey),
      }),
  });
