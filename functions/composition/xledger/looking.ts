import type { LookDependencies } from '../../../shared/flows/employees-to-xledger/inspect/look.ts';
import { explainXledgerEmployee } from '../../../shared/flows/employees-to-xledger/inspect/explain-employee.ts';
import { orRunAbort } from '../../../shared/flows/employees-to-xledger/run-errors.ts';
import { answeringInTime } from '../answering-in-time.ts';
import type { InspectionLimits } from '../answering-in-time.ts';
import { connectOnce } from '../connect-once.ts';
import type { Explaining } from '../explaining.ts';
import type { XledgerClients } from './connect-xledger.ts';
import { readCostCenters } from './flow.ts';
import type { XledgerSurroundings } from './flow.ts';

/** Both vendors, as somebody looks at them for one answer. Nothing here could write: X-ledger's writer is left out. */
export const lookThrough = (
  { employees, connections, settings, clock, vendors }: XledgerSurroundings,
  { workUntil, answerBy }: InspectionLimits,
) => {
  const { connect } = connectOnce(vendors, { workUntil, lane: 'person' });
  return {
    connect,
    /** Waits for work on both vendors as long as the caller does. */
    inTime: answeringInTime(connect, answerBy, clock),
    /** @throws RunAbortedError CONFIGURATION_INVALID when a token is missing or malformed */
    look: async (): Promise<LookDependencies & Pick<XledgerClients, 'clockDifferences' | 'takePace'>> => {
      const { simployer, xledger, ...clients } = await connect();
      return {
        ...clients,
        employees,
        connections,
        settings,
        clock,
        simployer,
        reader: xledger.reader,
        readCostCenters: () => readCostCenters(simployer),
      };
    },
  };
};

/** Explains a person from both vendors. */
export const openXledgerExplaining =
  (surroundings: XledgerSurroundings) =>
  (limits: InspectionLimits): Explaining => {
    const { look, inTime } = lookThrough(surroundings, limits);
    return {
      explain: (asked) => orRunAbort(async () => inTime(explainXledgerEmployee(asked, await look()))),
    };
  };
