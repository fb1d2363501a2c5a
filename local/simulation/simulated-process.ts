import type { Clock } from '../../shared/http/clock.ts';
import { letLeave } from '../../shared/http/transport.ts';
import type { Transport } from '../../shared/http/transport.ts';
import type { RepeatingTable } from '../../shared/state/own-writes.ts';
import type { Item, Key } from '../../shared/state/table.ts';

/** A moment at which a process can die: right before it does something that others see, or right after. */
export interface CrashPoint {
  /** Counts all the moments of the world, from 0. */
  readonly index: number;
  /** Such as `sync-records-2`; a process that replaces a dead one has another name. */
  readonly process: string;
  /** Such as `put intents#...`, `POST /v2/Employees`, `delete`. */
  readonly operation: string;
  readonly moment: 'before' | 'after';
  /** How much the world's processes have told so far: ends of runs, and what became of starts. */
  readonly told: number;
}

/** A process whose work stops the moment it is killed: whatever it awaits never comes. */
export interface SimulatedProcess {
  readonly name: string;
  readonly isAlive: boolean;
  /** Resolves when the process dies. */
  readonly death: Promise<void>;
  /** Its own idea of the time. */
  readonly clock: Clock;
  kill(): void;
  /** Does something that others see; what was begun takes place even when the process dies meanwhile. */
  act<T>(operation: string, work: () => Promise<T>): Promise<T>;
}

const never = <T>(): Promise<T> => new Promise<T>(() => null);

export const createProcess = (
  name: string,
  world: Clock,
  clockSkewInMillis: number,
  reach: (point: Omit<CrashPoint, 'index' | 'told'>) => boolean,
): SimulatedProcess => {
  let isAlive = true;
  const { promise: death, resolve: die } = Promise.withResolvers<void>();
  const kill = (): void => {
    isAlive = false;
    die();
  };
  /** @returns whether the process lives on */
  const pass = (operation: string, moment: CrashPoint['moment']): boolean => {
    if (isAlive && reach({ process: name, operation, moment })) kill();
    return isAlive;
  };

  return {
    name,
    get isAlive() {
      return isAlive;
    },
    death,
    kill,
    clock: {
      now: () => world.now() + clockSkewInMillis,
      sleep: async (durationInMillis) => {
        await world.sleep(durationInMillis);
        if (!isAlive) await never();
      },
    },
    act: async (operation, work) => {
      if (!pass(operation, 'before')) return never();
      try {
        return await work();
      } finally {
        if (!pass(operation, 'after')) await never();
      }
    },
  };
};

/** The network as a process has it. */
export const processTransport =
  (process: SimulatedProcess, transport: Transport): Transport =>
  async (request) => {
    // What may not leave is nothing that others see.
    letLeave(request);
    const { mayLeave: _asked, ...sent } = request;
    return process.act(`${sent.method} ${new URL(sent.url).pathname}`, () => transport(sent));
  };

/** The table as a process has it. */
export const processTable = (process: SimulatedProcess, table: RepeatingTable): RepeatingTable => {
  const place = ({ pk, sk }: Key): string => `${pk}/${sk}`;
  return {
    get: (key) => process.act(`get ${place(key)}`, () => table.get(key)),
    put: (item: Item) => process.act(`put ${place(item)}`, () => table.put(item)),
    remove: (key, version) => process.act(`remove ${place(key)}`, () => table.remove(key, version)),
    query: (pk, prefix) => process.act(`query ${pk}`, () => table.query(pk, prefix)),
    page: (pk, request) => process.act(`query ${pk}`, () => table.page(pk, request)),
  };
};
