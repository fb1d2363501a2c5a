import type { SimployerTimeOff } from '../../local/demo-vendors/simployer/simployer-tenant.ts';
import type { StartInput } from '../../local/simulation/simulated-runs.ts';
import { createWorld } from '../../local/simulation/world.ts';
import type { World } from '../../local/simulation/world.ts';
import type { WorldFaults } from '../../local/simulation/world-options.ts';
import type { SettingsInput } from '../../shared/config/settings.ts';
import { buildSimployerPerson, buildSimployerTenant } from './simployer-company.ts';
import type { PersonOverrides } from './simployer-company.ts';
import { buildSimployerLeaveType } from './simployer-time-off.ts';
import { lookAtRun } from './told-run.ts';
import type { ToldRun } from './told-run.ts';

export interface FileSystemInput {
  /** Default: number 42. Everybody is an engineer. */
  readonly people?: readonly PersonOverrides[];
  readonly timeOff?: Partial<SimployerTimeOff>;
  readonly settings?: SettingsInput;
  readonly faults?: WorldFaults;
  /** ISO date-time at which the clock starts. */
  readonly now?: string;
}

interface FileRun extends ToldRun {
  /** The file that it made, without its mark; null for none. */
  readonly file: string | null;
}

/** A simulated world of few people and their absence. Its runs are called `run-1`, `run-2`, ... */
export interface FileSystem extends World {
  /** A stored plan of February 2024, unless it says otherwise. */
  readonly plan: (selection?: Readonly<Record<string, readonly string[]>>, input?: StartInput) => Promise<FileRun>;
  readonly apply: (planned: FileRun, input?: StartInput) => Promise<FileRun>;
  readonly look: (runId: string) => Promise<FileRun>;
  /** A plan and its apply. */
  readonly send: (selection?: Readonly<Record<string, readonly string[]>>) => Promise<FileRun>;
  /** The lines of every file of an export that counts, without headers, in the order of the exports. */
  readonly exportedLines: () => Promise<readonly string[]>;
}

const FEBRUARY = { from: ['2024-02-01'], to: ['2024-02-29'] };

const FILE_LEAVE_TYPES: Pick<SimployerTimeOff, 'leaveTypes' | 'leaveTypeCodes'> = {
  leaveTypes: [
    buildSimployerLeaveType({ id: 'vacation', name: 'Ferie', kind: 'VACATION' }),
    buildSimployerLeaveType({ id: 'holiday', name: 'Ferie uten lønn', kind: 'VACATION' }),
    buildSimployerLeaveType({ id: 'sick', name: 'Sykmelding', kind: 'SICK_LEAVE' }),
    buildSimployerLeaveType({ id: 'formula', name: '=SUM(A1)', kind: 'OFF_DUTY' }),
    buildSimployerLeaveType({ id: 'codeless', name: 'Velferd', kind: 'OFF_DUTY' }),
  ],
  leaveTypeCodes: [
    ['vacation', 'ABC'],
    ['holiday', 'ABC'],
    ['sick', 'SYK'],
    ['formula', 'SUM'],
  ].map(([leaveTypeId = '', code = '']) => ({ id: `code-${leaveTypeId}`, companyId: 'company-1', leaveTypeId, code })),
};

export const createFileSystem = ({
  people = [{ number: 42 }],
  timeOff = {},
  settings = {},
  faults = {},
  now = '2024-03-04T06:00:00Z',
}: FileSystemInput = {}): FileSystem => {
  const world = createWorld({
    company: {
      ...buildSimployerTenant(
        people.map((person) =>
          buildSimployerPerson({ ...person, employee: { title: 'Engineer', ...person.employee } }),
        ),
      ),
      timeOff: { ...FILE_LEAVE_TYPES, ...timeOff },
    },
    faults,
    options: { flow: 'time-off-to-file', startsAt: now, settings, hasNearServices: true },
  });
  let count = 0;

  const contentsOf = (part: string): string | null => {
    const found = [...world.exportFiles].find(([name]) => name.includes(part));
    return found === undefined ? null : new TextDecoder().decode(found[1]);
  };
  const look = async (runId: string): Promise<FileRun> => {
    const told = await lookAtRun(world, runId);
    const made = await world.exportLedger.getExport(runId);
    const file = made?.state === 'complete' ? contentsOf(`${runId}/${made.attempt}/`) : null;
    return { ...told, file };
  };
  const sync = async (input: StartInput): Promise<FileRun> => {
    count += 1;
    const runId = `run-${count}`;
    await world.start({ ...input, runId });
    await world.untilQueuesAreEmpty();
    return look(runId);
  };
  const plan: FileSystem['plan'] = (selection = {}, input = {}) =>
    sync({ ...input, mode: 'plan', isStored: true, selection: { ...FEBRUARY, ...selection } });
  const apply: FileSystem['apply'] = ({ run }, input = {}) =>
    sync({ ...input, mode: 'apply', applies: { planId: run.runId, accept: [] } });
  return {
    ...world,
    look,
    plan,
    apply,
    send: async (selection) => apply(await plan(selection)),
    exportedLines: async () => {
      const exports = (await world.exportLedger.exports()).filter(({ state }) => state === 'complete');
      return exports.flatMap(({ exportId, attempt }) =>
        (contentsOf(`${exportId}/${attempt}/`) ?? '').split('\r\n').slice(1, -1),
      );
    },
  };
};
