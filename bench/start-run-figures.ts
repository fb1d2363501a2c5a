/*
 * The start of a run over a company as large as any, while Simployer takes its time: whether one invocation of start-run
 * does it, in time and in memory. It runs in a process of its own, from the bundle that is uploaded, with the memory that
 * Lambda gives it and against vendors that answer over HTTP; everybody is known on both sides and linked, for then there
 * is most to hold. It starts three times at once in half of the memory that it has in Lambda, and once in all of it, each
 * with a table of its own: every one has less than a core then and collects its garbage late, as in Lambda. For example,
 * a start that holds every message twice shows as 100 MB more.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { bundleFunctions } from '../infra/bundle-functions.ts';
import { listen } from '../local/demo-vendors/http-server.ts';
import { START_LIMITS } from '../shared/run/limits.ts';
import { medianOf } from './figure.ts';
import type { Figure } from './figure.ts';
import { createInstantCompany } from './instant-company.ts';
import { ROOM_IN_MEGABYTES, START_MEMORY_IN_MEGABYTES, startInProcess } from './start-in-process.ts';
import type { Started } from './start-in-process.ts';

const PEOPLE = 20_000;
const STARTS = 3;
const SIMPLOYER_ANSWERS_AFTER_MILLIS = 1_000;
const TWO_DAYS_IN_MILLIS = 2 * 24 * 3600 * 1000;
/** What a start has to manage with. */
const TIGHT_IN_MEGABYTES = 512;
const LOOPBACK = { host: '127.0.0.1', port: 0 } as const;

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
  const folder = await mkdtemp(path.join(tmpdir(), 'start-run-'));
  const servers = await Promise.all([listen(slowSimployer, LOOPBACK), listen(vendors.powerOffice, LOOPBACK)]);
  const [{ url: simployerUrl }, { url: powerOfficeUrl }] = servers;
  try {
    const { folders } = await bundleFunctions(folder);
    const addresses = {
      SIMPLOYER_BASE_URL: `${simployerUrl}/v1`,
      POWEROFFICE_BASE_URL: `${powerOfficeUrl}/v2`,
      POWEROFFICE_TOKEN_URL: `${powerOfficeUrl}/OAuth/Token`,
    };
    tell(`start-run, ${size} people: ${STARTS} starts, Simployer answers after ${SIMPLOYER_ANSWERS_AFTER_MILLIS} ms`);
    const startIn = async (memoryInMegabytes: number): Promise<Started> => {
      const started = await startInProcess(folders['start-run'], read, { addresses, memoryInMegabytes });
      if (started.messages !== people) throw new Error(`${started.messages} messages for ${people} people.`);
      return started;
    };
    const [roomy, ...starts] = await Promise.all([
      startIn(START_MEMORY_IN_MEGABYTES),
      ...Array.from({ length: STARTS }, () => startIn(TIGHT_IN_MEGABYTES)),
    ]);
    const what = `start-run, ${size} people, Simployer answering in 1 s`;
    const figure = (
      name: string,
      unit: string,
      value: Pick<Figure, 'value' | 'spread'>,
      goal: Figure['goal'] = {},
    ) => ({
      what: `${name} of ${what}`,
      unit,
      ...value,
      goal,
      deterministic: false,
    });
    const memory = (memoryInMegabytes: number): string => `Memory of the whole process in ${memoryInMegabytes} MB,`;
    return [
      figure('Time', 's', medianOf(starts.map(({ wallInSeconds }) => wallInSeconds)), {
        atMost: START_LIMITS.timeoutInSeconds,
      }),
      figure('Processor time', 's', medianOf(starts.map(({ cpuInSeconds }) => cpuInSeconds))),
      figure(memory(TIGHT_IN_MEGABYTES), 'MB', medianOf(starts.map(({ memoryInMegabytes }) => memoryInMegabytes)), {
        atMost: TIGHT_IN_MEGABYTES,
      }),
      figure(
        memory(START_MEMORY_IN_MEGABYTES),
        'MB',
        { value: roomy.memoryInMegabytes },
        {
          atMost: START_MEMORY_IN_MEGABYTES - ROOM_IN_MEGABYTES,
        },
      ),
    ];
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    await rm(folder, { recursive: true });
  }
};
