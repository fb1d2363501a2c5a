/*
 * What the API and the command line show of each flow beside its runs: the pair of companies, the problems that stand
 * open, and whom the flow remembers. A flow that a stack does not carry is not among them, so that its name is refused
 * like a mistyped one. For example, `GET /problems?flow=employees-to-xledger` lists what stands open in the words and
 * names of the flow to X-ledger.
 */
import { readCompanyPair } from '../../shared/flows/employees-to-poweroffice/connection.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { PROBLEMS } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import { describeProblem as describeXledgerProblem } from '../../shared/flows/employees-to-xledger/describe-problem.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import { PROBLEMS as XLEDGER_PROBLEMS } from '../../shared/flows/employees-to-xledger/problems.ts';
import { reportConnection, reportProblem } from '../../shared/flows/employees-to-poweroffice/report.ts';
import { describeLeaveProblem } from '../../shared/time-off/describe-leave-problem.ts';
import { TIME_OFF_TO_FILE } from '../../shared/flows/time-off-to-file/facts.ts';
import { LEAVES_TO_POWEROFFICE } from '../../shared/flows/leaves-to-poweroffice/facts.ts';
import type { LeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import { isCarried } from '../../shared/config/schedule.ts';
import type { Schedules } from '../../shared/config/schedule.ts';
import { reportListedProblem } from '../../shared/operate/report-problem.ts';
import type { ListedProblem } from '../../shared/operate/problem-list.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { Language } from '../../shared/records/words.ts';
import type { Connection } from '../../shared/state/connection.ts';
import { LEAVE_PROBLEM_CODES } from '../../shared/time-off/problems.ts';
import type { Run } from '../../shared/state/run.ts';
import type { ProblemsOf } from '../../shared/state/record-store.ts';
import type { State } from './assemble-state.ts';
import type { FileState } from './file/assemble-file-state.ts';
import type { XledgerState } from './xledger/assemble-xledger-state.ts';

/** What the API asks of a flow, beside its runs. */
export interface ApiFlow {
  readonly name: string;
  /** What it carries, as its documents call one of them. */
  readonly kind: string;
  /** The pair of companies as every document names it: the one that is remembered, or of a run before anything was written; null before the first run. */
  readonly connection: () => Promise<object | null>;
  readonly problems: {
    /** Every code that there is. */
    readonly codes: readonly string[];
    /** What stands open of each record. */
    readonly open: () => Promise<readonly ProblemsOf[]>;
    /** One of them in the names of the flow's documents. @param language of its words */
    readonly report: (problem: ListedProblem, language: Language) => Readonly<Record<string, unknown>>;
  };
  /** What the document of one run has beside what every flow's has. Default: nothing. */
  readonly besideRun?: (run: Run) => Promise<object>;
  readonly people: {
    /** Everybody whom the flow remembers, by what people call them. */
    readonly remembered: () => Promise<readonly RememberedPerson[]>;
  };
}

interface RememberedPerson {
  readonly sourceId: string;
  readonly employeeNumber: string | null;
}

/** Everybody of a store, with its `number` by the name that people know. */
const rememberedBy =
  ({ labels }: Pick<State['employees'], 'labels'>) =>
  async (): Promise<readonly RememberedPerson[]> =>
    (await labels()).map(({ sourceId, number }) => ({ sourceId, employeeNumber: number }));

const RUNS_LOOKED_AT = 20;

/** The pair that is remembered of a flow, else that its latest run has seen; null when none came so far. */
const companiesOf = async (
  name: string,
  connections: Pick<State['connections'], 'get'>,
  runs: Pick<State['runs'], 'latestRuns'>,
): Promise<Connection | null> =>
  (await connections.get()) ??
  (await runs.latestRuns(RUNS_LOOKED_AT)).find(({ flow, connection }) => flow === name && connection !== null)
    ?.connection ??
  null;

/** What the flows of the API are made of. */
export interface ApiFlowsState extends Pick<State, 'employees' | 'connections' | 'runs'> {
  readonly xledger: XledgerState;
  readonly leaves: LeaveStore;
  readonly file: FileState;
}

/**
 * The flows that a deployment carries, the first one first.
 * @param schedules of those that a stack carries; null on one machine, which carries all
 */
export const apiFlows = (state: ApiFlowsState, schedules: Schedules | null): readonly ApiFlow[] =>
  [toPowerOffice(state), toXledger(state), ofLeaves(state), ofFile(state)].filter(({ name }) =>
    isCarried(schedules, name),
  );

const toPowerOffice = ({ employees, connections, runs }: ApiFlowsState): ApiFlow => ({
  name: FIRST_FLOW,
  kind: EMPLOYEES_TO_POWEROFFICE.kind,
  connection: async () => reportConnection(readCompanyPair(await companiesOf(FIRST_FLOW, connections, runs))),
  problems: { codes: Object.keys(PROBLEMS), open: () => employees.problems(), report: reportProblem },
  people: { remembered: rememberedBy(employees) },
});

const toXledger = ({ xledger: { employees, connections }, runs }: ApiFlowsState): ApiFlow => ({
  name: EMPLOYEES_TO_XLEDGER.name,
  kind: EMPLOYEES_TO_XLEDGER.kind,
  connection: () => companiesOf(EMPLOYEES_TO_XLEDGER.name, connections, runs),
  problems: {
    codes: Object.keys(XLEDGER_PROBLEMS),
    open: () => employees.problems(),
    report: (problem, language) => reportListedProblem(problem, describeXledgerProblem(problem), language),
  },
  people: { remembered: rememberedBy(employees) },
});

const ofLeaves = ({ leaves, connections, runs }: ApiFlowsState): ApiFlow => ({
  name: LEAVES_TO_POWEROFFICE.name,
  kind: LEAVES_TO_POWEROFFICE.kind,
  // Of the same two companies as the employees whose leaves they are.
  connection: async () =>
    reportConnection(readCompanyPair(await companiesOf(LEAVES_TO_POWEROFFICE.name, connections, runs))),
  problems: {
    codes: LEAVE_PROBLEM_CODES,
    open: () => leaves.problems(),
    report: (problem, language) => reportListedProblem(problem, describeLeaveProblem(problem), language),
  },
  people: { remembered: rememberedBy(leaves) },
});

const ofFile = ({ file: { ledger, connections }, runs }: ApiFlowsState): ApiFlow => ({
  name: TIME_OFF_TO_FILE.name,
  kind: TIME_OFF_TO_FILE.kind,
  connection: () => companiesOf(TIME_OFF_TO_FILE.name, connections, runs),
  problems: {
    codes: LEAVE_PROBLEM_CODES,
    open: () => ledger.problems(),
    report: (problem, language) => reportListedProblem(problem, describeLeaveProblem(problem), language),
  },
  besideRun: async (run) => (run.mode === 'apply' ? { exportId: await exportOf(run, ledger) } : {}),
  people: { remembered: rememberedBy(ledger) },
});

/** The export that a run has made; after a kill it is that of an earlier run of the same plan. Null where there is none. */
const exportOf = async (
  { runId, applies }: Pick<Run, 'runId' | 'applies'>,
  ledger: Pick<FileState['ledger'], 'exports'>,
): Promise<string | null> => {
  const made = (await ledger.exports()).filter(({ state }) => state === 'complete' || state === 'unmarked');
  const found =
    made.find(({ exportId }) => exportId === runId) ?? made.find(({ planId }) => planId === applies?.planId);
  return found?.exportId ?? null;
};
