import type { Clock } from '../../shared/http/clock.ts';
import { isVendorError, VendorError } from '../../shared/records/vendor-error.ts';
import type { VendorClients } from './connect.ts';

/** Until when an inspection has time, epoch milliseconds. */
export interface InspectionLimits {
  /** The end of the invocation. */
  readonly workUntil: number;
  /** When whoever asked stops waiting; null for somebody who does not. */
  readonly answerBy: number | null;
}

/** What is left of the time goes to the answer itself. */
const RESERVE_IN_MILLIS = 2_000;

/**
 * @param remainingInMillis how long the invocation may still take
 * @param answerWithinSeconds how long the caller waits; null for one who waits as long as it takes
 */
export const limitsOf = (
  now: number,
  remainingInMillis: number,
  answerWithinSeconds: number | null,
): InspectionLimits => ({
  workUntil: now + remainingInMillis - RESERVE_IN_MILLIS,
  answerBy: answerWithinSeconds === null ? null : now + answerWithinSeconds * 1000,
});

/** What the last few people of a page may take, at Simployer's pace. */
const LAST_LOOK_IN_MILLIS = 10_000;

/** From when on nobody else is looked at for a page; epoch milliseconds. */
export const enoughAt = ({ answerBy }: InspectionLimits): number =>
  answerBy === null ? Number.POSITIVE_INFINITY : answerBy - LAST_LOOK_IN_MILLIS;

/** Rejects when nobody waits any more. A request on its way may take longer than that, and is left to itself. */
const untilTimeIsUp = async (answerBy: number, clock: Clock): Promise<never> => {
  await clock.sleep(answerBy - clock.now());
  throw new VendorError('simployer', 'outOfTime', {
    summary: 'Reading both vendors took longer than the caller waits.',
  });
};

/** Waits for work on both vendors as long as the caller does. @throws VendorError outOfTime */
export const answeringInTime =
  (connect: () => Promise<Pick<VendorClients, 'work'>>, answerBy: InspectionLimits['answerBy'], clock: Clock) =>
  async <T>(work: Promise<T>): Promise<T> => {
    if (answerBy === null) return work;
    try {
      return await Promise.race([work, untilTimeIsUp(answerBy, clock)]);
    } catch (error) {
      // Whatever still reads ends with its next request.
      if (isVendorError(error, 'outOfTime')) (await connect()).work({ workUntil: 0, lane: 'person' });
      throw error;
    }
  };
