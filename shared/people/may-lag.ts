import type { Clock } from '../http/clock.ts';
import type { PersonState } from './person-state.ts';

/** Whether a read may not yet show what was written to the person's record. */
export const mayLag = (
  { writtenAt }: Pick<PersonState, 'writtenAt'>,
  replicaLagInSeconds: number,
  clock: Pick<Clock, 'now'>,
): boolean => writtenAt !== null && clock.now() < writtenAt + replicaLagInSeconds * 1000;
