import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import type { InvocationResult } from '../../../local/loopback/lambda/invocation-result.ts';
import type { LogLine } from '../../../local/loopback/lambda/function-log.ts';
import type { Runtime, RuntimeOptions } from '../../../local/loopback/start-runtime.ts';
import { startRuntime } from '../../../local/loopback/start-runtime.ts';
import { writeSmallAssembly } from './small-assembly.ts';

/** The small app, running; closed when disposed of. */
export interface SmallRuntime extends AsyncDisposable {
  readonly runtime: Runtime;
  readonly lines: readonly LogLine[];
}

export const startSmallRuntime = async (options: Partial<RuntimeOptions> = {}): Promise<SmallRuntime> => {
  const assemblyFolder = options.assemblyFolder ?? (await writeSmallAssembly());
  const lines: LogLine[] = [];
  const onLog = (line: LogLine) => lines.push(line);
  const runtime = await startRuntime({ assemblyFolder, dataFolder: null, onLog, ...options });
  return { runtime, lines, [Symbol.asyncDispose]: () => runtime.close({ graceInMillis: 0 }) };
};

const seenMessageSchema = z.object({
  id: z.string(),
  receiveCount: z.number(),
  pid: z.number(),
  at: z.number(),
  batchSize: z.number(),
  record: z.looseObject({
    body: z.string(),
    attributes: z.looseObject({ ApproximateFirstReceiveTimestamp: z.coerce.number() }),
  }),
});

export type SeenMessage = z.infer<typeof seenMessageSchema>;

/** What the worker says it was given. */
export const seenMessages = (lines: readonly LogLine[]): readonly SeenMessage[] =>
  lines
    .filter(({ functionName, stream }) => functionName.includes('Worker') && stream === 'stdout')
    .map(({ line }) => seenMessageSchema.parse(JSON.parse(line)));

/** What a handler returned. @throws when it did not succeed */
export const returned = (result: InvocationResult): unknown => {
  if (result.status === 'failed') throw new Error(`${result.cause}: ${result.errorMessage}`);
  return JSON.parse(result.payload);
};

/** Waits until a look gives something, for as long as the test may take. */
export const eventually = async <Value>(look: () => Value | null | Promise<Value | null>): Promise<Value> => {
  for (;;) {
    const value = await look();
    if (value !== null) return value;
    await delay(5);
  }
};

/** Whether a process runs; one that has ended and waits to be collected does not. */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
