/*
 * One start of a run in a process of its own, from the bundle that is uploaded: with the heap that Lambda's Node gives a
 * function of so much memory, and AWS and the vendors at addresses of this machine. For example, the start of a run for
 * 20,000 people in a function of 512 MB is a process with a heap of 460 MB, and takes 459 MB in all.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { toSqsEvent } from '../local/simulation/simulated-lambda.ts';
import type { Item } from '../shared/state/table.ts';
import { STACK } from './costs.ts';
import { startPretendAws } from './pretend-aws.ts';

/** The shares of a function's memory that Lambda's own Node runtime gives to the two generations of the heap. */
const heapOptions = (memoryInMegabytes: number): readonly string[] => [
  `--max-old-space-size=${Math.floor(memoryInMegabytes * 0.9)}`,
  `--max-semi-space-size=${Math.floor(memoryInMegabytes * 0.05)}`,
];

/** What start-run has in Lambda. */
export const START_MEMORY_IN_MEGABYTES = STACK.startMemoryInGigabytes * 1024;
/** Of that, what is never to be used. */
export const ROOM_IN_MEGABYTES = 100;

/** The last line of the program. */
const effortSchema = z.object({ wallInSeconds: z.number(), cpuInSeconds: z.number(), memoryInMegabytes: z.number() });
/** The line of the log that tells of a start which did its work. */
const fannedOutSchema = z.object({ event: z.literal('RUN_FANNED_OUT'), inScope: z.int() });

/** What a start did and took; of memory, the most that the process ever had. */
export interface Started extends z.infer<typeof effortSchema> {
  /** Records of the run, whether they got a message or an outcome. */
  readonly inScope: number;
  readonly messages: number;
}

interface StartOptions {
  /** What is asked for, beside who asks. Default: a run of the first flow for everybody. */
  readonly asked?: object;
  /** Of the vendors, by the function's own variables. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly memoryInMegabytes: number;
}

/**
 * @param folder of the bundle
 * @param items what the table holds
 * @throws Error with what it printed, when it did not start the run
 */
export const startInProcess = async (
  folder: string,
  items: readonly Item[],
  { asked = {}, addresses, memoryInMegabytes }: StartOptions,
): Promise<Started> => {
  const body = JSON.stringify({ trigger: 'command-line', runId: 'run-whole', ...asked });
  const event = toSqsEvent([{ messageId: '1', receiptHandle: '1', body, receiveCount: 1, sentAt: Date.now() }]);
  const program = path.join(import.meta.dirname, 'whole-start.mjs');
  const aws = await startPretendAws(items);
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...heapOptions(memoryInMegabytes), program, folder, JSON.stringify(event)],
      { env: { ...aws.environment, ...addresses }, maxBuffer: 10_000_000 },
    );
    const lines = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    const { inScope } = lines.flatMap((line) => fannedOutSchema.safeParse(line).data ?? [])[0] ?? {};
    if (inScope === undefined) throw new Error(`It did not start the run:\n${stdout}`);
    return { ...effortSchema.parse(lines.at(-1)), inScope, messages: aws.messagesSent() };
  } finally {
    await aws.close();
  }
};
