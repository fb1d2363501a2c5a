import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

export const ROOT = join(import.meta.dirname, '..', '..');

/** What a program needs of the environment wherever it runs. */
export const ON_THIS_MACHINE: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  TMPDIR: tmpdir(),
  // npm would make a folder for it in the temp folder.
  NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'node-compile-cache'),
};

const problemSchema = z
  .strictObject({
    code: z.string().regex(/^[A-Z][A-Z_]+$/),
    severity: z.enum(['error', 'warning', 'info']),
    message: z.string().min(1),
    hint: z.string(),
  })
  .refine(({ severity, hint }) => severity === 'info' || hint.trim() !== '', 'errors and warnings carry a hint');

const changeSchema = z
  .strictObject({
    entity: z.enum(['employee', 'bankAccount', 'employment', 'salary']),
    action: z.enum(['create', 'update', 'archive', 'unarchive']),
    field: z.string().min(1).optional(),
    from: z.string().nullable().optional(),
    to: z.string().nullable().optional(),
    cause: z.enum(['first', 'source', 'target', 'both']).optional(),
  })
  .refine(
    ({ action, field }) => (field !== undefined) === (action === 'update'),
    'updates, and only they, name a field',
  );

const count = z.int().nonnegative();

/** The document of `--json`: nothing more and nothing less. */
const documentSchema = z
  .strictObject({
    runId: z.string(),
    /** Of the plan that was carried out, or that nobody has confirmed. */
    planId: z.string().optional(),
    mode: z.enum(['apply', 'plan']),
    status: z.enum(['succeeded', 'completed_with_errors', 'aborted']),
    connection: z
      .strictObject({
        simployer: z.strictObject({
          id: z.string().nullable(),
          name: z.string().nullable(),
          organisationNumber: z.string().nullable(),
        }),
        powerOffice: z.strictObject({ clientId: z.string().nullable(), name: z.string().nullable() }),
      })
      .nullable(),
    abort: z
      .strictObject({
        code: z.string().regex(/^[A-Z][A-Z_]+$/),
        message: z.string().min(1),
        hint: z.string().min(1),
        people: z.array(z.string().min(1)),
      })
      .nullable(),
    totals: z.strictObject({
      inScope: count,
      created: count,
      updated: count,
      unchanged: count,
      skipped: count,
      failed: count,
    }),
    apiCalls: z.strictObject({ simployer: count, poweroffice: count }),
    requestedBy: z.string().nullable(),
    startedAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
    employees: z.array(
      z.strictObject({
        employeeNumber: z.string().nullable(),
        simployerEmployeeId: z.string().min(1),
        powerOfficeEmployeeId: z.int().positive().nullable(),
        outcome: z.enum(['created', 'updated', 'unchanged', 'skipped', 'failed']),
        changes: z.array(changeSchema),
        problems: z.array(problemSchema),
        name: z.string().min(1).optional(),
        matchedBy: z.enum(['link', 'decision', 'externalNumber', 'reference', 'number']).nullable().optional(),
        group: z.string().nullable().optional(),
      }),
    ),
  })
  .refine(
    ({ mode, employees }) =>
      mode === 'plan' ||
      employees.every(
        ({ name, matchedBy, changes }) =>
          name === undefined &&
          matchedBy === undefined &&
          changes.every(({ from, to, cause }) => from === undefined && to === undefined && cause === undefined),
      ),
    'names and values stand in plans alone',
  )
  .refine(({ connection, status }) => connection !== null || status === 'aborted', 'a run names its pair')
  .refine(({ abort, status }) => (abort !== null) === (status === 'aborted'), 'an abort has its reason')
  .refine(({ totals, employees }) => totals.inScope === employees.length, 'everybody in scope is listed')
  .refine(
    ({ totals, employees }) =>
      (['created', 'updated', 'unchanged', 'skipped', 'failed'] as const).every(
        (kind) => totals[kind] === employees.filter(({ outcome }) => outcome === kind).length,
      ),
    'the totals are those of the list',
  )
  .refine(
    ({ employees }) =>
      employees.every(
        ({ outcome, problems }) => (outcome === 'failed') === problems.some(({ severity }) => severity === 'error'),
      ),
    'who has an error has failed, and nobody else',
  )
  .refine(
    ({ status, totals }) => status === 'aborted' || (status === 'completed_with_errors') === totals.failed > 0,
    'the status follows from who failed',
  );
type Document = z.output<typeof documentSchema>;

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationInMillis: number;
  /** Standard output as the one document that `--json` promises. @throws when it is anything else */
  readonly document: Document;
}

export const toFinished = (result: Omit<Finished, 'document'>): Finished => ({
  ...result,
  get document() {
    return documentSchema.parse(JSON.parse(result.stdout));
  },
});

