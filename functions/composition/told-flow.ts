import { EMPLOYEE_ABORTS } from '../../shared/flows/employees-to-poweroffice/aborts.ts';
import { readCompanyPair } from '../../shared/flows/employees-to-poweroffice/connection.ts';
import { describeAbort } from '../../shared/flows/employees-to-poweroffice/describe-abort.ts';
import { describeConnection } from '../../shared/flows/employees-to-poweroffice/describe-connection.ts';
import { describeProblem } from '../../shared/flows/employees-to-poweroffice/describe-problem.ts';
import { XLEDGER_ABORTS } from '../../shared/flows/employees-to-xledger/aborts.ts';
import { readXledgerCompanyPair } from '../../shared/flows/employees-to-xledger/connection.ts';
import { describeXledgerAbort } from '../../shared/flows/employees-to-xledger/describe-abort.ts';
import { describeXledgerConnection } from '../../shared/flows/employees-to-xledger/describe-connection.ts';
import { describeProblem as describeXledgerProblem } from '../../shared/flows/employees-to-xledger/describe-problem.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import type { DescribeAbort } from '../../shared/people/describe-abort.ts';
import type { DescribeProblem } from '../../shared/records/describe-problem.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { VENDOR_NAMES } from '../../shared/records/vendor.ts';
import type { AbortWords } from '../../shared/run/abort.ts';
import type { Connection } from '../../shared/state/connection.ts';

/** A flow as people are told of it, on the dashboard and by mail. */
export interface ToldFlow {
  readonly name: string;
  /** The system that it writes to, as people call it. */
  readonly target: string;
  /** What it carries, as people count them. */
  readonly records: 'people' | 'leaves';
  readonly describeProblem: DescribeProblem;
  readonly describeAbort: DescribeAbort;
  /** What a run, or a plan, can be refused or given up for, by code. */
  readonly aborts: AbortWords;
  /** The pair of companies in one line; null where it is not known. */
  readonly describeConnection: (connection: Connection | null) => string | null;
}

export const TO_POWEROFFICE: ToldFlow = {
  name: FIRST_FLOW,
  target: VENDOR_NAMES.poweroffice,
  records: 'people',
  describeProblem,
  describeAbort,
  aborts: EMPLOYEE_ABORTS,
  describeConnection: (connection) => {
    const pair = readCompanyPair(connection);
    return pair === null ? null : describeConnection(pair, pair.powerOffice.environment);
  },
};

export const TO_XLEDGER: ToldFlow = {
  name: EMPLOYEES_TO_XLEDGER.name,
  target: VENDOR_NAMES.xledger,
  records: 'people',
  describeProblem: describeXledgerProblem,
  describeAbort: describeXledgerAbort,
  aborts: XLEDGER_ABORTS,
  describeConnection: (connection) => {
    const pair = readXledgerCompanyPair(connection);
    return pair === null ? null : describeXledgerConnection(pair);
  },
};

/** The flows of people. */
export const TOLD_FLOWS_OF_PEOPLE: readonly ToldFlow[] = [TO_POWEROFFICE, TO_XLEDGER];

/** The flow of that name; the first where there is none. @param flows that are known where it is told */
export const toldFlow = (name: string, flows: readonly ToldFlow[]): ToldFlow =>
  flows.find((flow) => flow.name === name) ?? TO_POWEROFFICE;
