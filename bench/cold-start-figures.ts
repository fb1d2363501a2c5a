/*
 * What a new process of the worker takes until its first request to a vendor leaves: its code, the keys, the run, the
 * person's state, its turn. Each measurement is a process of its own, with the bundle that is uploaded. For example, a
 * list of what every country is called, made while the code is loaded, shows as 30 ms more.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { bundleFunctions } from '../infra/bundle-functions.ts';
import { startColdStartServices } from './cold-start-services.ts';
import type { ColdStartServices } from './cold-start-services.ts';
import { medianOf } from './figure.ts';
import type { Figure } from './figure.ts';

const PROCESSES = 21;

const spentSchema = z.object({ cpuInMillis: z.number(), wallInMillis: z.number() });
/** `sent` is null for what sends nothing to a vendor. */
const startSchema = z.object({ loaded: spentSchema, sent: spentSchema.nullable() });
type Start = z.infer<typeof startSchema>;

const startProcess = async (folder: string, { environment, event }: ColdStartServices): Promise<Start> => {
  const program = path.join(import.meta.dirname, 'cold-start.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [program, folder, event], {
    env: environment,
    maxBuffer: 10_000_000,
  });
  // What the function logged comes before.
  return startSchema.parse(JSON.parse(stdout.slice(stdout.lastIndexOf('{"loaded"'))));
};

/** Cold starts of the worker beside those of a handler that does nothing. */
export const coldStartFigures = async (tell: (step: string) => void): Promise<Figure[]> => {
  tell(`${PROCESSES} cold starts`);
  const folder = await mkdtemp(path.join(tmpdir(), 'cold-start-'));
  const services = await startColdStartServices();
  try {
    const { folders } = await bundleFunctions(path.join(folder, 'bundles'));
    const empty = path.join(folder, 'empty');
    await mkdir(empty);
    await writeFile(path.join(empty, 'index.mjs'), 'export const handler = async () => {};\n');
    const worker: Start[] = [];
    const nothing: Start[] = [];
    // By turns: what else the computer does meanwhile meets both.
    for (let index = 0; index < PROCESSES; index += 1) {
      worker.push(await startProcess(folders['sync-records'], services));
      nothing.push(await startProcess(empty, services));
    }
    const stated = (what: string, starts: readonly Start[], of: (start: Start) => number): Figure => ({
      what: `Cold start of ${what}, processor time, median of ${PROCESSES}`,
      unit: 'ms',
      ...medianOf(starts.map(of)),
      goal: {},
      deterministic: false,
    });
    return [
      stated('a handler that does nothing', nothing, ({ loaded }) => loaded.cpuInMillis),
      stated('sync-records, its code loaded', worker, ({ loaded }) => loaded.cpuInMillis),
      stated('sync-records, the first request sent', worker, ({ sent }) => sent?.cpuInMillis ?? Number.NaN),
    ];
  } finally {
    await services.close();
    await rm(folder, { recursive: true });
  }
};