export interface ProgramOptions {
  /** Beside what a program needs on this machine, nothing of this process's environment is passed on. */
  readonly environment: Readonly<Record<string, string>>;
  /** Default: the project's. `.env` is looked for there. */
  readonly workingFolder?: string;
}

export interface CommandLineOptions extends ProgramOptions {
  /** Runs functions in the command's own process, from their sources: where a test is about nothing that they are. */
  readonly functionsInside?: boolean;
}

export interface Running {
  readonly process: ChildProcess;
  /** Resolves when standard output, or the screen, has shown a text. @throws when it ended without */
  shown(text: string): Promise<void>;
  readonly finished: Promise<Finished>;
}

const LAUNCHER = join(ROOT, 'bin', 'node24.mjs');

/** What starts `npm run sync -- ...` without npm: the launcher, and the command line in it. */
const wordsOf = (argv: readonly string[], { functionsInside = false }: CommandLineOptions): readonly string[] => [
  process.execPath,
  ...(functionsInside ? ['--import', new URL('functions-in-command.ts', import.meta.url).href] : []),
  LAUNCHER,
  join(ROOT, 'local', 'cli', 'commands', 'sync', 'main.ts'),
  ...argv,
];

/** Starts the command line. */
export const startCommandLine = (argv: readonly string[], options: CommandLineOptions): Running =>
  start(wordsOf(argv, options), options);

/** Runs one of the project's programs, or one of a package, to its end. @param file from the project's folder */
export const runProgram = (file: string, argv: readonly string[], options: ProgramOptions): Promise<Finished> =>
  start([process.execPath, LAUNCHER, join(ROOT, file), ...argv], options).finished;

/** Whether a terminal can be made for a test: util-linux' `script` does. */
export const hasTerminal = process.platform === 'linux' && existsSync('/usr/bin/script');

/** Starts the command line on a terminal, where somebody types; what is on the screen comes as `stdout`. */
export const startOnTerminal = (argv: readonly string[], input: string, options: CommandLineOptions): Running => {
  // The shell between would answer Ctrl-C with an exit code of its own.
  const command = `exec ${wordsOf(argv, options)
    .map((word) => `'${word}'`)
    .join(' ')}`;
  const environment = { ...options.environment, TERM: 'xterm' };
  return start(['/usr/bin/script', '--quiet', '--return', '--command', command, '/dev/null'], {
    ...options,
    environment,
    input,
  });
};

/** Runs the command line on a terminal, where somebody types an answer. */
export const runOnTerminal = (
  argv: readonly string[],
  answer: string,
  options: CommandLineOptions,
): Promise<Finished> => startOnTerminal(argv, answer, options).finished;

/** What mounts something for the program behind it alone; it is gone with the program. */
const UNSHARE = ['/usr/bin/unshare', '--map-root-user', '--mount', 'sh', '-c'] as const;

/** Whether a user may mount a small disk for a test. */
export const canMount = (): boolean => {
  const [program, ...argv] = UNSHARE;
  return spawnSync(program, [...argv, 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' }).status === 0;
};

/** Runs the command line with a data folder on a disk that has no room for a whole run. */
export const runOnSmallDisk = (
  argv: readonly string[],
  options: CommandLineOptions & { readonly mountPoint: string },
): Promise<Finished> => {
  const script = `mount -t tmpfs -o size=48k tmpfs "$0" && exec "$@" --data-dir "$0/data"`;
  return start([...UNSHARE, script, options.mountPoint, ...wordsOf(argv, options)], options).finished;
};

/** `npm run --silent sync -- ...`, as a user types it. */
export const runThroughNpm = (argv: readonly string[], options: ProgramOptions): Promise<Finished> =>
  start(['npm', 'run', '--silent', 'sync', '--', ...argv], options).finished;

const start = (
  [program = '', ...argv]: readonly string[],
  { environment, workingFolder = ROOT, input }: ProgramOptions & { readonly input?: string },
): Running => {
  const startedAt = performance.now();
  const child = spawn(program, argv, {
    cwd: workingFolder,
    env: { ...ON_THIS_MACHINE, ...environment },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.write(input ?? '');
  const chunks = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (chunks.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (chunks.stderr += text));
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) =>
      resolve(toFinished({ exitCode, ...chunks, durationInMillis: performance.now() - startedAt })),
    );
  });
  const shown = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      // What is written at once may arrive in two parts.
      const look = (): void => {
        if (chunks.stdout.includes(text)) resolve();
      };
      look();
      child.stdout?.on('data', look);
      finished.then(({ stdout }) => reject(new Error(`It ended without "${text}": ${stdout}`)), reject);
    });
  return { process: child, shown, finished };
};
