import * as z from 'zod';
import type { EmployeeStore } from '../../shared/flows/employees-to-poweroffice/employee-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import { listProblems } from '../../shared/operate/problem-list.ts';
import { findWaitingPlan } from '../../shared/operate/waiting-plan.ts';
import type { Schedule } from '../../shared/config/schedule.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { Language } from '../../shared/records/words.ts';
import type { PauseStore } from '../../shared/state/pause-store.ts';
import { readSchedule } from '../composition/read-schedule.ts';
import { renderProblems, WIDGET_DOCUMENTATION } from './render.ts';

/** CloudWatch asks for the documentation with `describe`; every other call is for the widget itself. */
const eventSchema = z.object({ describe: z.boolean().optional() }).catch({});

export interface WidgetDependencies {
  readonly runs: Pick<RunStore, 'latestRuns' | 'openPlan' | 'getRun'>;
  readonly employees: Pick<EmployeeStore, 'problems'>;
  readonly pauses: Pick<PauseStore, 'pause'>;
  /** When runs start by themselves; null on one machine. */
  readonly schedule: Schedule | null;
  readonly clock: { now(): number };
  readonly language: Language;
}

/** The HTML of the dashboard's list of open problems, or the widget's documentation in Markdown. */
export const showWidget = async (
  event: unknown,
  dependencies: WidgetDependencies,
): Promise<string | { readonly markdown: string }> => {
  if (eventSchema.parse(event).describe === true) return { markdown: WIDGET_DOCUMENTATION };
  const { runs, employees, language } = dependencies;
  const [lastRuns, everybody, schedule, waiting] = await Promise.all([
    runs.latestRuns(2),
    employees.problems(),
    readSchedule(dependencies),
    findWaitingPlan(FIRST_FLOW, dependencies),
  ]);
  return renderProblems({ lastRuns, schedule, waiting, problems: listProblems(everybody) }, language);
};
