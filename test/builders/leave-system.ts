import type { PartialDemoPowerOfficeOptions } from '../../local/demo-vendors/poweroffice/options.ts';
import type { LeaveRow } from '../../local/demo-vendors/poweroffice/rows.ts';
import type { SeedEmployment } from '../../local/demo-vendors/poweroffice/seed.ts';
import type { SimployerTimeOff } from '../../local/demo-vendors/simployer/simployer-tenant.ts';
import type { MemoryTable } from '../../local/simulation/memory-table.ts';
import type { StartInput } from '../../local/simulation/simulated-runs.ts';
import { createWorld } from '../../local/simulation/world.ts';
import type { World } from '../../local/simulation/world.ts';
import type { WorldFaults } from '../../local/simulation/world-options.ts';
import type { SettingsInput } from '../../shared/config/settings.ts';
import { newEmployeeState } from '../../shared/flows/employees-to-poweroffice/state.ts';
import type { Table } from '../../shared/state/table.ts';
import { employeeId, employmentId } from '../../shared/vendors/poweroffice/ids.ts';
import { buildSimployerPerson, buildSimployerTenant } from './simployer-company.ts';
import type { PersonOverrides } from './simployer-company.ts';
import { buildSimployerLeaveType } from './simployer-time-off.ts';
import { lookAtRun } from './told-run.ts';
import type { ToldRun } from './told-run.ts';

export interface LeaveSystemInput {
  /** Linked with an employment of the same days; their numbers begin at 42. Default: one. */
  readonly people?: readonly (Omit<PersonOverrides, 'employments' | 'number'> & {
    readonly number: number;
    /** Default: linked, with one employment from 2020. */
    readonly employments?: readonly (SeedEmployment & { readonly Id: number })[];
    readonly isLinked?: boolean;
  })[];
  readonly timeOff?: Partial<SimployerTimeOff>;
  readonly settings?: SettingsInput;
  readonly powerOffice?: PartialDemoPowerOfficeOptions;
  readonly faults?: WorldFaults;
  /** The table as each process reaches it, in the order in which they are booted. */
  readonly reach?: (table: Table) => Table;
  /** Told of every message to the workers. */
  readonly onMessage?: (message: unknown) => void;
  /** ISO date-time at which the clock starts. */
  readonly now?: string;
  readonly table?: MemoryTable;
  readonly seed?: number;
}

interface LeaveRun extends ToldRun {
  /** How many records were written while it ran. */
  readonly writes: number;
}

/** A simulated world of few people and their leaves. Its runs are called `run-1`, `run-2`, ... */
export interface LeaveSystem extends World {
  /** A stored plan of the spring of 2026, unless it says otherwise. */
  readonly plan: (selection?: Readonly<Record<string, readonly string[]>>, input?: StartInput) => Promise<LeaveRun>;
  /** Carries a plan out. @param accept the codes of guards */
  readonly apply: (planned: LeaveRun, accept?: readonly string[], input?: StartInput) => Promise<LeaveRun>;
  readonly look: (runId: string) => Promise<LeaveRun>;
  /** A plan and its apply. */
  readonly send: (selection?: Readonly<Record<string, readonly string[]>>) => Promise<LeaveRun>;
  /** The leaves in PowerOffice, without stamps. */
  readonly inPayroll: () => readonly Partial<LeaveRow>[];
}

const PERIOD = { from: ['2026-03-01'], to: ['2026-05-31'] };

/** The types that tests of this flow need, by their ids. */
const LEAVE_TYPES: Pick<SimployerTimeOff, 'leaveTypes' | 'leaveTypeCodes'> = {
  leaveTypes: [
    buildSimployerLeaveType({ id: 'parental', name: 'Foreldrepermisjon', kind: 'PARENTAL_LEAVE' }),
    buildSimployerLeaveType({ id: 'military', name: 'Militærtjeneste', kind: 'OFF_DUTY' }),
    buildSimployerLeaveType({ id: 'vacation', name: 'Ferie', kind: 'VACATION' }),
    buildSimployerLeaveType({ id: 'sick', name: 'Sykmelding', kind: 'SICK_LEAVE' }),
    buildSimployerLeaveType({ id: 'unmapped', name: 'Permisjon uten lønn', kind: 'PARENTAL_LEAVE' }),
  ],
  leaveTypeCodes: [
    ['parental', 'PARENTAL_BENEFITS'],
    ['military', 'MILITARY_SERVICE'],
    ['sick', 'SYK'],
  ].map(([leaveTypeId = '', code = '']) => ({ id: `code-${leaveTypeId}`, companyId: 'company-1', leaveTypeId, code })),
};

