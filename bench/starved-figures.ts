import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { createDemoCompany } from '../local/demo-vendors/company/create-demo-company.ts';
import { startDemoVendors } from '../local/demo-vendors/start-demo-vendors.ts';
import { VENDOR_DEFAULTS } from '../shared/config/vendor-defaults.ts';
import { todayInOslo } from '../shared/records/values/calendar-date.ts';
import { medianOf } from './figure.ts';
import type { Figure } from './figure.ts';

const PEOPLE = 60;
const STARVED_RUNS = 20;
/** With this many busy programs beside it on two cores, a program has about a third of a core. */
const BUSY_PROGRAMS_PER_CORE = 2.5;
const CORES = 2;
const REQUESTS_PER_SECOND = VENDOR_DEFAULTS.powerOfficeRequestsPerSecond;
const THROTTLED = 429;

const ENVIRONMENT_OF_NODE = ['--disable-warning=ExperimentalWarning'];

/** A program below the priority of this one, whose demo vendors answer at once whatever else goes on. */
const startBelow = (file: string, environment: Readonly<Record<string, string>> = {}) => {
  const program = fork(path.join(import.meta.dirname, file), {
    execArgv: ENVIRONMENT_OF_NODE,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  if (program.pid !== undefined) setPriority(program.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return program;
};

/**
 * Runs over 60 people whom PowerOffice knows, on this machine as `npm run sync` runs them, while other programs use
 * every core: the pace must hold although requests leave late.
 */
export const starvedFigures = async (tell: (step: string) => void): Promise<Figure[]> => {
  const company = createDemoCompany({ today: todayInOslo(Date.now()), size: PEOPLE, flaws: false });
  const vendors = await startDemoVendors({ company });
  const { requests } = vendors.powerOffice;
  const programs: ReturnType<typeof fork>[] = [];
  try {
    const runner = startBelow('starved-runs.ts', vendors.environment);
    programs.push(runner);
    const ended = new Promise<never>((_resolve, reject) => {
      runner.once('exit', () => reject(new Error('The starved program ended before its last run.')));
    });
    const next = (): Promise<unknown> =>
      Promise.race([ended, new Promise((resolve) => runner.once('message', resolve))]);
    tell(`${PEOPLE} people: first load`);
    await next();
    for (let index = 0; index < BUSY_PROGRAMS_PER_CORE * CORES; index += 1) programs.push(startBelow('keep-busy.ts'));
    const begin = requests.length;
    const uses: number[] = [];
    for (let run = 1; run <= STARVED_RUNS; run += 1) {
      tell(`${PEOPLE} people: starved run ${run}`);
      const from = requests.length;
      runner.send('run');
      await next();
      const those = requests.slice(from);
      const seconds = ((those.at(-1)?.at ?? 0) - (those[0]?.at ?? 0)) / 1000;
      uses.push((100 * (those.length - REQUESTS_PER_SECOND)) / (REQUESTS_PER_SECOND * seconds));
    }
    const throttled = requests.slice(begin).filter(({ status }) => status === THROTTLED).length;
    const what = `a process starved of CPU, ${PEOPLE} known people, ${STARVED_RUNS} runs`;
    return [
      { what: `Answers 429, ${what}`, value: throttled, unit: 'requests', goal: { exactly: 0 }, deterministic: false },
      {
        what: `Use of the 10/s limit, ${what}, median`,
        ...medianOf(uses),
        unit: '%',
        goal: {},
        deterministic: false,
      },
    ];
  } finally {
    for (const program of programs) {
      program.removeAllListeners('exit');
      program.kill('SIGKILL');
    }
    await vendors.close();
  }
};
