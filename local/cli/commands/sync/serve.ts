/*
 * The command `serve`: the page with the open problems, and the reading routes of the API, for a data folder; with
 * `--demo` for the demo company, which may be written to. It holds the folder until it is stopped. For example,
 * `serve --json` prints `{"url":"http://127.0.0.1:8080"}`, and `curl http://127.0.0.1:8080/runs` shows the last runs.
 */
import { Option } from 'commander';
import type { Command } from 'commander';
import { FIRST_FLOW } from '../../../../shared/records/first-flow.ts';
import { flowsIn, namesRealVendors, readVariables, readVendors } from '../../environment.ts';
import type { LocalApp } from '../../local-app.ts';
import { DEFAULT_PORT, serve, toPort, untilStopped } from '../../serve.ts';
import { refuseUnknownFlow } from '../../refuse-unknown-flow.ts';
import { writeOut } from '../../standard-output.ts';
import { refuseMissingFolder, toDataFolder } from '../../to-data-folder.ts';
import { watchRun } from '../../watch-run.ts';

interface ServeOptions {
  readonly port: number;
  readonly demo: boolean;
  readonly flow: string;
  readonly dataDir: string;
  readonly json: boolean;
}

interface Opened extends Pick<LocalApp, 'runtime' | 'close'> {
  /** Resolves at Ctrl-C, which is listened for. */
  readonly stopped: Promise<void>;
}

/** What is stored in the folder; routes that ask a vendor have the keys of the environment, where there are some. */
const openFolder = async (dataDir: string): Promise<Opened> => {
  refuseMissingFolder(dataDir);
  const variables = readVariables();
  const { startLocalApp } = await import('../../local-app.ts');
  const app = await startLocalApp({
    vendors: namesRealVendors(variables) ? readVendors(variables, flowsIn(variables)) : null,
    dataFolder: dataDir,
  });
  return { ...app, stopped: untilStopped() };
};

/** Nobody waits for the demo PowerOffice as they would for the real one. */
const DEMO_REQUESTS_PER_SECOND = 100;

/** The demo company after its first sync, in memory; null when Ctrl-C came before that was done. */
const openDemo = async (): Promise<Opened | null> => {
  const { startDemoVendors } = await import('../../../demo-vendors/start-demo-vendors.ts');
  const vendors = await startDemoVendors({ powerOfficeOptions: { requestsPerSecond: 2 * DEMO_REQUESTS_PER_SECOND } });
  const environment = {
    ...vendors.environment,
    POWEROFFICE_MAX_REQUESTS_PER_SECOND: String(DEMO_REQUESTS_PER_SECOND),
  };
  const { startLocalSync } = await import('../../local-sync.ts');
  const sync = await startLocalSync({ vendors: { keys: vendors.keys, environment }, dataFolder: null });
  const close = async (): Promise<void> => {
    await sync.close();
    await vendors.close();
  };
  // Listened for before the run ends, which listens as well: in between, Ctrl-C would end the program unheard.
  const stopped = untilStopped();
  const { abort } = await watchRun(sync, { mode: 'apply', employees: null });
  if (abort?.code !== 'INTERRUPTED') return { runtime: sync.runtime, close, stopped };
  await close();
  return null;
};

const serveUntilStopped = async ({ port, demo, flow, dataDir, json }: ServeOptions): Promise<void> => {
  const app = demo ? await openDemo() : await openFolder(dataDir);
  if (app === null) return;
  try {
    const served = await serve(app.runtime, { port, isReadOnly: !demo, ...(flow !== FIRST_FLOW && { flow }) });
    const { url } = served;
    await writeOut(
      json ? `${JSON.stringify({ url })}\n` : `Open problems: ${url}   API: ${url}/runs   Ctrl-C ends it.\n`,
    );
    await app.stopped;
    await served.close();
  } finally {
    await app.close();
  }
};

/** `serve`: the page and the reading routes of a data folder, on this machine. */
export const defineServe = (program: Command, end: (result: null) => void): Command =>
  program
    .command('serve')
    .description('the open problems in a browser, and the reading routes of the API, until Ctrl-C')
    .option('--port <number>', 'where to serve; 0 takes a free one', toPort, DEFAULT_PORT)
    .addOption(new Option('--demo', 'the demo company, which may be written to').default(false).conflicts('dataDir'))
    .option('--flow <flow>', 'which flow the page tells of', FIRST_FLOW)
    .option('--data-dir <folder>', 'the data folder of this machine', toDataFolder, '.data')
    .option('--json', 'print the URL as JSON, on one line', false)
    .addHelpText('after', '\nExample:\n  npm run sync -- serve --demo')
    .action(async (options: ServeOptions) => {
      refuseUnknownFlow(options.flow);
      await serveUntilStopped(options);
      end(null);
    });
