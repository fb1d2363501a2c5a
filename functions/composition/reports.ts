import { ONLY_IN_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/match/match-groups.ts';
import {
  reportCalls,
  reportEmployee,
  reportEmployeeRun,
  reportOnlyInPowerOffice,
  summariseEmployeeRun,
} from '../../shared/flows/employees-to-poweroffice/report.ts';
import type { RowsOf } from '../../shared/operate/history-list.ts';
import { mappingRowsOf } from '../../shared/flows/employees-to-poweroffice/rules/mapping-table.ts';
import { reportRecord, reportRun, reportUnmatched, summariseRun } from '../../shared/operate/run-report.ts';
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
  readonly unmatchedList: 'onlyInPowerOffice' | 'onlyInTarget';
  readonly reportUnmatched: (record: UnmatchedRecord) => object;
  readonly report: (run: Run, outcomes: readonly Outcome[]) => object;
  /** The rows of its mapping that a change rests on. */
  readonly rowsOf: RowsOf;
}

/** The first flow's documents are older than the others', and keep their names. */
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

/** How the runs of a flow are shown, by its name. @param kind what it carries, of every flow but the first */
export const reporterOf = (flow: string, kind = 'record'): Reporter =>
  flow === FIRST_FLOW
    ? EMPLOYEES
    : {
        list: 'records',
        summarise: summariseRun,
        reportRecord: (outcome) => reportRecord(kind, outcome),
        reportCalls: (apiCalls) => apiCalls,
        unmatchedList: 'onlyInTarget',
        reportUnmatched,
        report: (run, outcomes) => reportRun(kind, run, outcomes),
        rowsOf: () => null,
      };
