import { readPairOfLinked } from '../../people/linked-pair.ts';
import type { ConnectionStore } from '../../state/connection-store.ts';
import { readCompanyPair } from './connection.ts';
import type { CompanyPair } from './connection.ts';
import type { StartState } from './start-state.ts';

/** The two companies that people are linked for; null before anybody is. */
export const readLinkedPair = (
  states: ReadonlyMap<string, StartState>,
  connections: Pick<ConnectionStore, 'get'>,
): Promise<CompanyPair | null> => readPairOfLinked(states, connections, readCompanyPair);
