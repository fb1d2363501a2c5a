import { FIRST_FLOW } from '../../../../shared/records/first-flow.ts';
import { RUN_ABORTS, toRunAbort } from '../../../../shared/run/abort.ts';
import { reportNotStarted } from '../../../../shared/flows/employees-to-poweroffice/report.ts';
import type { RunReport } from '../../../../shared/flows/employees-to-poweroffice/report.ts';
import { summariseNotStarted } from '../../../../shared/operate/run-report.ts';
import type { Api } from '../../api-client.ts';
import { asItCame, readRun } from '../../documents.ts';
import { exitCodeOf } from '../../exit-code.ts';
import type { Refusal } from '../../explain-error.ts';
import { readNewProblems } from '../../new-problems.ts';
import { renderPlan } from '../../plan-text.ts';
import { renderReport } from '../../report-table.ts';
import type { RenderOptions } from '../../report-table.ts';
import { readPlan } from '../../stored-plan.ts';
import { userName } from '../../user-name.ts';
import { wordsOfPlace } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';

/** A run as the command line shows it. */
export const toResult = (
  report: RunReport,
  options: Omit<RenderOptions, 'width'> = { environment: null },
): CommandResult => ({
  document: asItCame(report),
  toText: (width) => renderReport(report, { ...options, width }),
  exitCode: exitCodeOf(report),
});

/** What a report is shown with, beside its width. Programs read the document, and need no more. */
export const readForPeople = async (
  api: Api,
  report: RunReport,
  options: Pick<ApiCommandOptions, 'json' | 'stack' | 'dataDir'>,
): Promise<Omit<RenderOptions, 'width'> & { readonly place: string }> => ({
  environment: api.environment,
  place: wordsOfPlace(options),
  ...(!options.json && { isNewProblem: await readNewProblems(api, report) }),
});

const WAITS = 'No plan for everybody has been approved yet, so this run became a plan that waits (firstRun).';

/** A run that has ended; one that became a plan which waits is shown as that plan. @param more what its document has beside */
export const showRun = async (
  api: Api,
  runId: string,
  options: Pick<ApiCommandOptions, 'json' | 'stack' | 'dataDir'>,
  more: object = {},
): Promise<CommandResult> => {
  const run = await readRun(api, runId);
  const shown = await readForPeople(api, run, options);
  const result = { ...toResult(run, shown), document: { ...asItCame(run), ...more } };
  if (run.status !== 'awaiting_approval' || options.json) return result;
  const { plan } = await readPlan(api, runId);
  return { ...result, toText: (width) => renderPlan(plan, { ...shown, notes: [WAITS], width }) };
};

/** For what the engine itself refuses no run. */
const OF_THE_COMMAND_LINE = {
  summary: 'The command was refused.',
  hint: 'IT: see to what the message names, then start it again.',
};

/** The result of a run that was never started. @param flow the first one's document has `employees`, every other's `records` */
export const refuseRun = (mode: RunReport['mode'], { code, message }: Refusal, flow = FIRST_FLOW): CommandResult => {
  const abort = toRunAbort(code, message, [], { [code]: OF_THE_COMMAND_LINE, ...RUN_ABORTS });
  const run = { runId: '', flow, mode, requestedBy: userName() };
  const result = toResult(reportNotStarted(run, abort));
  return flow === FIRST_FLOW ? result : { ...result, document: { ...summariseNotStarted(run, abort), records: [] } };
};
