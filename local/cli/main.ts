import { CommanderError } from 'commander';
import { endWithParent } from '../../bin/end-with-parent.mjs';
import { toRunAbort } from '../../shared/sync/abort.ts';
import type { RunAbortCode } from '../../shared/sync/abort.ts';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import { reportNotStarted } from '../../shared/sync/run-report.ts';
import type { RunReport } from '../../shared/sync/run-report.ts';
import { createCommand, withoutPrefix } from './create-command.ts';
import { readVendors } from './environment.ts';
import { showProgress } from './progress.ts';
import { renderReport } from './report-table.ts';
import { userName } from './user-name.ts';

interface Options {
  readonly json: boolean;
  readonly plan: boolean;
  readonly employee: readonly string[];
  readonly dataDir: string;
}

const EXIT_CODES = { finished: 0, someFailed: 1, notStarted: 2 } as const;

const exitCodeOf = ({ status }: RunReport): number => {
  if (status === 'aborted') return EXIT_CODES.notStarted;
  return status === 'succeeded' ? EXIT_CODES.finished : EXIT_CODES.someFailed;
};

const toEmployeeNumber = (text: string, earlier: readonly string[]): readonly string[] => {
  if (!/^\d+$/.test(text.trim()))
    throw new ConfigurationError([`--employee ${text}: an employee number has digits only`]);
  return [...earlier, text.trim()];
};

const parseArguments = (argv: readonly string[]): Options =>
  createCommand('npm run sync --', 'Runs one sync from Simployer One to PowerOffice Go to its end, on this machine.')
    .option('--json', 'print the result as one JSON document; logs go to standard error', false)
    .option('--plan', 'say what would be written, and write nothing', false)
    .option('--employee <number>', 'only this employee; may be repeated', toEmployeeNumber, [])
    .option('--data-dir <folder>', 'where state and logs are kept', '.data')
    .parse([...argv], { from: 'user' })
    .opts();

const run = async (options: Options): Promise<RunReport> => {
  const mode = options.plan ? 'plan' : 'apply';
  const vendors = readVendors();
  const { startLocalSync } = await import('./local-sync.ts');
  const progress = showProgress(process.stderr);
  const sync = await startLocalSync({
    vendors,
    dataFolder: options.dataDir,
    onLog: ({ line }) => {
      if (options.json) process.stderr.write(`${line}\n`);
    },
  });
  try {
    const employees = options.employee.length === 0 ? null : options.employee;
    return await sync.run({ mode, employees, onProgress: progress.update });
  } finally {
    progress.stop();
    await sync.close();
  }
};

/** Why there is no result. What nobody at the keyboard can mend goes to standard error in full. */
const explain = (error: unknown): { code: RunAbortCode; message: string } => {
  if (error instanceof ConfigurationError) return { code: 'CONFIGURATION_INVALID', message: error.message };
  if (error instanceof CommanderError) return { code: 'CONFIGURATION_INVALID', message: withoutPrefix(error) };
  if (!(error instanceof Error))
    return { code: 'RUN_LOST', message: 'The run could not be carried out on this machine.' };
  if (error.name === 'DataFolderInUseError') return { code: 'ALREADY_RUNNING', message: error.message };
  if (error.name === 'DataFolderUnusableError') return { code: 'CONFIGURATION_INVALID', message: error.message };
  process.stderr.write(`${error.stack ?? error.message}\n`);
  return { code: 'RUN_LOST', message: `The run could not be carried out on this machine (${error.name}).` };
};

const main = async (argv: readonly string[]): Promise<number> => {
  const isJson = argv.includes('--json');
  let report: RunReport;
  try {
    report = await run(parseArguments(argv));
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT_CODES.finished;
    const why = explain(error);
    const mode = argv.includes('--plan') ? 'plan' : 'apply';
    report = reportNotStarted({ runId: '', mode, requestedBy: userName() }, toRunAbort(why.code, why.message));
  }
  const text = isJson ? JSON.stringify(report) : renderReport(report, process.stdout.columns ?? 120);
  await new Promise<void>((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
  return exitCodeOf(report);
};

endWithParent(() => process.kill(process.pid, 'SIGKILL'));
process.exit(await main(process.argv.slice(2)));
