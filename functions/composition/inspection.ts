import { explainEmployee } from '../../shared/flows/employees-to-poweroffice/inspect/explain-employee.ts';
import type { ExplainAnswer } from '../../shared/flows/employees-to-poweroffice/inspect/explain-employee.ts';
import { connectOnce } from './connect-once.ts';
import type { Surroundings } from './flows.ts';

/** A look at both vendors and at what is remembered. Nothing here could write: the vendors' writers are left out. */
export interface Inspection {
  /** @param asked an employee number, or a Simployer id */
  explain(asked: string, options: { readonly showsPay: boolean }): Promise<ExplainAnswer>;
}

/** @param workUntil until when the invocation may work, epoch milliseconds */
export type OpenInspection = (workUntil: number) => Inspection;

export const openInspection =
  ({ employees, connections, settings, clock, vendors }: Surroundings): OpenInspection =>
  (workUntil) => {
    const { connect } = connectOnce(vendors, workUntil);
    return {
      explain: async (asked, options) => {
        const { simployer, powerOffice, deadline, digest, takeApiCalls } = await connect();
        const { reader } = powerOffice;
        const stored = { employees, connections, settings };
        return explainEmployee(asked, options, { ...stored, simployer, reader, clock, deadline, digest, takeApiCalls });
      },
    };
  };
