import * as z from 'zod';
import { FIRST_FLOW } from '../../../../shared/records/first-flow.ts';
import { RUN_ABORTS, toRunAbort } from '../../../../shared/run/abort.ts';
import { reportNotStarted } from '../../../../shared/flows/employees-to-poweroffice/report.ts';
import { PLAN_REFUSALS } from '../../../../shared/operate/plan-codes.ts';
import { reportRecordsNotStarted } from '../../../../shared/operate/run-report.ts';
import type { RunMode } from '../../../../shared/state/run.ts';
import type { Api } from '../../api-client.ts';
import { readRun } from '../../documents.ts';
import type { ReadRun } from '../../documents.ts';
import { exitCodeOf } from '../../exit-code.ts';
import type { Refusal } from '../../explain-error.ts';
import { flowWords } from '../../flow-words.ts';
import type { FlowWords } from '../../flow-words.ts';
import { readNewProblems } from '../../new-problems.ts';
import { renderPlan, wholeCommand } from '../../plan-text.ts';
import { renderReport } from '../../report-table.ts';
import type { RenderOptions } from '../../report-table.ts';
import type { ShownRun } from '../../shown-run.ts';
import { readPlan } from '../../stored-plan.ts';
import { userName } from '../../user-name.ts';
import { wordsOfPlace } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';

/** A run as the command line shows it. */
export const toResult = (
  { document, run }: { readonly document: object; readonly run: ShownRun },
  options: Omit<RenderOptions, 'width'> = { environment: null },
): CommandResult => ({
  document,
  toText: (width) => renderReport(run, { ...options, width }),
  exitCode: exitCodeOf(run),
});

/** What a report is shown with, beside its width. Programs read the document, and need no more. */
export const readForPeople = async (
  api: Api,
  report: ShownRun,
  options: Pick<ApiCommandOptions, 'json' | 'stack' | 'dataDir' | 'flow'>,
): Promise<Omit<RenderOptions, 'width'> & { readonly place: string; readonly words: FlowWords }> => ({
  environment: api.environment,
  words: api.words,
  place: wordsOfPlace(options),
  ...(!options.json && { isNewProblem: await readNewProblems(api, report) }),
});

const WAITS = 'No plan for everybody has been approved yet, so this run became a plan that waits (firstRun).';

/** A run that has ended; one that became a plan which waits is shown as that plan. @param more what its document has beside */
export const showRun = async (
  api: Api,
  runId: string,
  options: Pick<ApiCommandOptions, 'json' | 'stack' | 'dataDir' | 'flow'>,
  more: object = {},
): Promise<CommandResult> => {
  const { document, run }: ReadRun = await readRun(api, runId);
  const shown = await readForPeople(api, run, options);
  const whole = { wholeCommand: wholeCommand('runs', runId, shown.place) };
  const result = toResult({ document: { ...document, ...more }, run }, { ...shown, ...whole });
  if (run.status !== 'awaiting_approval' || options.json) return result;
  const { plan } = await readPlan(api, runId);
  return { ...result, toText: (width) => renderPlan(plan, { ...shown, notes: [WAITS], width }) };
};

/** What the API says beside a refusal for a guard of a plan. */
const guardedSchema = z.object({ people: z.array(z.string()) });

/** For what the engine itself refuses no run. */
const OF_THE_COMMAND_LINE = {
  summary: 'The command was refused.',
  hint: 'IT: see to what the message names, then start it again.',
};

/** The result of a run that was never started. @param flow the first one's document has `employees`, every other's `records` */
export const refuseRun = (
  mode: RunMode,
  { code, message, hint, document: told }: Refusal,
  flow = FIRST_FLOW,
): CommandResult => {
  const words = flowWords(flow);
  const people = guardedSchema.safeParse(told).data?.people ?? [];
  const refused = toRunAbort(code, message, people, {
    [code]: OF_THE_COMMAND_LINE,
    ...RUN_ABORTS,
    ...PLAN_REFUSALS,
    ...(words.report !== null && words.aborts),
  });
  // What is to be typed names the flow that was asked about.
  const abort = { ...refused, hint: hint ?? refused.hint.replaceAll('--flow FLOW', `--flow ${flow}`) };
  const asked = { runId: '', flow, mode, requestedBy: userName() };
  const run = reportNotStarted(asked, abort);
  const document = words.report === null ? run : reportRecordsNotStarted(asked, abort, words.report);
  return toResult({ document, run }, { environment: null, words });
};
