import { explainEmployee } from '../../shared/flows/employees-to-poweroffice/inspect/explain-employee.ts';
import type { Explanation } from '../../shared/people/inspect/explanation.ts';
import { connectOnce } from './connect-once.ts';
import type { Surroundings } from './flows.ts';
import { answeringInTime } from './answering-in-time.ts';
import type { InspectionLimits } from './answering-in-time.ts';

/** Explains a person from both vendors. Nothing here could write: the vendors' writers are left out. */
export interface Explaining {
  /** @param asked an employee number, or a Simployer id */
  explain(asked: string, options: { readonly showsPay: boolean }): Promise<Explanation>;
}

export const openExplaining =
  ({ employees, connections, settings, clock, vendors }: Surroundings) =>
  ({ workUntil, answerBy }: InspectionLimits): Explaining => {
    const { connect } = connectOnce(vendors, { workUntil, lane: 'person' });
    const inTime = answeringInTime(connect, answerBy, clock);
    return {
      explain: async (asked, options) => {
        const { simployer, powerOffice, deadline, digest, takeApiCalls } = await connect();
        const { reader } = powerOffice;
        const looking = { employees, connections, settings, simployer, reader, clock, deadline, digest, takeApiCalls };
        return inTime(explainEmployee(asked, options, looking));
      },
    };
  };
