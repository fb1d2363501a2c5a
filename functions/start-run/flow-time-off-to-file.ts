import { randomUUID } from 'node:crypto';
import { readProxies } from '../../shared/config/proxies.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { undiciTransport } from '../../shared/http/undici-transport.ts';
import { createXledgerEmployeeStore } from '../../shared/flows/employees-to-xledger/employee-store.ts';
import { assembleFileState } from '../composition/file/assemble-file-state.ts';
import { storeIn } from '../composition/file/export-bucket.ts';
import type { ExportBucket } from '../composition/file/export-bucket.ts';
import { startableFile } from '../composition/file/flow.ts';
import { fileVendorsOf } from '../composition/file/file-vendors.ts';
import { openStateTable } from '../composition/state.ts';
import type { StartableFlow, StartSurroundings } from './startable-flow.ts';

/** The flow of the file of absence, as this function starts its runs, and does all of their work. */
export const timeOffToFile = (
  { environment, state }: Pick<StartSurroundings, 'environment' | 'state'>,
  { bucket, config }: Pick<ExportBucket, 'bucket' | 'config'>,
): StartableFlow => {
  const table = openStateTable(environment.TABLE_NAME);
  return startableFile({
    runs: state.runs,
    history: state.history,
    ...assembleFileState(table),
    xledgerEmployees: createXledgerEmployeeStore(table),
    files: storeIn(
      { bucket, config, endpoint: process.env['AWS_ENDPOINT_URL_S3'], clock: systemClock },
      undiciTransport(readProxies(process.env)),
    ),
    settings: environment.SETTINGS,
    clock: systemClock,
    newAttempt: randomUUID,
    // Those that are stored now.
    vendors: fileVendorsOf(environment, { keysAreFreshForMillis: 0 }),
  });
};
