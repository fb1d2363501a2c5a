import { nextStartOf } from '../../shared/config/schedule.ts';
import { reportCalls } from '../../shared/flows/employees-to-poweroffice/report.ts';
import { countByCode, listProblems } from '../../shared/operate/problem-list.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { planStateOf } from '../../shared/state/run.ts';
import type { Run } from '../../shared/state/run.ts';
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

/** The plan that waits for somebody to approve it, or null. */
const findWaiting = async ({ runs, clock }: ApiDependencies) => {
  const planId = await runs.openPlan(FIRST_FLOW);
  const plan = planId === null ? null : await runs.getRun(planId);
  if (plan === null || plan.plan === null || planStateOf(plan, clock.now()) !== 'open') return null;
  return { planId: plan.runId, expiresAt: new Date(plan.plan.expiresAt).toISOString(), totals: plan.totals };
};

/** `GET /status`: the one screen for a look in between, from what is remembered. */
export const showStatus: Respond<'GET /status', ApiDependencies> = async (_, dependencies) => {
  const { runs, employees, connections, clock, schedule } = dependencies;
  const [lastRun = null] = await runs.latestRuns(1);
  const nextStart = schedule === null ? null : nextStartOf(schedule, clock.now());
  return answerWith(200, {
    connection: await readConnection(connections),
    lastRun: lastRun === null ? null : await summarise(lastRun, runs),
    nextStart: nextStart === null ? null : new Date(nextStart).toISOString(),
    paused: schedule?.paused ?? null,
    waiting: await findWaiting(dependencies),
    problems: countByCode(listProblems(await employees.problems())),
    keys: keysOf(lastRun),
    budget: budgetOf(lastRun),
  });
};
