// The process of a command session: carries out one command after the other as `npm run sync` does, and answers with
// what each printed. Whatever they load is loaded once, and the app of a data folder stays up (kept-runtime.ts).
import { registerHooks } from 'node:module';
import * as z from 'zod';

const START_RUNTIME = new URL('../../local/loopback/start-runtime.ts', import.meta.url).href;
const KEPT_RUNTIME = new URL('kept-runtime.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    return resolved.url === START_RUNTIME && context.parentURL !== KEPT_RUNTIME
      ? { ...resolved, url: KEPT_RUNTIME }
      : resolved;
  },
});
const { runCommand } = await import('../../local/cli/commands/sync/run-command.ts');
const { releaseRuntime } = await import('./kept-runtime.ts');

const messageSchema = z.object({
  id: z.int(),
  /** Null where nothing is typed, and the data folder has to be free for another process. */
  command: z
    .object({
      argv: z.array(z.string()),
      environment: z.record(z.string(), z.string()),
      workingFolder: z.string(),
    })
    .nullable(),
});
type Command = NonNullable<z.output<typeof messageSchema>['command']>;

/** Keeps what is written to a stream. @returns gives the stream back, with what was written */
const capture = (stream: NodeJS.WriteStream): (() => string) => {
  let written = '';
  const write = stream.write;
  stream.write = (text: string | Uint8Array, ...rest: readonly unknown[]) => {
    written += String(text);
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  };
  return () => {
    stream.write = write;
    return written;
  };
};

const carryOut = async ({ argv, environment, workingFolder }: Command) => {
  process.env = { ...environment };
  process.chdir(workingFolder);
  const stdout = capture(process.stdout);
  const stderr = capture(process.stderr);
  try {
    return { exitCode: await runCommand(argv), stdout: stdout(), stderr: stderr() };
  } finally {
    stdout();
    stderr();
    process.removeAllListeners('uncaughtException');
  }
};

const answer = async (message: unknown): Promise<void> => {
  const { id, command } = messageSchema.parse(message);
  const result = await (command === null ? releaseRuntime() : carryOut(command));
  process.send?.({ id, result: result ?? null });
};

let working = Promise.resolve();
process.on('message', (message) => {
  working = working.then(() => answer(message));
});
process.once('disconnect', () => {
  void working.then(releaseRuntime).then(() => process.exit());
});
