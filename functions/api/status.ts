import { countByCode, listProblems } from '../../shared/operate/problem-list.ts';
import { findWaitingPlan } from '../../shared/operate/waiting-plan.ts';
import type { Run } from '../../shared/state/run.ts';
import { reporterOf } from '../composition/reports.ts';
import { readSchedule } from '../composition/read-schedule.ts';
import { answerWith } from './answer.ts';
import type { Respond } from './answer-call.ts';
import type { ApiDependencies } from './handler.ts';
import { flowNamed } from './flow-named.ts';
import { latestRunOf, summarise } from './views.ts';

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
        ...reporterOf(run.flow).reportCalls(run.apiCalls),
        seconds: run.finishedAt === null ? null : Math.round((run.finishedAt - run.startedAt) / 1000),
      };

/** `GET /status`: the one screen for a look in between, from what is remembered. */
export const showStatus: Respond<'GET /status', ApiDependencies> = async ({ query }, dependencies) => {
  const { runs } = dependencies;
  const { name, connection, problems } = flowNamed(query.flow, dependencies);
  const lastRun = await latestRunOf(name, runs);
  const { nextStart = null, paused = null, pausedBy = [] } = (await readSchedule(name, dependencies)) ?? {};
  return answerWith(200, {
    connection: await connection(),
    lastRun: lastRun === null ? null : await summarise(lastRun, runs),
    nextStart,
    paused,
    pausedBy,
    waiting: await findWaitingPlan(name, dependencies),
    problems: countByCode(listProblems(await problems.open())),
    keys: keysOf(lastRun),
    budget: budgetOf(lastRun),
  });
};
