import { readCompanyPair } from '../../shared/flows/employees-to-poweroffice/connection.ts';
import { reportConnection } from '../../shared/flows/employees-to-poweroffice/report.ts';
import type { ConnectionStore } from '../../shared/state/connection-store.ts';

/** The pair of companies that a list is about, as every document names it; null before the first run. */
export const readConnection = async (
  connections: Pick<ConnectionStore, 'get'>,
): Promise<ReturnType<typeof reportConnection>> => reportConnection(readCompanyPair(await connections.get()));
