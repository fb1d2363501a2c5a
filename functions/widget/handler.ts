import * as z from 'zod';
import type { EmployeeStore } from '../../shared/flows/employees-to-poweroffice/employee-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import { listProblems } from '../../shared/operate/problem-list.ts';
import type { Language } from '../../shared/records/words.ts';
import { renderProblems, WIDGET_DOCUMENTATION } from './render.ts';

/** CloudWatch asks for the documentation with `describe`; every other call is for the widget itself. */
const eventSchema = z.object({ describe: z.boolean().optional() }).catch({});

export interface WidgetDependencies {
  readonly runs: Pick<RunStore, 'latestRuns'>;
  readonly employees: Pick<EmployeeStore, 'problems'>;
  readonly language: Language;
}

/** The HTML of the dashboard's list of open problems, or the widget's documentation in Markdown. */
export const showWidget = async (
  event: unknown,
  { runs, employees, language }: WidgetDependencies,
): Promise<string | { readonly markdown: string }> => {
  if (eventSchema.parse(event).describe === true) return { markdown: WIDGET_DOCUMENTATION };
  const [latest, everybody] = await Promise.all([runs.latestRuns(2), employees.problems()]);
  return renderProblems(latest, listProblems(everybody), language);
};
