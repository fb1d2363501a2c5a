import { EMPLOYEES_TO_XLEDGER } from '../../../shared/flows/employees-to-xledger/facts.ts';
import { checkEverything } from '../../../shared/flows/employees-to-xledger/inspect/check-everything.ts';
import { listXledgerDrift } from '../../../shared/flows/employees-to-xledger/inspect/list-drift.ts';
import { orRunAbort } from '../../../shared/flows/employees-to-xledger/run-errors.ts';
import { enoughAt } from '../answering-in-time.ts';
import type { InspectionSurroundings, OpenInspection } from '../inspection.ts';
import { readSchedule } from '../read-schedule.ts';
import type { XledgerSurroundings } from './flow.ts';
import { lookThrough, openXledgerExplaining } from './looking.ts';

/** The look at Simployer and X-ledger, and at what is remembered of them. */
export const openXledgerInspection =
  (surroundings: XledgerSurroundings & InspectionSurroundings): OpenInspection =>
  (limits) => {
    const { look, inTime } = lookThrough(surroundings, limits);
    return {
      check: async () => {
        const { clockDifferences, takePace, ...looking } = await look();
        return checkEverything({
          ...looking,
          inTime,
          observed: () => ({ clocks: clockDifferences(), throttled: takePace().throttled }),
          schedule: await readSchedule(EMPLOYEES_TO_XLEDGER.name, surroundings),
          mailAddresses: await surroundings.mailAddresses(),
        });
      },
      drift: (page) =>
        orRunAbort(async () => inTime(listXledgerDrift({ ...page, enoughAt: enoughAt(limits) }, await look()))),
      ...openXledgerExplaining(surroundings)(limits),
    };
  };
