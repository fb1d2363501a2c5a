import type { Random } from '../demo-vendors/company/random.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { RepeatingTable, WriteAnswer } from '../../shared/state/own-writes.ts';
import type { Table } from '../../shared/state/table.ts';

/** One try of one operation on the table. */
interface TableCall {
  readonly operation: 'get' | 'put' | 'remove' | 'query';
  readonly pk: string;
  /** Counts the tries of the world, from 0. */
  readonly index: number;
}

/** `throttled` and `unavailable` do nothing; `answerLost` does it and fails all the same. */
type TableFault = 'throttled' | 'unavailable' | 'answerLost';

export type TableFaults = (call: TableCall) => TableFault | null;

/** As many tries as the functions give the SDK, with its growing pauses. */
const TRIES = 8;
const FIRST_PAUSE_IN_MILLIS = 50;
const LONGEST_PAUSE_IN_MILLIS = 20_000;

/** A table behind a network: each operation takes time, may fail, and is repeated as the SDK does, writes included. */
export const createRemoteTable = (
  table: Table,
  {
    clock,
    random,
    latencyInMillis,
    faults,
  }: {
    readonly clock: Clock;
    readonly random: Random;
    readonly latencyInMillis: () => number;
    readonly faults: () => TableFaults | null;
  },
): RepeatingTable => {
  let tries = 0;
  const remotely = async <T>(
    operation: TableCall['operation'],
    pk: string,
    work: (isRepeated: boolean) => Promise<T>,
  ): Promise<T> => {
    for (let attempt = 0; ; attempt += 1) {
      const latency = latencyInMillis();
      await clock.sleep(latency / 2);
      const fault = faults()?.({ operation, pk, index: tries }) ?? null;
      tries += 1;
      const carriedOut = fault === null || fault === 'answerLost' ? { result: await work(attempt > 0) } : null;
      await clock.sleep(latency / 2);
      if (carriedOut !== null && fault === null) return carriedOut.result;
      if (attempt + 1 >= TRIES) throw new Error(`The table does not answer (${fault}).`);
      const pause = Math.min(LONGEST_PAUSE_IN_MILLIS, FIRST_PAUSE_IN_MILLIS * 2 ** attempt);
      await clock.sleep(pause * (random.integer(0, 1_000) / 1_000));
    }
  };
  return {
    get: (key) => remotely('get', key.pk, () => table.get(key)),
    put: (item) => remotely('put', item.pk, async (isRepeated) => toAnswer(await table.put(item), isRepeated)),
    remove: (key, version) =>
      remotely('remove', key.pk, async (isRepeated) => toAnswer(await table.remove(key, version), isRepeated)),
    query: (pk, prefix) => remotely('query', pk, () => table.query(pk, prefix)),
    page: (pk, request) => remotely('query', pk, () => table.page(pk, request)),
  };
};

const toAnswer = (isWritten: boolean, isRepeated: boolean): WriteAnswer => {
  if (isWritten) return 'written';
  return isRepeated ? 'refused-when-repeated' : 'refused';
};
