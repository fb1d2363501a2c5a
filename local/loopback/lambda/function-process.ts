/*
 * One process of a function, as Lambda would run it: with the variables of its template and no others, as much memory as
 * the template gives it, and what it writes told line by line. It ends with whoever started it, also when that one is
 * killed. For example, a function of 1,024 MB is started with room for what lives shortly, and killed when its runtime
 * closes: `ended` says `signal: SIGKILL`.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LocalFunction } from '../template/local-app.ts';
import type { LogLine } from './function-log.ts';

export interface FunctionProcess {
  /** Resolves as soon as the process has ended, with what ended it, e.g. `exit status 1`. */
  readonly ended: Promise<string>;
  /** Resolves when its output, too, has been read to the end. */
  readonly drained: Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

interface FunctionProcessOptions {
  readonly definition: LocalFunction;
  /** Host and port, and the path that is this process' own. */
  readonly runtimeApi: string;
  /** What the launch adds to the template's variables: endpoints, overrides. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onOutput: (stream: LogLine['stream'], line: string) => void;
}

const bootstrap = join(import.meta.dirname, 'bootstrap.mjs');

/** Variables of this process that a function cannot do without on some machines. Everything else stays outside. */
const inherited = ['PATH', 'SystemRoot', 'NODE_EXTRA_CA_CERTS'];

/** Starts a process that runs a function, invocation after invocation, with nothing but the variables Lambda would give it. */
export const startFunctionProcess = (options: FunctionProcessOptions): FunctionProcess => {
  const { definition, onOutput } = options;
  // Taken whole at once, room for what lives shortly saves a process of a second or two much copying.
  const room = `--min-semi-space-size=${youngSpaceOf(definition)}`;
  const child = spawn(process.execPath, [room, bootstrap], {
    cwd: definition.folder,
    env: environmentOf(options),
    // The IPC channel tells the child that this process has ended, also when it was killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  readLines(child, 'stdout', onOutput);
  readLines(child, 'stderr', onOutput);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`it could not be started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit status ${code}` : `signal: ${signal}`));
  });
  const drained = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  return { ended, drained, kill: () => child.kill('SIGKILL') };
};

const readLines = (
  child: ChildProcess,
  stream: 'stdout' | 'stderr',
  onOutput: FunctionProcessOptions['onOutput'],
): void => {
  const input = child[stream];
  if (input === null) return;
  createInterface({ input, crlfDelay: Infinity }).on('line', (line) => onOutput(stream, line));
};

/** Megabytes of the young generation's halves: the share that Lambda's own Node runtime gives to it. */
const youngSpaceOf = ({ memoryInMegabytes }: LocalFunction): number =>
  Math.max(1, Math.floor(memoryInMegabytes * 0.05));

const environmentOf = ({ definition, runtimeApi, environment }: FunctionProcessOptions): Record<string, string> => {
  const { memoryInMegabytes } = definition;
  const variables = {
    ...Object.fromEntries(
      inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    ),
    ...definition.environment,
    ...environment,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryInMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    // A profile of the user's must neither lend its rights to a function nor lead it to the real AWS.
    AWS_CONFIG_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    LAMBDA_TASK_ROOT: definition.folder,
    // The share that Lambda's own Node runtime gives to the old generation.
    NODE_OPTIONS: [
      definition.environment['NODE_OPTIONS'] ?? '--enable-source-maps',
      `--max-old-space-size=${Math.floor(memoryInMegabytes * 0.9)}`,
      `--max-semi-space-size=${youngSpaceOf(definition)}`,
    ].join(' '),
    TZ: 'UTC',
    _HANDLER: definition.handler,
  };
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
};
