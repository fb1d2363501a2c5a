import type { ConnectionStore } from '../../state/connection-store.ts';
import { readCompanyPair } from './connection.ts';
import type { CompanyPair } from './connection.ts';
import type { EmployeeState } from './state.ts';

/**
 * The two companies that people are linked for, by a run or by a decision that no run has carried out yet; null before
 * anybody is: then a remembered pair binds nobody.
 */
export const readLinkedPair = async (
  states: ReadonlyMap<string, EmployeeState>,
  connections: Pick<ConnectionStore, 'get'>,
): Promise<CompanyPair | null> => {
  const people = [...states.values()];
  if (people.some(({ record }) => record !== null)) return readCompanyPair(await connections.get());
  const decided = people.find(({ decisions }) => decisions.link?.kind === 'link');
  return readCompanyPair(decided?.decisions.link?.companies ?? null);
};
