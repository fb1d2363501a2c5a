/*
 * The program `npm start`, which shows the sync to somebody who has just fetched the project. Without keys it invents
 * a company of 40 and the vendors, and runs the sync three times: first load, nothing to do, a day's changes; then the
 * same company goes into X-ledger, and a plan of who is away into PowerOffice. With keys of real vendors it makes a plan and writes nothing. For example,
 * `npm start -- --serve` stays up afterwards and shows the open problems at http://127.0.0.1:8080.
 */
import { styleText } from 'node:util';
import type { Command } from 'commander';
import { createCommand, isHelp, parseArguments, refuseWords } from '../../create-command.ts';
import { flowsIn, namesRealVendors, readVariables, readVendors } from '../../environment.ts';
import type { VendorConfiguration } from '../../environment.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { explainError } from '../../explain-error.ts';
import { startLocalSync } from '../../local-sync.ts';
import type { LocalSync } from '../../local-sync.ts';
import { renderReport } from '../../report-table.ts';
import { DEFAULT_PORT, serve, toPort, untilStopped } from '../../serve.ts';
import type { Served } from '../../serve.ts';
import { watchRun } from '../../watch-run.ts';
import type { SettingsInput } from '../../../../shared/config/settings.ts';
import type { RunMode } from '../../../../shared/state/run.ts';
import { demoChange } from '../../../demo-vendors/company/demo-change.ts';
import { startDemoVendors } from '../../../demo-vendors/start-demo-vendors.ts';
import type { DemoVendors } from '../../../demo-vendors/start-demo-vendors.ts';
import { showLeaves } from './show-leaves.ts';
import { showXledger } from './show-xledger.ts';
import { WHAT_NEXT } from './what-next.ts';

const width = process.stdout.columns ?? 120;

interface Options {
  readonly serve: boolean;
  readonly port: number;
}

const createProgram = (carryOut: (options: Options) => Promise<void>): Command => {
  const program = createCommand(
    'npm start',
    'Shows the whole sync working on this machine, with a demo company and demo vendors.',
  );
  return program
    .option('--serve', 'stay up and show the open problems in a browser', false)
    .option('--port <number>', 'where to serve, with --serve; 0 takes a free one', toPort, DEFAULT_PORT)
    .argument('[words...]')
    .usage('[options]')
    .action((words: readonly string[], options: Options) => {
      refuseWords(program, words, (word) => (/^\d+$/.test(word) ? `--serve --port ${word}` : '--help'));
      return carryOut(options);
    });
};

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const chapter = (title: string): void => say(`\n${styleText('bold', `▌ ${title}`)}\n`);

/** @returns whether the run came to its end */
const runOnce = async (sync: LocalSync, mode: RunMode, withProblems = true): Promise<boolean> => {
  const startedAt = performance.now();
  const report = await watchRun(sync, { mode, employees: null });
  say(renderReport(report, { environment: sync.environmentOf(), width, withProblems }));
  say(styleText('gray', `${((performance.now() - startedAt) / 1000).toFixed(1)} seconds.`));
  return report.status !== 'aborted';
};

/** Says who is the first to be created, and how long after the start of the program. */
const tellFirst = ({ state }: Pick<DemoVendors['powerOffice'], 'state'>): NodeJS.Timeout => {
  const before = new Set(state.employees.map(({ Number }) => Number));
  const looking = setInterval(() => {
    const first = state.employees.find(({ Number }) => !before.has(Number));
    if (first === undefined) return;
    clearInterval(looking);
    // A progress bar on the same terminal draws its line anew.
    const clear = process.stdout.isTTY ? '\r\u001B[K' : '';
    const seconds = (performance.now() / 1000).toFixed(1);
    say(
      `${clear}${first.Number} ${first.FirstName} ${first.LastName} is in PowerOffice, ${seconds} seconds after the start.\n`,
    );
  }, LOOK_IN_MILLIS);
  return looking;
};
const LOOK_IN_MILLIS = 50;

const start = async (vendors: VendorConfiguration): Promise<LocalSync> => {
  say(
    'Starting the template that "cdk deploy" would deploy: table, queues, secrets and functions, all on 127.0.0.1 ...',
  );
  return startLocalSync({ vendors, dataFolder: null });
};

