// The process of a command session: carries out one command after the other as `npm run sync` does, and answers with
// what each printed. Whatever they load is loaded once, the app of a data folder stays up (kept-runtime.ts), and its
// functions work in this process (function-in-session.ts).
import { registerHooks } from 'node:module';
import * as z from 'zod';
import { workAsCommand } from './session-surroundings.ts';

const urlOf = (file: string): string => new URL(file, import.meta.url).href;

const STAND_INS = new Map([
  [urlOf('../../local/loopback/start-runtime.ts'), urlOf('kept-runtime.ts')],
  [urlOf('../../local/loopback/lambda/function-process.ts'), urlOf('function-in-session.ts')],
]);
const FUNCTIONS = urlOf('../../functions/');

registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    const { parentURL = '' } = context;
    const standIn = STAND_INS.get(resolved.url);
    if (standIn !== undefined && standIn !== parentURL) return { ...resolved, url: standIn };
    return resolved.url.startsWith(FUNCTIONS) && parentURL.startsWith(FUNCTIONS)
      ? { ...resolved, url: new URL(new URL(parentURL).search, resolved.url).href }
      : resolved;
  },
});
const { runCommand } = await import('../../local/cli/commands/sync/run-command.ts');
const { setProcesses } = await import('./function-in-session.ts');
const { releaseRuntime } = await import('./kept-runtime.ts');

const messageSchema = z.object({
  id: z.uuid(),
  /** Null where nothing is typed, and the data folder has to be free for another process. */
  command: z
    .object({
      argv: z.array(z.string()),
      environment: z.record(z.string(), z.string()),
      workingFolder: z.string(),
      /** Whether functions have processes of their own. */
      withProcesses: z.boolean(),
    })
    .nullable(),
});
type Command = NonNullable<z.output<typeof messageSchema>['command']>;

let hadProcesses = false;

const carryOut = async ({ argv, environment, workingFolder, withProcesses }: Command) => {
  if (withProcesses !== hadProcesses) await releaseRuntime();
  hadProcesses = withProcesses;
  setProcesses(withProcesses);
  process.chdir(workingFolder);
  const written = { stdout: '', stderr: '' };
  const write = (stream: keyof typeof written, text: string): void => {
    written[stream] += text;
  };
  try {
    const exitCode = await workAsCommand({ environment, write }, () => runCommand(argv));
    return { exitCode, ...written };
  } finally {
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
