import { createRandom } from '../../local/demo-vendors/company/random.ts';
import { createMemoryTable } from '../../local/simulation/memory-table.ts';
import { createRemoteTable } from '../../local/simulation/remote-table.ts';
import type { Clock } from '../../shared/http/clock.ts';
import { recogniseOwnWrites } from '../../shared/state/own-writes.ts';
import { createPacingStore } from '../../shared/state/pacing-store.ts';

/** The real pacing store, over a table so far away that each way takes up to `latencyInMillis`. */
export const createRemotePacingStore = (clock: Clock, latencyInMillis = 0): ReturnType<typeof createPacingStore> => {
  const random = createRandom(7);
  const table = createRemoteTable(createMemoryTable(), {
    clock,
    random,
    latencyInMillis: () => 2 * latencyInMillis * random.fraction(),
    faults: () => null,
  });
  return createPacingStore(recogniseOwnWrites(table, () => ''));
};
