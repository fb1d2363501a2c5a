import type { Change } from '../records/outcome.ts';
import type { Delivery } from '../run/flow.ts';
import type { RunMode } from '../state/run.ts';
import type { PersonStore } from './person-store.ts';

/**
 * What an earlier delivery of a message created before it was cut off: it belongs to what the run did.
 * @param creations the change that each kind of intent stands for
 */
export const createdEarlier = async (
  {
    mode,
    sourceId,
    runStartedAt,
  }: { readonly mode: RunMode; readonly sourceId: string; readonly runStartedAt: number },
  delivery: Delivery,
  people: Pick<PersonStore, 'intents'>,
  creations: Readonly<Record<string, Change>>,
): Promise<readonly Change[]> => {
  if (mode === 'plan' || delivery === 'first') return [];
  const intents = await people.intents(sourceId);
  return intents
    .filter(({ status, sentAt }) => status === 'applied' && sentAt >= runStartedAt)
    .flatMap(({ kind }) => creations[kind] ?? []);
};
