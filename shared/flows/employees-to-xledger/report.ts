import type { ReportedFlow } from '../../operate/run-report.ts';
import type { ApiCalls } from '../../state/run.ts';
import { PROBLEMS } from './problems.ts';

/** What the documents of this flow's runs are made with. */
export const EMPLOYEES_TO_XLEDGER_REPORT: ReportedFlow = {
  kind: 'employee',
  vendors: ['simployer', 'xledger'],
  kinds: PROBLEMS,
};

/** The requests that an answer has cost, by vendor of this flow. */
export const reportCalls = (apiCalls: ApiCalls): ApiCalls =>
  Object.fromEntries(EMPLOYEES_TO_XLEDGER_REPORT.vendors.map((vendor) => [vendor, apiCalls[vendor] ?? 0]));