const idOf = (number: number): number => 10_000_000 + number;

export const createLeaveSystem = async ({
  people = [{ number: 42 }],
  timeOff = {},
  settings = {},
  powerOffice = {},
  faults = {},
  reach,
  onMessage = () => undefined,
  now = '2026-03-02T06:00:00Z',
  table,
  seed = 1,
}: LeaveSystemInput = {}): Promise<LeaveSystem> => {
  const placed = people.map(({ employments, isLinked = true, ...person }) => ({
    person,
    isLinked,
    employments: employments ?? [{ Id: 20_000 + person.number, StartDate: '2020-01-01', IsDefault: true }],
  }));
  const world = createWorld({
    seed,
    company: {
      ...buildSimployerTenant(
        placed.map(({ person, employments }) =>
          buildSimployerPerson({ ...person, employments: employments.map(() => ({})) }),
        ),
      ),
      timeOff: { ...LEAVE_TYPES, ...timeOff },
    },
    faults,
    options: {
      flow: 'leaves-to-poweroffice',
      startsAt: now,
      powerOffice,
      payroll: {
        employees: placed.map(({ person: { number }, employments }) => ({
          Id: idOf(number),
          Number: number,
          FirstName: 'Kari',
          LastName: 'Nordmann',
          employments,
        })),
      },
      settings,
      hasNearServices: true,
      replace: {
        ...(reach !== undefined && { table: reach }),
        message: (message) => {
          onMessage(message);
          return message;
        },
      },
      ...(table !== undefined && { table }),
    },
  });
  for (const { person, employments, isLinked } of placed) {
    const { number } = person;
    const linked = employments.map(({ Id, StartDate = null }, index) => [
      `employment-${number}-${index + 1}`,
      { id: employmentId.parse(Id), startDate: StartDate ?? '', professionCode: '3120105' },
    ]);
    await world.employees.save({
      ...newEmployeeState(`person-${number}`, String(number)),
      record: isLinked
        ? {
            id: employeeId.parse(idOf(number)),
            employeeStamp: null,
            addressStamp: null,
            base: null,
            employments: Object.fromEntries(linked),
            knownEmployments: null,
            salaryDigest: null,
            salaryStamp: null,
          }
        : null,
    });
  }
  let count = world.table.items().filter(({ pk }) => pk === 'runs').length;

  const look = async (runId: string): Promise<LeaveRun> => ({
    ...(await lookAtRun(world, runId)),
    writes: world.powerOffice.writes,
  });
  const sync = async (input: StartInput): Promise<LeaveRun> => {
    count += 1;
    const runId = `run-${count}`;
    const { writes } = world.powerOffice;
    await world.start({ ...input, runId });
    await world.untilQueuesAreEmpty();
    const seen = await look(runId);
    return { ...seen, writes: seen.writes - writes };
  };
  const plan: LeaveSystem['plan'] = (selection = {}, input = {}) =>
    sync({ ...input, mode: 'plan', isStored: true, selection: { ...PERIOD, ...selection } });
  const apply: LeaveSystem['apply'] = ({ run }, accept = [], input = {}) =>
    sync({ ...input, mode: 'apply', applies: { planId: run.runId, accept } });
  return {
    ...world,
    look,
    plan,
    apply,
    send: async (selection) => apply(await plan(selection)),
    inPayroll: () =>
      world.powerOffice.state.employees
        .flatMap(({ employments }) => employments.flatMap(({ leaves }) => leaves))
        .map(
          ({ CreatedDateTimeOffset: _made, LastChangedDateTimeOffset: _changed, EmployeeId: _of, ...leave }) => leave,
        ),
  };
};
