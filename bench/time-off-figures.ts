/*
 * What the flows of time off ask for: a company in which everybody is away forty times a year, and one month of it is
 * planned and carried out, as leaves in PowerOffice and as a file for payroll. A plan reads lists, and asks about
 * employments of leaves that are reported alone; so its requests grow with the pages of those lists. For example, of 1,000
 * people some 3,400 absences touch a month, and a plan of them all is made in a hundred requests.
 */
import { createDemoCompany } from '../local/demo-vendors/company/create-demo-company.ts';
import { demoPayroll } from '../local/demo-vendors/company/demo-payroll.ts';
import type { StartInput } from '../local/simulation/simulated-runs.ts';
import { createWorld } from '../local/simulation/world.ts';
import type { World } from '../local/simulation/world.ts';
import type { FlowName } from '../shared/config/vendor-keys.ts';
import type { Run } from '../shared/state/run.ts';
import { ABSENCES, absencesOf, MARCH, TODAY } from './absences.ts';
import type { Figure } from './figure.ts';

const HOUR_IN_MILLIS = 3600 * 1000;
const PAGE = 100;
/** Token, company, departments, privileges, types and their codes, the year before of a type. */
const OTHERS = 10;
const DAYS_A_LEAVE = 4;

/** What one run asked of both sides, and how long it took on the clock. */
interface Asked {
  readonly run: Run;
  readonly requests: number;
  readonly seconds: number;
  /** Leaves in PowerOffice, or files. */
  readonly written: number;
}

const runOnce = async (world: World, input: StartInput & { readonly runId: string }): Promise<Asked> => {
  const writtenYet = (): number => world.powerOffice.writes + world.exportFiles.size;
  const before = writtenYet();
  await world.start(input);
  await world.untilQueuesAreEmpty();
  const run = await world.runs.getRun(input.runId);
  if (run?.status !== 'succeeded') throw new Error(`The run of time off ${run?.status}.`);
  await world.advance(HOUR_IN_MILLIS);
  return {
    run,
    requests: Object.values(run.apiCalls).reduce((sum, calls) => sum + calls, 0),
    seconds: ((run.finishedAt ?? 0) - run.startedAt) / 1000,
    written: writtenYet() - before,
  };
};

interface Month {
  readonly plan: Asked;
  readonly apply: Asked;
  /** Of a second plan, right after. */
  readonly applyAgain: Asked;
}

const planAndApply = async (world: World, flow: FlowName): Promise<Month> => {
  const planned = (planId: string) => runOnce(world, { runId: planId, mode: 'plan', isStored: true, selection: MARCH });
  const applied = (planId: string) =>
    runOnce(world, { runId: `apply-${planId}`, mode: 'apply', applies: { planId, accept: [] } });
  const plan = await planned(`${flow}-1`);
  const apply = await applied(`${flow}-1`);
  await planned(`${flow}-2`);
  return { plan, apply, applyAgain: await applied(`${flow}-2`) };
};

/** A company of so many people as payroll has them, and a world of one of the flows of time off beside the employees'. */
const worldsOf = async (people: number): Promise<(flow: FlowName) => World> => {
  const company = createDemoCompany({ today: TODAY, size: people, flaws: false });
  const timeOff = absencesOf(company);
  const tenant = { ...company, timeOff };
  const payroll = demoPayroll(company);
  const employees = createWorld({ company: tenant, options: { payroll } });
  await employees.run();
  return (flow) =>
    createWorld({ company: tenant, beside: employees, options: { flow, payroll, table: employees.table } });
};

/** Requests, seconds and writes of one month of time off. */
export const timeOffFigures = async (people: number, tell: (step: string) => void): Promise<readonly Figure[]> => {
  tell(`${people} people, ${ABSENCES} absences each: employees first`);
  const worldOf = await worldsOf(people);
  tell(`${people} people: a month of leaves to PowerOffice`);
  const leaves = await planAndApply(worldOf('leaves-to-poweroffice'), 'leaves-to-poweroffice');
  tell(`${people} people: a month of time off to a file`);
  const file = await planAndApply(worldOf('time-off-to-file'), 'time-off-to-file');
  const figure = (what: string, value: number, unit: string, goal: Figure['goal'] = {}): Figure => ({
    what: `${what}, ${people.toLocaleString('en-GB')} people`,
    unit,
    value,
    goal,
    deterministic: true,
  });
  const pages = (rows: number): number => Math.ceil(rows / PAGE);
  const listed = leaves.plan.run.inScope;
  const sent = leaves.apply.written;
  const ofLeaves = `Leaves to PowerOffice, ${ABSENCES} absences a person and year`;
  const ofFile = `Time off to a file, ${ABSENCES} absences a person and year`;
  return [
    // The lists, and of the employments with a leave that is reported what payroll has.
    figure(`${ofLeaves}: plan of a month`, leaves.plan.requests, 'requests to both', {
      atMost: pages(listed) + pages(people) + sent + OTHERS,
    }),
    figure(`${ofLeaves}: time of that plan`, leaves.plan.seconds, 's'),
    // The same once more, and for each leave itself, its employment and the write.
    figure(`${ofLeaves}: apply that sends ${sent}`, leaves.apply.requests, 'requests to both', {
      atMost: leaves.plan.requests + 3 * sent + OTHERS,
    }),
    figure(`${ofLeaves}: second apply`, leaves.applyAgain.written, 'writes', { exactly: 0 }),
    // The days of absence too, some for each leave.
    figure(`${ofFile}: plan of a month`, file.plan.requests, 'requests to Simployer', {
      atMost: DAYS_A_LEAVE * pages(listed) + pages(people) + OTHERS,
    }),
    figure(`${ofFile}: time of that plan`, file.plan.seconds, 's'),
    figure(`${ofFile}: file of ${file.plan.run.inScope} rows`, file.apply.requests, 'requests to Simployer', {
      atMost: file.plan.requests,
    }),
    figure(`${ofFile}: second apply`, file.applyAgain.written, 'files', { exactly: 0 }),
  ];
};
