/*
 * What the sync costs in AWS in a month. The prices are Amazon's, as published; what a run uses is measured by the
 * benchmark, and what nobody can measure beforehand, such as how often somebody looks at the dashboard, is assumed here
 * and said. A cost is the sum of what it uses times the price of each. For example, 50 employees on weekday nights cost
 * hardly more than the stack does while nothing happens, for its keys, alarms and polls cost the same for everybody.
 */
import { RUN_RETENTION_IN_DAYS } from '../shared/state/run.ts';
import type { Usage } from './usage.ts';

/** US East (N. Virginia), on-demand, as published in February 2026, in US dollars; free tiers left out. */
export const PRICES = {
  lambdaPerGigabyteSecond: 0.0000133334,
  lambdaPerMillionRequests: 0.2,
  tablePerMillionReadUnits: 0.125,
  tablePerMillionWriteUnits: 0.625,
  tablePerGigabyteMonth: 0.25,
  backupPerGigabyteMonth: 0.2,
  queuePerMillionRequests: 0.4,
  logsPerGigabyte: 0.5,
  logStoragePerGigabyteMonth: 0.03,
  logQueriesPerGigabyte: 0.005,
  dashboardPerMonth: 3,
  metricPerMonth: 0.3,
  alarmMetricPerMonth: 0.1,
  secretPerMonth: 0.4,
  keyPerMonth: 1,
  keyPerMillionRequests: 3,
  tracesPerMillion: 5,
  schedulerPerMillion: 1,
  apiPerMillion: 3.5,
} as const;

/** What the stack has, whoever works for whom; a test counts them in the template. */
export const STACK = {
  alarmMetrics: 25,
  metrics: 21,
  secrets: 2,
  keys: 1,
  /**
   * What Lambda asks empty queues with: five for the queue with a limit of concurrency, two for each of the four others
   * (Lambda's documentation, scaling of SQS event sources).
   */
  pollers: 13,
  startMemoryInGigabytes: 1,
  workerMemoryInGigabytes: 0.5,
  viewMemoryInGigabytes: 1,
  /** Log queries on the dashboard. */
  logQueries: 2,
} as const;

const ASSUMED = {
  hoursPerMonth: 730,
  daysPerMonth: 365 / 12,
  /** Long polls of 20 seconds, around the clock. */
  pollsPerHour: 180,
  /** A line of the log for each person and its share of the others, with what CloudWatch adds. */
  logBytesPerPerson: 500,
  /** What Lambda itself logs of an invocation, and the metrics that travel as a line of the log. */
  logBytesPerInvocation: 1_800,
  /** The default retention. */
  logMonths: 3,
  /** Runs and outcomes expire, and DynamoDB takes up to two days more to remove them. */
  runDaysKept: RUN_RETENTION_IN_DAYS + 2,
  /** Metrics are charged by the hour in which they are sent, and a run may begin in one and end in another. */
  metricHoursPerRun: 2,
  keyRequestsPerRun: 1_000,
  /** Starts by hand, looks at a run or at the open problems. */
  apiRequestsPerMonth: 300,
  /** A dashboard that somebody leaves open over a working day, refreshed every minute, showing its 14 days. */
  dashboardRefreshes: 8 * 60,
  dashboardDays: 14,
  widgetSecondsPerThousandPeople: 0.2,
} as const;

const GIGABYTE = 1024 ** 3;

/** Monthly cost in US dollars, by what it is paid for. */
export interface MonthlyCost {
  /** Independent of the number of employees. */
  readonly keysAndSecrets: number;
  readonly alarms: number;
  readonly polling: number;
  /** Of the runs. */
  readonly metrics: number;
  readonly lambda: number;
  readonly table: number;
  readonly queue: number;
  readonly logs: number;
  readonly rest: number;
  readonly total: number;
}

const logGigabytesOf = ({ people, startRun, syncEmployee }: Usage): number =>
  (people * ASSUMED.logBytesPerPerson +
    (startRun.invocations + syncEmployee.invocations) * ASSUMED.logBytesPerInvocation) /
  GIGABYTE;

const perMillion = (count: number, price: number): number => (count / 1_000_000) * price;

