import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

const sizeSchema = z.object({
  people: z.int(),
  /** Of a first load, at PowerOffice. */
  requests: z.int(),
  /** Of start-run and the workers together, nothing changed: of each round of replays. */
  cpuInMillis: z.array(z.number()),
  /** Of start-run alone. */
  startRunCpuInMillis: z.array(z.number()),
  /** Heap in use when the code is loaded and nothing has been done: a process holds it whatever the size. */
  loadedBytes: z.number(),
  startRunBytes: z.number(),
  batchBytes: z.number(),
});
/** What a company of one size takes. */
export type SizeMeasured = z.infer<typeof sizeSchema>;

/** The vendors of 100,000 people, their answers and the table live in one process. */
const HEAP_IN_MEGABYTES = 12_288;

/** Measures in a process of its own, so that no size inherits another's heap and compiled code. */
export const measureSize = async (people: number): Promise<SizeMeasured> => {
  const program = path.join(import.meta.dirname, 'print-size.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    `--max-old-space-size=${HEAP_IN_MEGABYTES}`,
    '--disable-warning=ExperimentalWarning',
    program,
    String(people),
  ]);
  return sizeSchema.parse(JSON.parse(stdout));
};
