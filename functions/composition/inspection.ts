import type { Schedule } from '../../shared/config/schedule.ts';
import { checkEverything } from '../../shared/flows/employees-to-poweroffice/inspect/check-everything.ts';
import type { CheckDocument } from '../../shared/flows/employees-to-poweroffice/inspect/check-everything.ts';
import { explainEmployee } from '../../shared/flows/employees-to-poweroffice/inspect/explain-employee.ts';
import type { ExplainAnswer } from '../../shared/flows/employees-to-poweroffice/inspect/explain-employee.ts';
import type { Clock } from '../../shared/http/clock.ts';
import { isVendorError, VendorError } from '../../shared/records/vendor-error.ts';
import type { PauseStore } from '../../shared/state/pause-store.ts';
import { connectOnce } from './connect-once.ts';
import type { Surroundings } from './flows.ts';
import { readSchedule } from './read-schedule.ts';

/** A look at both vendors and at what is remembered. Nothing here could write: the vendors' writers are left out. */
export interface Inspection {
  check(): Promise<CheckDocument>;
  /** @param asked an employee number, or a Simployer id */
  explain(asked: string, options: { readonly showsPay: boolean }): Promise<ExplainAnswer>;
}

/** Until when an inspection has time, epoch milliseconds. */
interface InspectionLimits {
  /** The end of the invocation. */
  readonly workUntil: number;
  /** When whoever asked stops waiting; null for somebody who does not. */
  readonly answerBy: number | null;
}

export type OpenInspection = (limits: InspectionLimits) => Inspection;

/** Rejects when nobody waits any more. A request on its way may take longer than that, and is left to itself. */
const untilTimeIsUp = async (answerBy: number, clock: Clock): Promise<never> => {
  await clock.sleep(answerBy - clock.now());
  throw new VendorError('simployer', 'outOfTime', {
    summary: 'Reading both vendors took longer than the caller waits.',
  });
};

interface InspectionSurroundings extends Surroundings {
  /** When runs start by themselves; null on one machine. */
  readonly schedule: Schedule | null;
  readonly pauses: Pick<PauseStore, 'pause'>;
}

export const openInspection =
  ({ employees, connections, settings, clock, vendors, schedule, pauses }: InspectionSurroundings): OpenInspection =>
  ({ workUntil, answerBy }) => {
    const { connect } = connectOnce(vendors, workUntil);
    const inTime = async <T>(work: Promise<T>): Promise<T> => {
      if (answerBy === null) return work;
      try {
        return await Promise.race([work, untilTimeIsUp(answerBy, clock)]);
      } catch (error) {
        // Whatever still reads ends with its next request.
        if (isVendorError(error, 'outOfTime')) (await connect()).workUntil(0);
        throw error;
      }
    };
    return {
      check: async () => {
        const { simployer, powerOffice, clockDifferences, takePace } = await connect();
        return checkEverything({
          employees,
          connections,
          settings,
          simployer,
          reader: powerOffice.reader,
          clock,
          inTime,
          observed: () => ({ clocks: clockDifferences(), throttled: takePace().throttled }),
          schedule: await readSchedule({ schedule, pauses, clock }),
        });
      },
      explain: async (asked, options) => {
        const { simployer, powerOffice, deadline, digest, takeApiCalls } = await connect();
        const { reader } = powerOffice;
        const looking = { employees, connections, settings, simployer, reader, clock, deadline, digest, takeApiCalls };
        return inTime(explainEmployee(asked, options, looking));
      },
    };
  };
