import { readCompanyPair } from '../../shared/flows/employees-to-poweroffice/connection.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { PROBLEMS } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import { reportConnection, reportProblem } from '../../shared/flows/employees-to-poweroffice/report.ts';
import type { Schedules } from '../../shared/config/schedule.ts';
import type { ListedProblem } from '../../shared/operate/problem-list.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { Language } from '../../shared/records/words.ts';
import type { Connection } from '../../shared/state/connection.ts';
import type { ProblemsOf } from '../../shared/state/record-store.ts';
import type { State } from './assemble-state.ts';

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
}

const RUNS_LOOKED_AT = 20;

/** The pair that the latest run of the first flow has seen; null when none came so far. */
const seenBy = async (runs: Pick<State['runs'], 'latestRuns'>): Promise<Connection | null> =>
  (await runs.latestRuns(RUNS_LOOKED_AT)).find(({ flow, connection }) => flow === FIRST_FLOW && connection !== null)
    ?.connection ?? null;

/**
 * The flows that a deployment carries, the first one first.
 * @param schedules of those that a stack carries; null on one machine, which carries all
 */
export const apiFlows = (
  state: Pick<State, 'employees' | 'connections' | 'runs'>,
  schedules: Schedules | null,
): readonly ApiFlow[] => allFlows(state).filter(({ name }) => schedules === null || Object.hasOwn(schedules, name));

const allFlows = ({
  employees,
  connections,
  runs,
}: Pick<State, 'employees' | 'connections' | 'runs'>): readonly ApiFlow[] => [
  {
    name: FIRST_FLOW,
    kind: EMPLOYEES_TO_POWEROFFICE.kind,
    connection: async () => reportConnection(readCompanyPair((await connections.get()) ?? (await seenBy(runs)))),
    problems: { codes: Object.keys(PROBLEMS), open: () => employees.problems(), report: reportProblem },
  },
];
