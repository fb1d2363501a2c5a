// The process of a command session: carries out one command after the other as `npm run sync` does, and answers with
// what each printed. Whatever they load is loaded once, the app of a data folder stays up (kept-runtime.ts), and its
// functions work in this process (function-from-source.ts).
import { once } from 'node:events';
import * as z from 'zod';
import { workAsCommand } from './surroundings.ts';
import { loadInstead } from './stand-ins.ts';

loadInstead({ '../../local/loopback/start-runtime.ts': 'kept-runtime.ts' });
// Nobody's output is a terminal's, though that of the tests may be one.
for (const stream of [process.stdout, process.stderr]) Object.assign(stream, { isTTY: false, columns: undefined });
const { releaseRuntime, setProcesses } = await import('./kept-runtime.ts');

/** What is behind `npm run`; loaded when it is first typed. */
const PROGRAMS = {
  sync: () => import('../../local/cli/commands/sync/run-command.ts'),
  start: () => import('../../local/cli/commands/start/run-command.ts'),
  secrets: () => import('../../local/cli/commands/secrets/run-command.ts'),
  deploy: () => import('../../local/cli/commands/deploy/run-command.ts'),
} as const;

const commandSchema = z.object({
  program: z.enum(['sync', 'start', 'secrets', 'deploy']),
  argv: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  workingFolder: z.string(),
  /** Whether functions have processes of their own. */
  withProcesses: z.boolean(),
});
type Command = z.output<typeof commandSchema>;

const messageSchema = z.object({
  id: z.uuid(),
  /** `leave` where the data folder has to be free for another process. */
  asked: z.union([commandSchema, z.enum(['leave', 'interrupt'])]),
});

const carryOut = async (id: string, { program, argv, environment, workingFolder, withProcesses }: Command) => {
  setProcesses(withProcesses);
  process.chdir(workingFolder);
  const written = { stdout: '', stderr: '' };
  const write = (stream: keyof typeof written, text: string): void => {
    written[stream] += text;
    if (stream === 'stdout') process.send?.({ id, printed: text });
  };
  try {
    const { runCommand } = await PROGRAMS[program]();
    const exitCode = await workAsCommand({ environment, write }, () => runCommand(argv));
    return { exitCode, ...written };
  } finally {
    for (const event of ['uncaughtException', 'SIGINT', 'SIGTERM']) process.removeAllListeners(event);
  }
};

/** Sends this process what Ctrl-C sends, for the command that is being carried out; resolves when it has heard it. */
const interrupt = async (): Promise<void> => {
  const isHeard = process.listenerCount('SIGINT') > 0;
  const heard = once(process, 'SIGINT');
  // A command that does not listen is ended by it; here it would go on for ever, with all commands waiting behind it.
  process.kill(process.pid, isHeard ? 'SIGINT' : 'SIGKILL');
  await heard;
};

let working = Promise.resolve();
process.on('message', (message) => {
  const { id, asked } = messageSchema.parse(message);
  const answer = (result: object | void): void => void process.send?.({ id, result: result ?? null });
  if (asked === 'interrupt') void interrupt().then(answer);
  else {
    working = working
      .then((): Promise<object | void> => (asked === 'leave' ? releaseRuntime() : carryOut(id, asked)))
      .then(answer);
  }
});
process.once('disconnect', () => {
  void working.then(releaseRuntime).then(() => process.exit());
});
