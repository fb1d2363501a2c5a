/*
 * Answers the console when it shows the custom widget: reads what the view needs and hands it to whatever renders it. It
 * reads alone; what a button does, another function does. For example, `{"view":"plan","planId":"2026..."}` is the plan
 * with that id, and an event that says nothing is the first view, with the open problems.
 */
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { GRAVITIES, gravityOf } from '../../shared/flows/employees-to-poweroffice/gravity.ts';
import type { Schedules } from '../../shared/config/schedule.ts';
import type { Clock } from '../../shared/http/clock.ts';
import { listProblems } from '../../shared/operate/problem-list.ts';
import { findWaitingPlan } from '../../shared/operate/waiting-plan.ts';
import { surveyPlan } from '../../shared/operate/survey-plan.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { Language } from '../../shared/records/words.ts';
import { runIdSchema } from '../../shared/run/start-message.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import type { PauseStore } from '../../shared/state/pause-store.ts';
import type { ProblemsOf } from '../../shared/state/record-store.ts';
import { planStateOf } from '../../shared/state/run.ts';
import type { Run } from '../../shared/state/run.ts';
import { readSchedule } from '../composition/read-schedule.ts';
import { runsOf } from '../composition/runs-of.ts';
import { toldFlow } from '../composition/told-flow.ts';
import { TOLD_FLOWS } from '../composition/told-flows.ts';
import type { Buttons, Endpoints } from './buttons.ts';
import type { Html } from './html.ts';
import { lookOf } from './look.ts';
import type { Look } from './look.ts';
import { renderNoPlan, renderPlan } from './render-plan.ts';
import { renderOverview } from './render.ts';
import { MOST_ROWS } from './take-rows.ts';
import { readWidgetEvent } from './widget-event.ts';

export interface WidgetDependencies {
  readonly runs: Pick<RunStore, 'newestFirst' | 'openPlan' | 'getRun' | 'outcomesAfter'>;
  /** What stands open of everybody, by the name of the flow. */
  readonly problems: Readonly<Record<string, () => Promise<readonly ProblemsOf[]>>>;
  readonly pauses: Pick<PauseStore, 'pause'>;
  /** When runs start by themselves; null on one machine. */
  readonly schedules: Schedules | null;
  readonly clock: Pick<Clock, 'now'>;
  readonly language: Language;
  /** The functions behind the buttons. */
  readonly endpoints: Omit<Endpoints, 'widget'>;
}

const viewSchema = z.object({
  view: z.literal('plan').optional().catch(undefined),
  /** What the widget tells of; left out, the first flow. */
  flow: z.string().catch(FIRST_FLOW).default(FIRST_FLOW),
  planId: runIdSchema.optional().catch(undefined),
  /** False on a dashboard for people who only look. */
  buttons: z.boolean().catch(true).default(true),
});

/** The HTML of a view of the dashboard's widget, or the widget's documentation in Markdown. */
export const showWidget = async (
  event: unknown,
  { invokedFunctionArn }: Pick<Context, 'invokedFunctionArn'>,
  dependencies: WidgetDependencies,
): Promise<string | { readonly markdown: string }> => {
  const { describe, theme, parameters } = readWidgetEvent(event, viewSchema);
  if (describe) return { markdown: WIDGET_DOCUMENTATION };
  const { view, planId, buttons: act, flow: name } = parameters ?? viewSchema.parse({});
  const flow = toldFlow(name, TOLD_FLOWS);
  const endpoints = { ...dependencies.endpoints, widget: invokedFunctionArn };
  const buttons = { endpoints, act, ...(flow.name !== FIRST_FLOW && { flow: flow.name }) };
  const look = lookOf(dependencies.language, theme, flow);
  const shown =
    view === 'plan'
      ? await showPlan(planId, buttons, look, dependencies)
      : await showOverview(buttons, look, dependencies);
  return shown.text;
};

/** The last run that could write is among these, whatever number of plans was made since. */
const RUNS_LOOKED_AT = 20;

const latestOf = async (flow: string, runs: Pick<RunStore, 'newestFirst'>): Promise<readonly Run[]> => {
  const latest: Run[] = [];
  for await (const run of runsOf(flow, null, runs)) {
    latest.push(run);
    if (latest.length === RUNS_LOOKED_AT) break;
  }
  return latest;
};

const showOverview = async (buttons: Buttons, look: Look, dependencies: WidgetDependencies): Promise<Html> => {
  const { runs, problems } = dependencies;
  const { name } = look.flow;
  const [lastRuns, everybody, schedule, waiting] = await Promise.all([
    latestOf(name, runs),
    problems[name]?.() ?? [],
    readSchedule(name, dependencies),
    findWaitingPlan(name, dependencies),
  ]);
  return renderOverview({ lastRuns, schedule, waiting, problems: listProblems(everybody) }, buttons, look);
};

const showPlan = async (
  planId: string | undefined,
  buttons: Buttons,
  look: Look,
  { runs, clock }: WidgetDependencies,
): Promise<Html> => {
  const run = planId === undefined ? null : await runs.getRun(planId);
  const state = run === null ? null : planStateOf(run, clock.now());
  if (run === null || state === null || run.flow !== look.flow.name) return renderNoPlan(buttons, look);
  // What a plan says of single people is gone with it, whenever the table drops it.
  const outcomes = state === 'expired' ? nobody() : runs.outcomesAfter(run.runId, null);
  const survey = await surveyPlan(outcomes, { gravities: GRAVITIES, gravityOf, passedOver: 'none', most: MOST_ROWS });
  return renderPlan({ run, state, survey }, buttons, look);
};

// oxlint-disable-next-line require-yield
const nobody = async function* (): AsyncGenerator<never> {};

/** What CloudWatch shows when somebody asks the widget what it is. */
const WIDGET_DOCUMENTATION = [
  '## Open problems of the sync',
  'How the last run went, the plan that waits, and everybody whose data could not be synced completely: what is wrong, since when, and who fixes it where. People stand in it by their employee number.',
  '',
  'Its buttons call functions of their own, as whoever is signed in: making a plan and syncing one person takes the operator policy of the stack, carrying a plan out the approver policy.',
  '',
  'A dashboard for people who only look takes it without them:',
  '```yaml',
  'buttons: false',
  '```',
  'It tells of the first flow, or of the one that it is given:',
  '```yaml',
  'flow: leaves-to-poweroffice',
  '```',
].join('\n');
