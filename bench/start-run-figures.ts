/*
 * The start of a run over a company as large as any, while Simployer takes its time: whether one invocation of start-run
 * does it, in time and in memory. It runs in a process of its own, from the bundle that is uploaded, with the memory that
 * Lambda gives it and against vendors that answer over HTTP; everybody is known on both sides and linked, for then there
 * is most to hold. For example, a start that holds every message twice shows as 100 MB more.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as z from 'zod';
import { bundleFunctions } from '../infra/bundle-functions.ts';
import { listen } from '../local/demo-vendors/http-server.ts';
import { toSqsEvent } from '../local/simulation/simulated-lambda.ts';
import { START_LIMITS } from '../shared/run/limits.ts';
import { STACK } from './costs.ts';
import type { Figure } from './figure.ts';
import { createInstantCompany } from './instant-company.ts';
import { startPretendAws } from './pretend-aws.ts';

const PEOPLE = 20_000;
const SIMPLOYER_ANSWERS_AFTER_MILLIS = 1_000;
const TWO_DAYS_IN_MILLIS = 2 * 24 * 3600 * 1000;
const MEMORY_IN_MEGABYTES = STACK.workerMemoryInGigabytes * 1024;
/** The shares of a function's memory that Lambda's own Node runtime gives to the two generations of the heap. */
const HEAP_OPTIONS = [
  `--max-old-space-size=${Math.floor(MEMORY_IN_MEGABYTES * 0.9)}`,
  `--max-semi-space-size=${Math.floor(MEMORY_IN_MEGABYTES * 0.05)}`,
];
const LOOPBACK = { host: '127.0.0.1', port: 0 } as const;

const endedSchema = z.object({ wallInSeconds: z.number(), cpuInSeconds: z.number(), memoryInMegabytes: z.number() });

/** @throws Error when not everybody got a message: figures of a start that did not do its work mean nothing */
export const startRunFigures = async (tell: (step: string) => void, people = PEOPLE): Promise<Figure[]> => {
  const size = people.toLocaleString('en-GB');
  tell(`start-run, ${size} people: first load`);
  const company = createInstantCompany(people, { startsAt: new Date(Date.now() - TWO_DAYS_IN_MILLIS).toISOString() });
  await company.run();
  const { vendors, items } = company.meet();
  // What start-run reads; the first load's history, intents and outcomes are ten times as much.
  const read = items.filter(({ pk }) => !/^(?:history|intents|run)#/.test(pk));
  const slowSimployer: typeof vendors.simployer = {
    ...vendors.simployer,
    handle: async (request) => {
      await delay(SIMPLOYER_ANSWERS_AFTER_MILLIS);
      return vendors.simployer.handle(request);
    },
  };
  tell(`start-run, ${size} people: the table is filled`);
  const folder = await mkdtemp(path.join(tmpdir(), 'start-run-'));
  const aws = await startPretendAws(read);
  const servers = await Promise.all([listen(slowSimployer, LOOPBACK), listen(vendors.powerOffice, LOOPBACK)]);
  const [{ url: simployerUrl }, { url: powerOfficeUrl }] = servers;
  try {
    const { folders } = await bundleFunctions(folder);
    const body = JSON.stringify({ trigger: 'command-line', runId: 'run-whole' });
    const event = toSqsEvent([{ messageId: '1', receiptHandle: '1', body, receiveCount: 1, sentAt: Date.now() }]);
    const program = path.join(import.meta.dirname, 'whole-start.mjs');
    tell(`start-run, ${size} people: Simployer answers after ${SIMPLOYER_ANSWERS_AFTER_MILLIS} ms`);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...HEAP_OPTIONS, program, folders['start-run'], JSON.stringify(event)],
      {
        env: {
          ...aws.environment,
          SIMPLOYER_BASE_URL: `${simployerUrl}/v1`,
          POWEROFFICE_BASE_URL: `${powerOfficeUrl}/v2`,
          POWEROFFICE_TOKEN_URL: `${powerOfficeUrl}/OAuth/Token`,
        },
        maxBuffer: 10_000_000,
      },
    );
    if (aws.messagesSent() !== people)
      throw new Error(`${aws.messagesSent()} messages for ${people} people.\n${stdout}`);
    const ended = endedSchema.parse(JSON.parse(stdout.slice(stdout.lastIndexOf('{"wallInSeconds"'))));
    const what = `start-run, ${size} people, Simployer answering in 1 s`;
    return [
      {
        what: `Time of ${what}`,
        unit: 's',
        value: ended.wallInSeconds,
        goal: { atMost: START_LIMITS.timeoutInSeconds },
        deterministic: false,
      },
      {
        what: `Processor time of ${what}`,
        unit: 's',
        value: ended.cpuInSeconds,
        goal: {},
        deterministic: false,
      },
      {
        what: `Memory of ${what}, the whole process`,
        unit: 'MB',
        value: ended.memoryInMegabytes,
        goal: { atMost: MEMORY_IN_MEGABYTES },
        deterministic: false,
      },
    ];
  } finally {
    await Promise.all([aws.close(), ...servers.map((server) => server.close())]);
    await rm(folder, { recursive: true });
  }
};
