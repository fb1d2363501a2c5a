/*
 * How the runs of each flow are shown to people and programs: what its documents call the list of records, which vendors
 * their requests are counted for, which rows of its mapping a change rests on. The first flow's documents are older than
 * the others', and keep their names. For example, a run to X-ledger has `records`, where one to PowerOffice has
 * `employees`, and says once in its `problems` that salaries are not sent.
 */
import { ONLY_IN_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/match/match-groups.ts';
import { readCompanyPair } from '../../shared/flows/employees-to-poweroffice/connection.ts';
import {
  reportCalls,
  reportConnection,
  reportEmployee,
  reportEmployeeRun,
  reportOnlyInPowerOffice,
  summariseEmployeeRun,
} from '../../shared/flows/employees-to-poweroffice/report.ts';
import type { RowsOf } from '../../shared/operate/history-list.ts';
import { mappingRowsOf } from '../../shared/flows/employees-to-poweroffice/rules/mapping-table.ts';
import { EMPLOYEES_TO_XLEDGER_REPORT } from '../../shared/flows/employees-to-xledger/report.ts';
import { mappingRowsOf as xledgerRowsOf } from '../../shared/flows/employees-to-xledger/rules/mapping-rows-of.ts';
import { LEAVES_TO_POWEROFFICE_REPORT } from '../../shared/flows/leaves-to-poweroffice/report.ts';
import { mappingRowsOf as leaveRowsOf } from '../../shared/flows/leaves-to-poweroffice/rules/mapping-rows-of.ts';
import { TIME_OFF_TO_FILE_REPORT } from '../../shared/flows/time-off-to-file/report.ts';
import {
  reportRecord,
  reportRun,
  reportUnmatched,
  requestsOf,
  summariseRecords,
} from '../../shared/operate/run-report.ts';
import type { ReportedFlow } from '../../shared/operate/run-report.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { Outcome, Totals } from '../../shared/records/outcome.ts';
import type { ApiCalls, Run } from '../../shared/state/run.ts';
import type { UnmatchedRecord } from '../../shared/state/unmatched-store.ts';

/** How the runs of a flow are shown to people and programs. */
export interface Reporter {
  /** What the list of records is called in a report. */
  readonly list: 'employees' | 'records';
  readonly summarise: (run: Run, totals: Totals) => object;
  readonly reportRecord: (outcome: Outcome) => object;
  /** Requests by vendor. */
  readonly reportCalls: (apiCalls: ApiCalls) => object;
  /** What the list of the records that are only in the target is called in a plan. */
  readonly unmatchedList: string;
  readonly reportUnmatched: (record: UnmatchedRecord) => object;
  readonly report: (run: Run, outcomes: readonly Outcome[]) => object;
  /** The rows of its mapping that a change rests on. */
  readonly rowsOf: RowsOf;
}

const EMPLOYEES: Reporter = {
  list: 'employees',
  summarise: summariseEmployeeRun,
  reportRecord: reportEmployee,
  reportCalls,
  unmatchedList: ONLY_IN_POWEROFFICE,
  reportUnmatched: reportOnlyInPowerOffice,
  report: reportEmployeeRun,
  rowsOf: mappingRowsOf,
};

/** A reporter of a flow beside the first. */
const reporterOfRecords = (flow: ReportedFlow, unmatchedList: string, rowsOf: RowsOf): Reporter => ({
  list: 'records',
  summarise: (run, totals) => summariseRecords(run, totals, flow),
  reportRecord: (outcome) => reportRecord(flow.kind, outcome),
  reportCalls: (apiCalls) => requestsOf(apiCalls, flow),
  unmatchedList,
  reportUnmatched,
  report: (run, outcomes) => reportRun(run, outcomes, flow),
  rowsOf,
});

/** Of a flow between the first one's companies, which its documents name as that one does. */
const ofSamePair = ({ summarise, report, ...reporter }: Reporter): Reporter => {
  const named = (run: Run): Run => ({ ...run, connection: asNamed(run.connection) });
  return {
    ...reporter,
    summarise: (run, totals) => summarise(named(run), totals),
    report: (run, outcomes) => report(named(run), outcomes),
  };
};

const asNamed = (connection: Run['connection']): Run['connection'] => {
  const pair = reportConnection(readCompanyPair(connection));
  return pair === null ? null : { ...pair };
};

const REPORTERS: ReadonlyMap<string, Reporter> = new Map([
  [FIRST_FLOW, EMPLOYEES],
  ['employees-to-xledger', reporterOfRecords(EMPLOYEES_TO_XLEDGER_REPORT, 'onlyInXledger', xledgerRowsOf)],
  [
    'leaves-to-poweroffice',
    ofSamePair(reporterOfRecords(LEAVES_TO_POWEROFFICE_REPORT, ONLY_IN_POWEROFFICE, leaveRowsOf)),
  ],
  ['time-off-to-file', reporterOfRecords(TIME_OFF_TO_FILE_REPORT, 'onlyInTarget', () => null)],
]);

/** How the runs of a flow are shown, by its name. @param kind what it carries, of a flow that is not among these */
export const reporterOf = (flow: string, kind = 'record'): Reporter =>
  REPORTERS.get(flow) ?? reporterOfRecords({ kind, vendors: [], kinds: {} }, 'onlyInTarget', () => null);
