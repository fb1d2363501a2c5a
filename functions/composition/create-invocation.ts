/*
 * What the clients of one process have in common, whichever vendors they are of: until when the invocation may work and
 * for whom, how many requests it made, and how long they waited for their turn. For example, a worker gets a message of a
 * run that somebody waits for: from then on its requests go before those of a load, until the next invocation says
 * otherwise.
 */
import type { Clock } from '../../shared/http/clock.ts';
import { measureClock } from '../../shared/http/clock-difference.ts';
import type { Lane } from '../../shared/http/lane.ts';
import type { Pacer } from '../../shared/http/pacer.ts';
import type { Transport } from '../../shared/http/transport.ts';
import type { CountRequest, Vendor } from '../../shared/records/vendor.ts';

/** What an invocation may do. */
export interface WorkLimits {
  /** Until when it may work, epoch milliseconds. */
  readonly workUntil: number;
  /** For whom its requests are made. */
  readonly lane: Lane;
}

const noCalls = (): Record<Vendor, number> => ({ simployer: 0, poweroffice: 0, xledger: 0 });
const noPace = () => ({ throttled: 0, paceWaitInMillis: 0, storeFailures: 0 });

/** @param clock the process's */
export const createInvocation = (clock: Clock) => {
  let calls = noCalls();
  let pace = noPace();
  let deadlineInMillis = Number.POSITIVE_INFINITY;
  let lane: Lane = 'load';
  const count: CountRequest = (vendor) => {
    calls[vendor] += 1;
  };
  return {
    count,
    deadline: () => deadlineInMillis,
    /** What holds for the invocation from now on. */
    work: (limits: WorkLimits): void => {
      deadlineInMillis = limits.workUntil;
      lane = limits.lane;
    },
    /** The network, with how far the clock of whoever answers is from ours. */
    measured: (transport: Transport) => measureClock(transport, clock),
    /** A pacer in the lane of the invocation, whose waits and refusals are counted. */
    counting: (pacer: Pacer): Pacer => ({
      acquire: async (latestStart, asked = lane) => {
        const startedAt = clock.now();
        const turn = await pacer.acquire(latestStart, asked);
        pace.paceWaitInMillis += clock.now() - startedAt;
        return turn;
      },
      penalise: (untilInMillis) => {
        pace.throttled += 1;
        return pacer.penalise(untilInMillis);
      },
    }),
    noteStoreFailure: (): void => {
      pace.storeFailures += 1;
    },
    /**
     * How often the target refused a request for its limit, how long requests waited for their turn, and how often that
     * could not be agreed with the other processes, since it was last asked.
     */
    takePace: () => {
      const taken = pace;
      pace = noPace();
      return taken;
    },
    /** The requests made since it was last asked. */
    takeApiCalls: () => {
      const taken = calls;
      calls = noCalls();
      return taken;
    },
  };
};
