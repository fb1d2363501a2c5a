import type { Connection } from '../state/connection.ts';
import type { ConnectionStore } from '../state/connection-store.ts';
import type { PersonState } from './person-state.ts';

/**
 * The two companies that people are linked for, by a run or by a decision that no run has carried out yet; null before
 * anybody is: then a remembered pair binds nobody.
 * @param readPair reads what is stored as the flow knows it; null for what it does not
 */
export const readPairOfLinked = async <Pair>(
  states: ReadonlyMap<string, PersonState>,
  connections: Pick<ConnectionStore, 'get'>,
  readPair: (connection: Connection | null) => Pair | null,
): Promise<Pair | null> => {
  const people = [...states.values()];
  if (people.some(({ record }) => record !== null)) return readPair(await connections.get());
  const decided = people.find(({ decisions }) => decisions.link?.kind === 'link');
  return readPair(decided?.decisions.link?.companies ?? null);
};
