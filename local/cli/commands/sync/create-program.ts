import type { Command } from 'commander';
import { createCommand } from '../../create-command.ts';
import type { CommandResult } from './command-result.ts';
import { defineCheck } from './check.ts';
import { defineDeployed } from './deployed.ts';
import { definePlans } from './plans.ts';
import { defineExplain } from './explain.ts';
import { defineDecisions } from './decisions.ts';
import { defineDrift } from './drift.ts';
import { defineExports } from './exports.ts';
import { defineHistory } from './history.ts';
import { defineProblems } from './problems.ts';
import { defineRun } from './run.ts';
import { defineRuns } from './runs.ts';
import { defineSchedule } from './schedule.ts';
import { defineStatus } from './status.ts';
import { defineServe } from './serve.ts';

/** The program `npm run sync` with all its commands. @param end takes what one came to; null when it has shown it itself */
export const createProgram = (end: (result: CommandResult | null) => void): Command => {
  const program = createCommand('npm run sync', 'Keeps PowerOffice Go, or X-ledger, in step with Simployer One.');
  const run = defineRun(program, end);
  definePlans(program, end);
  defineCheck(program, end);
  defineExplain(program, end);
  defineDecisions(program, end);
  defineDrift(program, end);
  defineHistory(program, end);
  defineStatus(program, end);
  defineSchedule(program, end);
  defineRuns(program, end);
  defineProblems(program, end);
  defineExports(program, end);
  defineServe(program, end);
  defineDeployed(program, end);
  return program.addHelpText('after', () => `\n${run.helpInformation()}`);
};