/** What Lambda charges for beside invocations: memory times duration. */
export const gigabyteSecondsOf = ({ startRun, syncEmployee }: Usage): number =>
  (startRun.durationInMillis * STACK.startMemoryInGigabytes +
    syncEmployee.durationInMillis * STACK.workerMemoryInGigabytes) /
  1000;

/** What one run costs where it is charged by use: invocations, table, messages, log lines. */
export const costOfRun = (usage: Usage): Pick<MonthlyCost, 'lambda' | 'table' | 'queue' | 'logs'> => {
  const { startRun, syncEmployee, table, queue } = usage;
  const invocations = startRun.invocations + syncEmployee.invocations;
  return {
    lambda:
      gigabyteSecondsOf(usage) * PRICES.lambdaPerGigabyteSecond +
      perMillion(invocations, PRICES.lambdaPerMillionRequests),
    table:
      perMillion(table.readUnits, PRICES.tablePerMillionReadUnits) +
      perMillion(table.writeUnits, PRICES.tablePerMillionWriteUnits),
    queue: perMillion(queue.requests, PRICES.queuePerMillionRequests),
    logs: logGigabytesOf(usage) * (PRICES.logsPerGigabyte + PRICES.logStoragePerGigabyteMonth * ASSUMED.logMonths),
  };
};

/** @param runDaysPerWeek 5 for weekdays, 7 for every day */
export const monthlyCost = (night: Usage, runDaysPerWeek: number): MonthlyCost => {
  const runs = (ASSUMED.daysPerMonth * runDaysPerWeek) / 7;
  const run = costOfRun(night);
  const storedGigabytes =
    (night.table.lastingBytes + (night.table.bytesOfRun * ASSUMED.runDaysKept * runDaysPerWeek) / 7) / GIGABYTE;
  const invocations = night.startRun.invocations + night.syncEmployee.invocations;
  const parts = {
    keysAndSecrets: STACK.keys * PRICES.keyPerMonth + STACK.secrets * PRICES.secretPerMonth,
    alarms: STACK.alarmMetrics * PRICES.alarmMetricPerMonth,
    polling: perMillion(STACK.pollers * ASSUMED.pollsPerHour * ASSUMED.hoursPerMonth, PRICES.queuePerMillionRequests),
    metrics: (STACK.metrics * PRICES.metricPerMonth * ASSUMED.metricHoursPerRun * runs) / ASSUMED.hoursPerMonth,
    lambda: run.lambda * runs,
    table: run.table * runs + storedGigabytes * (PRICES.tablePerGigabyteMonth + PRICES.backupPerGigabyteMonth),
    queue: run.queue * runs,
    logs: run.logs * runs,
    rest:
      perMillion(invocations * runs, PRICES.tracesPerMillion) +
      perMillion(ASSUMED.keyRequestsPerRun * runs, PRICES.keyPerMillionRequests) +
      // Each run is started, and later asked for.
      perMillion(2 * runs, PRICES.schedulerPerMillion) +
      perMillion(ASSUMED.apiRequestsPerMonth, PRICES.apiPerMillion),
  };
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
};

/** What a stack costs in a month in which nothing runs: what is there around the clock. */
export const idleCost = (night: Usage): number => {
  const { keysAndSecrets, alarms, polling } = monthlyCost(night, 0);
  return keysAndSecrets + alarms + polling;
};

/** What a dashboard left open costs in a working day: log queries, and the list of open problems. */
export const openDashboardCost = (night: Usage): number => {
  const logGigabytes = ((logGigabytesOf(night) * 5) / 7) * ASSUMED.dashboardDays * STACK.logQueries;
  // The list reads everybody, eventually consistent: 8 KB a unit.
  const readUnits = night.table.lastingBytes / 8_192;
  const gigabyteSeconds = (night.people / 1_000) * ASSUMED.widgetSecondsPerThousandPeople * STACK.viewMemoryInGigabytes;
  const refresh =
    logGigabytes * PRICES.logQueriesPerGigabyte +
    perMillion(readUnits, PRICES.tablePerMillionReadUnits) +
    gigabyteSeconds * PRICES.lambdaPerGigabyteSecond;
  return refresh * ASSUMED.dashboardRefreshes;
};
