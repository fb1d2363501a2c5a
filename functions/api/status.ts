import { reportCalls } from '../../shared/flows/employees-to-poweroffice/report.ts';
import { countByCode, listProblems } from '../../shared/operate/problem-list.ts';
import { findWaitingPlan } from '../../shared/operate/waiting-plan.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { Run } from '../../shared/state/run.ts';
import { readSchedule } from '../composition/read-schedule.ts';
import { answerWith } from './answer.ts';
import type { Respond } from './answer-call.ts';
import type { ApiDependencies } from './handler.ts';
import { readConnection } from './read-connection.ts';
import { summarise } from './views.ts';

/** Whether the keys were good in the last run: `refused`, `accepted`, or null where it did not come so far. */
const keysOf = (run: Run | null): 'refused' | 'accepted' | null => {
  if (run?.abort?.code === 'CREDENTIALS_REFUSED') return 'refused';
  return run === null || run.connection === null ? null : 'accepted';
};

/** What the last run took of the budget of requests; null before the first. */
const budgetOf = (run: Run | null) =>
  run === null
    ? null
    : {
        ...reportCalls(run.apiCalls),
        seconds: run.finishedAt === null ? null : Math.round((run.finishedAt - run.startedAt) / 1000),
      };

/** `GET /status`: the one screen for a look in between, from what is remembered. */
export const showStatus: Respond<'GET /status', ApiDependencies> = async (_, dependencies) => {
  const { runs, employees, connections } = dependencies;
  const [lastRun = null] = await runs.latestRuns(1);
  const { nextStart = null, paused = null, pausedBy = [] } = (await readSchedule(dependencies)) ?? {};
  return answerWith(200, {
    connection: await readConnection(connections),
    lastRun: lastRun === null ? null : await summarise(lastRun, runs),
    nextStart,
    paused,
    pausedBy,
    waiting: await findWaitingPlan(FIRST_FLOW, dependencies),
    problems: countByCode(listProblems(await employees.problems())),
    keys: keysOf(lastRun),
    budget: budgetOf(lastRun),
  });
};
