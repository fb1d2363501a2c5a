/*
 * The commands around stored plans: `plan` makes one and shows it, `plans` lists them, `apply` carries one out. All of it
 * is calls of the API, on this machine or of a stack, so that a plan can be made in one place and looked at in another.
 * Making and carrying out take as long as a run; the command asks until it is over. For example, `plan` ends with the
 * plan's id, and `apply ID --accept ARCHIVE_GUARD` writes what it showed, although it archives many.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';
import type { Command } from 'commander';
import * as z from 'zod';
import { callWhole } from '../../api-client.ts';
import type { Api } from '../../api-client.ts';
import { refuseWhereDeployed } from '../../deployment-note.ts';
import { isOver, planSchema, plansSchema, readRun } from '../../documents.ts';
import type { ShownPlan } from '../../documents.ts';
import { EXIT_CODES, exitCodeOf } from '../../exit-code.ts';
import { RefusedError } from '../../explain-error.ts';
import { renderPlans } from '../../plans-table.ts';
import type { RunReport } from '../../../../shared/flows/employees-to-poweroffice/report.ts';
import { renderReport } from '../../report-table.ts';
import { interruptibly } from '../../watch-run.ts';
import { asApiCommand, vendorsOf, withApi } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';
import { toEmployeeNumber, toResult } from './run.ts';

interface SomeOptions extends ApiCommandOptions {
  readonly employee: readonly string[];
}

interface ApplyOptions extends SomeOptions {
  readonly accept: readonly string[];
}

const POLL_INTERVAL_IN_MILLIS = 500;
/** Of what is asked again and again, one row is enough. */
const FEW = { query: { limit: '1' } } as const;

const startedSchema = z.object({ planId: z.string() });
const appliedSchema = z.object({ runId: z.string() });
const stateSchema = z.object({ state: z.string() });

const numbersOf = ({ employee }: SomeOptions) => (employee.length === 0 ? {} : { employees: employee });

/** Waits until a plan is made. @returns false when it was given up: its run says why */
const untilMade = async (api: Api, planId: string): Promise<boolean> => {
  for (;;) {
    const answer = await api.call('GET', `/plans/${planId}`, FEW).catch((error: unknown) => {
      if (error instanceof RefusedError && error.refusal.code === 'PLAN_UNKNOWN') return null;
      throw error;
    });
    if (answer === null) return false;
    if (stateSchema.parse(answer).state !== 'making') return true;
    await sleep(POLL_INTERVAL_IN_MILLIS);
  }
};

/** Waits until a run has ended. On this machine, Ctrl-C ends it; on a stack it ends the waiting alone. */
const untilEnded = (api: Api, runId: string): Promise<void> => {
  const wait = async (interrupted: AbortSignal | null): Promise<void> => {
    for (;;) {
      if (interrupted?.aborted === true) await api.interrupt?.(runId);
      if (isOver(await api.call('GET', `/runs/${runId}`, FEW))) return;
      await sleep(POLL_INTERVAL_IN_MILLIS);
    }
  };
  return api.interrupt === null ? wait(null) : interruptibly(wait);
};

const showRun = async (api: Api, runId: string, more: object = {}): Promise<CommandResult> => {
  const run = await readRun(api, runId);
  return { ...toResult(run, api.environment), document: { ...run, ...more } };
};

/** A plan as the table of a run shows it. */
const asRun = (plan: ShownPlan): RunReport => ({
  runId: plan.planId,
  mode: 'plan',
  connection: plan.connection,
  status: plan.totals.failed > 0 ? 'completed_with_errors' : 'succeeded',
  abort: null,
  totals: plan.totals,
  apiCalls: { simployer: 0, poweroffice: 0 },
  requestedBy: plan.requestedBy,
  startedAt: plan.createdAt,
  endedAt: null,
  employees: plan.employees,
});

const describeGuards = ({ guards }: ShownPlan): readonly string[] =>
  guards.map(
    ({ code, message, people }) => `${styleText('yellow', `! ${code}`)}  ${message}\n  People: ${people.join(' ')}`,
  );

const describeNextStep = ({ planId, state, guards }: ShownPlan): string =>
  state === 'open'
    ? `Plan ${planId}. To write it: npm run sync -- apply ${planId}${guards.map(({ code }) => ` --accept ${code}`).join('')}`
    : `Plan ${planId} is ${state}.`;

const showPlan = async (api: Api, planId: string): Promise<CommandResult> => {
  const { next: _, ...document } = await callWhole(api, `/plans/${encodeURIComponent(planId)}`, 'employees');
  const plan = planSchema.parse(document);
  const run = asRun(plan);
  return {
    document,
    toText: (width) =>
      [
        renderReport(run, { environment: api.environment, width }),
        ...describeGuards(plan),
        describeNextStep(plan),
      ].join('\n\n'),
    exitCode: exitCodeOf(run),
  };
};

const makePlan = async (api: Api, options: SomeOptions): Promise<CommandResult> => {
  const { planId } = startedSchema.parse(await api.call('POST', '/plans', { body: numbersOf(options) }));
  return (await untilMade(api, planId)) ? showPlan(api, planId) : showRun(api, planId);
};

const listPlans = async (api: Api): Promise<CommandResult> => {
  const document = await callWhole(api, '/plans', 'plans');
  const { plans } = plansSchema.parse(document);
  return { document, toText: (width) => renderPlans(plans, width), exitCode: EXIT_CODES.finished };
};

const applyPlan = async (api: Api, planId: string, options: ApplyOptions): Promise<CommandResult> => {
  const body = { ...numbersOf(options), accept: options.accept };
  const { runId } = appliedSchema.parse(await api.call('POST', `/plans/${encodeURIComponent(planId)}/apply`, { body }));
  await untilEnded(api, runId);
  return showRun(api, runId, { planId });
};

const andEarlier = (code: string, earlier: readonly string[]): readonly string[] => [...earlier, code];

export const definePlans = (program: Command, end: (result: CommandResult) => void): void => {
  asApiCommand(program.command('plan'), 'plan --employee 101')
    .description('makes a plan, keeps it, and shows what it would write; prints its id')
    .option('--employee <number>', 'only this employee; may be repeated', toEmployeeNumber, [])
    .action(async (options: SomeOptions) =>
      end(await withApi(options, (api) => makePlan(api, options), vendorsOf(options))),
    );
  asApiCommand(program.command('plans'), 'plans 20260302T050000-1ab2cd')
    .description('the stored plans, newest first; with an id, one of them whole')
    .argument('[id]', 'the plan to show')
    .action(async (id: string | undefined, options: ApiCommandOptions) =>
      end(await withApi(options, (api) => (id === undefined ? listPlans(api) : showPlan(api, id)))),
    );
  asApiCommand(program.command('apply'), 'apply 20260302T050000-1ab2cd --accept ARCHIVE_GUARD')
    .description('carries a stored plan out: writes what it shows, and nothing else')
    .argument('<id>', 'the plan to carry out')
    .option('--accept <code>', 'a guard that the plan shows, and that is meant; may be repeated', andEarlier, [])
    .option('--employee <number>', 'only this employee; may be repeated', toEmployeeNumber, [])
    .action(async (id: string, options: ApplyOptions) => {
      if (options.stack === undefined) await refuseWhereDeployed(options.dataDir);
      end(await withApi(options, (api) => applyPlan(api, id, options), vendorsOf(options)));
    });
};
