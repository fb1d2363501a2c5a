// What runs inside a function's process: the Lambda runtime loop around the function's own `index.mjs`.
// Plain JavaScript, because Node takes 70 ms longer to start a TypeScript file, and every new process would pay that.
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { carryOutInvocations } from './invocation-loop.mjs';

// The parent holds the other end: however it ends, no function goes on without it.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group of processes; only the parent decides what to do about it.
process.on('SIGINT', () => {});

await carryOutInvocations(async (file) => {
  /** @type {unknown} */
  const loaded = await import(pathToFileURL(join(process.env.LAMBDA_TASK_ROOT, `${file}.mjs`)).href);
  // The process may be killed at any moment, and would keep what it has compiled at its end alone.
  flushCompileCache();
  return loaded;
});
process.exit(1);
