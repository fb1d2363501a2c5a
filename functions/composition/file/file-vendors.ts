import type { StartRunEnvironment } from '../../../shared/config/function-environment.ts';
import { FLOW_KEYS, parseHashKey, parseVendorKeys } from '../../../shared/config/vendor-keys.ts';
import { createVendorSource, deployedSource, deployedSurroundings } from '../vendor-source.ts';
import type { Freshness, SecretsEnvironment } from '../vendor-source.ts';
import { connectFile } from './connect-file.ts';
import type { FileClients } from './connect-file.ts';

type FileEnvironment = SecretsEnvironment & Pick<StartRunEnvironment, 'SIMPLOYER_BASE_URL' | 'PACE_TABLE_NAME'>;

/** The client of Simployer that a deployed function has for the file of absence. */
export const fileVendorsOf = (environment: FileEnvironment, freshness: Freshness = {}): (() => Promise<FileClients>) =>
  createVendorSource({
    ...freshness,
    ...deployedSource(environment),
    metrics: null,
    connectWith: ({ vendorKeys, hashKey }) =>
      connectFile({
        ...deployedSurroundings(environment.PACE_TABLE_NAME),
        environment,
        keys: parseVendorKeys(vendorKeys, FLOW_KEYS['time-off-to-file']),
        hashKey: parseHashKey(hashKey),
      }),
  });
