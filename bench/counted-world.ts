/*
 * Counts what a run asks of everybody: requests to the vendors, reads and writes of the table, messages, seconds of
 * functions. The run takes place in the simulated world, on a virtual clock, with meters around the table and the
 * queue. The same input therefore gives the same figures on any computer, and a test can hold them. For example, the
 * second run of a world in which nothing has changed makes no write, and hardly more requests than there are people.
 */
import { createWorld } from '../local/simulation/world.ts';
import type { World } from '../local/simulation/world.ts';
import type { WorldOptions } from '../local/simulation/world-options.ts';
import type { LoggedRequest } from '../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import { RECORD_LIMITS } from '../shared/run/limits.ts';
import { countTable, newTally, sizeInBytes } from './count-table.ts';
import type { Usage } from './usage.ts';

/** What a run did, and what it asked of everybody. */
export interface CountedRun {
  readonly usage: Usage;
  /** At PowerOffice, in order. */
  readonly requests: readonly LoggedRequest[];
  /** That PowerOffice carried out. */
  readonly writes: number;
  /** Employees that ended otherwise than `unchanged`. */
  readonly changed: number;
}

export interface CountedWorld {
  readonly world: World;
  /** Runs the sync once. @throws when somebody failed: figures of a run that did not do its work mean nothing */
  run(): Promise<CountedRun>;
}

export interface CountedWorldInput {
  readonly people: number;
  readonly options?: Pick<WorldOptions, 'jitterInMillis' | 'settings'>;
}

const BYTES_PER_QUEUE_REQUEST = 64 * 1024;

/**
 * The simulated world with meters: the project's use cases, clients and stores against both demo vendors, on a
 * virtual clock. The same input gives the same figures on any machine.
 */
export const createCountedWorld = ({ people, options = {} }: CountedWorldInput): CountedWorld => {
  const tally = newTally();
  const meter = createInvocationMeter(() => world.clock.now());
  let messageBytes = 0;
  const world = createWorld({
    seed: 1,
    company: people,
    options: {
      latencyInMillis: 150,
      ...options,
      replace: {
        table: (table) => countTable(table, tally),
        message: (task) => {
          messageBytes += Buffer.byteLength(JSON.stringify(task));
          return task;
        },
      },
    },
    faults: {
      crash: ({ process, operation, moment }) => {
        meter.pass(process, operation, moment);
        return false;
      },
    },
  });

  const run = async (): Promise<CountedRun> => {
    const { powerOffice, simployer, clock, table, events } = world;
    const before = {
      requests: powerOffice.requests.length,
      simployer: simployer.requests.length,
      writes: powerOffice.writes,
      at: clock.now(),
      events: events.length,
    };
    Object.assign(tally, newTally());
    messageBytes = 0;
    meter.reset();
    const { runId, totals, status } = await world.run();
    if (status !== 'succeeded') throw new Error(`The run ${status}.`);
    const wallTimeInMillis = ((await world.runs.getRun(runId))?.finishedAt ?? clock.now()) - before.at;
    await world.untilQueuesAreEmpty();
    const messages = events.slice(before.events).filter(({ event }) => event === 'record-synced').length;
    const batches = Math.ceil(messages / RECORD_LIMITS.batchSize);
    const items = table.items();
    const bytesOf = (isMeant: (pk: string) => boolean): number =>
      items.filter(({ pk }) => isMeant(pk)).reduce((sum, item) => sum + sizeInBytes(item), 0);
    const { startRun, syncEmployee } = meter.read();
    return {
      requests: powerOffice.requests.slice(before.requests),
      writes: powerOffice.writes - before.writes,
      changed: totals.inScope - totals.unchanged,
      usage: {
        people,
        simployerRequests: simployer.requests.length - before.simployer,
        powerOfficeRequests: powerOffice.requests.length - before.requests,
        wallTimeInMillis,
        table: {
          ...tally,
          lastingBytes: bytesOf((pk) => pk === 'employees' || pk.startsWith('intents#')),
          bytesOfRun: bytesOf((pk) => pk === `run#${runId}`),
        },
        queue: {
          messages,
          bytes: messageBytes,
          // Each message is sent, received and deleted in a batch; the start has three requests of its own.
          requests:
            3 + Math.max(batches, Math.ceil(messageBytes / BYTES_PER_QUEUE_REQUEST)) * 2 + syncEmployee.invocations,
        },
        startRun,
        syncEmployee,
      },
    };
  };
  return { world, run };
};

interface Invocation {
  readonly startedAt: number;
  endedAt: number;
}

/** Tells how long the functions worked from what their processes do: each invocation reads the table first, and a worker answers last. */
const createInvocationMeter = (now: () => number) => {
  const over = new Map<string, Invocation[]>();
  const open = new Map<string, Invocation>();
  return {
    pass: (process: string, operation: string, moment: 'before' | 'after'): void => {
      const invocation = open.get(process) ?? { startedAt: now(), endedAt: now() };
      invocation.endedAt = now();
      open.set(process, invocation);
      if (operation !== 'answer' || moment !== 'after') return;
      over.set(process, [...(over.get(process) ?? []), invocation]);
      open.delete(process);
    },
    reset: (): void => {
      over.clear();
      open.clear();
    },
    read: (): Pick<Usage, 'startRun' | 'syncEmployee'> => {
      const sum = (name: string) => {
        const invocations = [...over, ...[...open].map(([process, one]) => [process, [one]] as const)].flatMap(
          ([process, list]) => (process.startsWith(name) ? list : []),
        );
        return {
          invocations: invocations.length,
          durationInMillis: Math.round(
            invocations.reduce((total, { startedAt, endedAt }) => total + endedAt - startedAt, 0),
          ),
        };
      };
      return { startRun: sum('start-run'), syncEmployee: sum('sync-records') };
    },
  };
};
