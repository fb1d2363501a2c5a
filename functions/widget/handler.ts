import * as z from 'zod';
import { readEnvironment, widgetEnvironment } from '../../shared/config/function-environment.ts';
import { listOpenProblems } from '../../shared/sync/open-problems.ts';
import { openState } from '../composition/state.ts';
import { renderProblems, WIDGET_DOCUMENTATION } from './render.ts';

/** CloudWatch asks for the documentation with `describe`; every other call is for the widget itself. */
const eventSchema = z.object({ describe: z.boolean().optional() }).catch({});

/** The HTML of the dashboard's list of open problems, or the widget's documentation in Markdown. */
export const showProblems = async (event: unknown): Promise<string | { readonly markdown: string }> => {
  if (eventSchema.parse(event).describe === true) return { markdown: WIDGET_DOCUMENTATION };
  const { TABLE_NAME } = readEnvironment(widgetEnvironment, process.env);
  const { runs, employees } = openState(TABLE_NAME);
  const [latest, states] = await Promise.all([runs.latestRuns(2), employees.all()]);
  return renderProblems(latest, listOpenProblems(states));
};