/** The demo vendors show at once what was written, so that no run has to wait for it; few calls make a short story. */
const DEMO_SETTINGS: SettingsInput = { replicaLagInSeconds: 0, xledger: { batchSize: 10 } };

/**
 * Three runs into the demo PowerOffice: a first load, nothing to do, and one day's changes; then the demo X-ledger, and
 * leaves.
 * @returns whether all ended
 */
const demonstrate = async (options: Options): Promise<boolean> => {
  const vendors = await startDemoVendors();
  const sync = await start({
    environment: {
      SIMPLOYER_BASE_URL: vendors.simployerBaseUrl,
      POWEROFFICE_BASE_URL: vendors.powerOfficeBaseUrl,
      POWEROFFICE_TOKEN_URL: vendors.powerOfficeTokenUrl,
      XLEDGER_URL: vendors.xledgerUrl,
      SETTINGS: JSON.stringify(DEMO_SETTINGS),
    },
    keys: vendors.keys,
  });
  try {
    // Before the story: a port that is taken shows at once.
    const served = options.serve ? await serve(sync.runtime, { port: options.port, isReadOnly: false }) : null;
    chapter('First run: a company of 40, with the flaws that real companies have');
    const told = tellFirst(vendors.powerOffice);
    const isDone = await runOnce(sync, 'apply').finally(() => clearInterval(told));
    if (!isDone) return false;

    const writes = vendors.powerOffice.writes;
    chapter('Second run: nothing has changed, so nothing is written');
    if (!(await runOnce(sync, 'apply', false))) return false;
    say(
      `PowerOffice received ${vendors.powerOffice.writes - writes} writes. The problems of the first run stand until HR has mended them.`,
    );

    const change = demoChange(vendors.company);
    chapter('Third run: HR has been at work');
    say(`${change.description}\n`);
    change.apply(vendors.simployer);
    if (!(await runOnce(sync, 'apply', false))) return false;

    chapter('The same company into X-ledger, as a second target');
    if (!(await showXledger(sync, vendors, { say, width }))) return false;

    chapter('Who is away: leaves into PowerOffice, by a plan that somebody looks at first');
    if (!(await showLeaves(sync, vendors, { say, width }))) return false;

    chapter('What next');
    say(WHAT_NEXT);
    if (served !== null) await serveUntilStopped(served);
    return true;
  } finally {
    await sync.close();
    await vendors.close();
  }
};

/** With keys in the environment or in .env: what a run would do, and nothing more. */
const planForRealVendors = async (options: Options, vendors: VendorConfiguration): Promise<boolean> => {
  const sync = await start(vendors);
  try {
    const served = options.serve ? await serve(sync.runtime, { port: options.port, isReadOnly: true }) : null;
    chapter('Your own company: what a run would write. Nothing is written');
    const done = await runOnce(sync, 'plan');
    say('\nTo write it: npm run sync, which asks first');
    if (served !== null) {
      say('What is served here only reads: it shows this plan, and starts no run.');
      await serveUntilStopped(served);
    }
    return done;
  } finally {
    await sync.close();
  }
};

const serveUntilStopped = async (served: Served): Promise<void> => {
  const stopped = untilStopped();
  say(`\nOpen problems: ${styleText('cyan', served.url)}   API: ${served.url}/problems   Ctrl-C ends it.`);
  await stopped;
  await served.close();
};

/** Carries out what was typed behind `npm start -- `. @returns the exit code */
export const runCommand = async (argv: readonly string[]): Promise<number> => {
  let exitCode: number = EXIT_CODES.finished;
  const program = createProgram(async (options) => {
    const variables = readVariables();
    const isDone = namesRealVendors(variables)
      ? await planForRealVendors(options, readVendors(variables, flowsIn(variables)))
      : await demonstrate(options);
    if (!isDone) exitCode = EXIT_CODES.notStarted;
  });
  try {
    await parseArguments(program, argv);
    return exitCode;
  } catch (error) {
    if (isHelp(error)) return EXIT_CODES.finished;
    process.stderr.write(`${styleText('red', '✖')} ${explainError(error).message}\n`);
    return EXIT_CODES.notStarted;
  }
};
