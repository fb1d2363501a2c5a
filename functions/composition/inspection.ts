import type { Schedules } from '../../shared/config/schedule.ts';
import { checkEverything } from '../../shared/flows/employees-to-poweroffice/inspect/check-everything.ts';
import type { CheckDocument } from '../../shared/people/inspect/check/check-document.ts';
import type { DriftAnswer, DriftPosition } from '../../shared/people/inspect/drift.ts';
import { listDrift } from '../../shared/flows/employees-to-poweroffice/inspect/list-drift.ts';
import type { MailAddress } from '../../shared/records/mail-address.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { PauseStore } from '../../shared/state/pause-store.ts';
import { answeringInTime, enoughAt } from './answering-in-time.ts';
import type { InspectionLimits } from './answering-in-time.ts';
import { connectOnce } from './connect-once.ts';
import { openExplaining } from './explaining.ts';
import type { Explaining } from './explaining.ts';
import type { Surroundings } from './flows.ts';
import { readSchedule } from './read-schedule.ts';

/** A look at both vendors and at what is remembered. Nothing here could write: the vendors' writers are left out. */
export interface Inspection extends Explaining {
  check(): Promise<CheckDocument>;
  /** A page ends early when whoever asked would wait too long. */
  drift(page: DriftPage): Promise<DriftAnswer>;
}

/** What is read of a list of drift at a time. */
interface DriftPage {
  /** An employee number, or a Simployer id; null for everybody. */
  readonly asked: string | null;
  readonly after: DriftPosition | null;
  readonly limit: number;
}

export type OpenInspection = (limits: InspectionLimits) => Inspection;

/** What the check of any flow asks of the stack around it. */
export interface InspectionSurroundings {
  /** When runs start by themselves; null on one machine. */
  readonly schedules: Schedules | null;
  readonly pauses: Pick<PauseStore, 'pause'>;
  /** Who gets the mails of the stack; null on one machine. */
  readonly mailAddresses: () => Promise<readonly MailAddress[] | null>;
}

export const openInspection =
  (surroundings: Surroundings & InspectionSurroundings): OpenInspection =>
  (limits) => {
    const { employees, connections, settings, clock, vendors, schedules, pauses, mailAddresses } = surroundings;
    const { workUntil, answerBy } = limits;
    const { connect } = connectOnce(vendors, { workUntil, lane: 'person' });
    const inTime = answeringInTime(connect, answerBy, clock);
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
          schedule: await readSchedule(FIRST_FLOW, { schedules, pauses, clock }),
          mailAddresses: await mailAddresses(),
        });
      },
      drift: async (page) => {
        const { simployer, powerOffice, deadline, digest, takeApiCalls } = await connect();
        const { reader } = powerOffice;
        const looking = { employees, connections, settings, simployer, reader, clock, deadline, digest, takeApiCalls };
        return inTime(listDrift({ ...page, enoughAt: enoughAt(limits) }, looking));
      },
      ...openExplaining(surroundings)(limits),
    };
  };
