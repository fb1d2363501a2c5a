/*
 * The starts of the flows that came after the first, over a company as large as any: of a plan for X-ledger, of leaves to
 * PowerOffice, and of a file of absence. Each runs once, in a process as Lambda has it for start-run, with
 * vendors of its own that answer at once over HTTP; so its time is that of the pace which it keeps to. Everybody is known
 * in PowerOffice, linked, and in X-ledger, and is away three times in the period, three days each. For example, the file's
 * plan of 20,000 people reads 60,000 absences with 180,000 days and stores a row of each, all in that one invocation.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleFunctions } from '../infra/bundle-functions.ts';
import { createDemoCompany } from '../local/demo-vendors/company/create-demo-company.ts';
import type { DemoCompany } from '../local/demo-vendors/company/create-demo-company.ts';
import { demoPayroll } from '../local/demo-vendors/company/demo-payroll.ts';
import { listen } from '../local/demo-vendors/http-server.ts';
import type { DemoVendor } from '../local/demo-vendors/vendor-request.ts';
import type { DemoXledgerSeed } from '../local/demo-vendors/xledger/seed.ts';
import { createSimulatedVendors } from '../local/simulation/simulated-vendors.ts';
import type { SimulatedVendors } from '../local/simulation/simulated-vendors.ts';
import type { FlowName } from '../shared/config/vendor-keys.ts';
import { systemClock } from '../shared/http/clock.ts';
import { todayInOslo } from '../shared/records/values/calendar-date.ts';
import { addDays } from '../shared/records/values/days.ts';
import { START_LIMITS } from '../shared/run/limits.ts';
import type { Item } from '../shared/state/table.ts';
import { absencesOf, DAYS_TO_MIDDLE, MIDDLE } from './absences.ts';
import type { Figure } from './figure.ts';
import { createInstantCompany } from './instant-company.ts';
import { START_MEMORY_IN_MEGABYTES, startInProcess, ROOM_IN_MEGABYTES } from './start-in-process.ts';
import type { Started } from './start-in-process.ts';

const PEOPLE = 20_000;
const ABSENCES_EACH = 3;
/** The last of them begins so long after today at the latest. */
const DAYS = 24;
const TWO_DAYS_IN_MILLIS = 2 * 24 * 3600 * 1000;
const LOOPBACK = { host: '127.0.0.1', port: 0 } as const;

/** What the start of a flow meets. */
interface Met {
  readonly vendors: SimulatedVendors;
  /** What the table holds. */
  readonly items: readonly Item[];
}

/** X-ledger with everybody, who are found there by their numbers. */
const ledgerOf = ({ company, employees }: DemoCompany): Partial<DemoXledgerSeed> => ({
  entities: [{ code: '10', description: company.name, companyNumber: company.orgNumber ?? null, parent: null }],
  employees: employees.map(({ employeeNumber, firstName, lastName, workEmail, birthDate }) => ({
    fields: { code: employeeNumber ?? null, description: `${firstName} ${lastName}`, email: workEmail ?? null },
    contact: { firstName: firstName ?? null, lastName: lastName ?? null, birthDate: birthDate ?? null },
  })),
});

/** A company of so many people, whose employees are in PowerOffice and linked. @returns vendors of its own for each flow */
const companyOf = async (people: number): Promise<() => Met> => {
  const today = todayInOslo(Date.now());
  const company = createDemoCompany({ today, size: people, flaws: false });
  const timeOff = absencesOf(company, {
    yearBegins: addDays(today, -DAYS_TO_MIDDLE),
    from: MIDDLE,
    to: MIDDLE + ABSENCES_EACH,
  });
  const tenant = { ...company, timeOff };
  const employees = createInstantCompany(tenant, {
    startsAt: new Date(Date.now() - TWO_DAYS_IN_MILLIS).toISOString(),
    payroll: demoPayroll(company),
  });
  await employees.run();
  const { vendors, items } = employees.meet();
  return () => ({
    // Only one flow asks PowerOffice.
    vendors: {
      ...createSimulatedVendors(systemClock, { company: tenant, options: { xledgerSeed: ledgerOf(company) } }),
      powerOffice: vendors.powerOffice,
    },
    items: items.filter(({ pk }) => !/^(?:history|intents|run)#/.test(pk)),
  });
};

/** The plan of a flow for everybody. */
const planIn = async (folder: string, flow: FlowName, { vendors, items }: Met): Promise<Started> => {
  const serve = (vendor: DemoVendor) => listen(vendor, LOOPBACK);
  const servers = await Promise.all([serve(vendors.simployer), serve(vendors.powerOffice), serve(vendors.xledger)]);
  const [simployer, powerOffice, xledger] = servers;
  const today = todayInOslo(Date.now());
  const selection = { from: [today], to: [addDays(today, DAYS)] };
  try {
    return await startInProcess(folder, items, {
      asked: { flow, mode: 'plan', isStored: true, ...(flow !== 'employees-to-xledger' && { selection }) },
      addresses: {
        SIMPLOYER_BASE_URL: `${simployer.url}/v1`,
        POWEROFFICE_BASE_URL: `${powerOffice.url}/v2`,
        POWEROFFICE_TOKEN_URL: `${powerOffice.url}/OAuth/Token`,
        XLEDGER_URL: `${xledger.url}/graphql`,
      },
      memoryInMegabytes: START_MEMORY_IN_MEGABYTES,
    });
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
};

const figuresOf = (what: string, { wallInSeconds, cpuInSeconds, memoryInMegabytes }: Started): readonly Figure[] => {
  const figure = (name: string, unit: string, value: number, goal: Figure['goal'] = {}): Figure => ({
    what: `${name} ${what}`,
    unit,
    value,
    goal,
    deterministic: false,
  });
  return [
    figure('Time of the start of', 's', wallInSeconds, { atMost: START_LIMITS.timeoutInSeconds }),
    figure('Processor time of the start of', 's', cpuInSeconds),
    figure(`Memory of the whole process in ${START_MEMORY_IN_MEGABYTES} MB, of the start of`, 'MB', memoryInMegabytes, {
      atMost: START_MEMORY_IN_MEGABYTES - ROOM_IN_MEGABYTES,
    }),
  ];
};

/** @throws Error when a start did not get everybody, or every absence, into its plan: its figures mean nothing then */
export const flowStartFigures = async (tell: (step: string) => void, people = PEOPLE): Promise<Figure[]> => {
  const [size, leaves] = [people, ABSENCES_EACH * people].map((count) => count.toLocaleString('en-GB'));
  tell(`Starts of the other flows, ${size} people: employees first`);
  const meet = await companyOf(people);
  const folder = await mkdtemp(path.join(tmpdir(), 'flow-starts-'));
  const plans: readonly (readonly [flow: FlowName, what: string, records: number])[] = [
    ['employees-to-xledger', `a plan for X-ledger, ${size} people`, people],
    ['leaves-to-poweroffice', `a plan of ${leaves} leaves, ${size} people`, ABSENCES_EACH * people],
    ['time-off-to-file', `a plan of a file with ${leaves} absences, ${size} people`, ABSENCES_EACH * people],
  ];
  try {
    const { folders } = await bundleFunctions(folder);
    tell(`Starts of the other flows, ${size} people: all at once`);
    const figures = await Promise.all(
      plans.map(async ([flow, what, records]) => {
        const started = await planIn(folders['start-run'], flow, meet());
        if (started.inScope !== records) throw new Error(`${flow}: ${started.inScope} records in place of ${records}.`);
        return figuresOf(what, started);
      }),
    );
    return figures.flat();
  } finally {
    await rm(folder, { recursive: true });
  }
};
