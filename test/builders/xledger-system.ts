import type { DemoXledgerEmployee } from '../../local/demo-vendors/xledger/demo-xledger.ts';
import type { PartialDemoXledgerOptions } from '../../local/demo-vendors/xledger/options.ts';
import type { DemoXledgerSeed } from '../../local/demo-vendors/xledger/seed.ts';
import type { SimployerCompany, SimployerTenant } from '../../local/demo-vendors/simployer/simployer-tenant.ts';
import type { MemoryTable } from '../../local/simulation/memory-table.ts';
import type { StartInput } from '../../local/simulation/simulated-runs.ts';
import { createWorld } from '../../local/simulation/world.ts';
import type { World } from '../../local/simulation/world.ts';
import type { WorldFaults } from '../../local/simulation/world-options.ts';
import type { SettingsInput } from '../../shared/config/settings.ts';
import type { Outcome } from '../../shared/records/outcome.ts';
import type { Run } from '../../shared/state/run.ts';
import { buildSimployerTenant } from './simployer-company.ts';
import type { SimployerPerson } from './simployer-company.ts';

export interface XledgerSystemInput {
  readonly people?: readonly SimployerPerson[];
  /** Those of the flow. */
  readonly xledger?: SettingsInput['xledger'];
  readonly settings?: SettingsInput;
  /** What X-ledger holds before the first run. */
  readonly seed?: Partial<DemoXledgerSeed>;
  readonly options?: PartialDemoXledgerOptions;
  readonly company?: Partial<SimployerCompany>;
  readonly costCenters?: SimployerTenant['costCenters'];
  readonly faults?: WorldFaults;
  /** ISO date-time at which the clock starts. */
  readonly now?: string;
  readonly table?: MemoryTable;
  /** Is shown every message that a start makes of a person. */
  readonly onMessage?: (message: unknown) => void;
}

/** A run with what came of each person. */
interface XledgerRun {
  readonly run: Run;
  readonly outcomes: readonly Outcome[];
  /** `42: updated TITLE_UNKNOWN`, in the order of the numbers. */
  readonly told: readonly string[];
  /** How many records were written while it ran. */
  readonly writes: number;
  /** How many requests X-ledger got. */
  readonly requests: number;
}

/** A simulated world of few people with X-ledger as its target. Its runs are called `run-1`, `run-2`, ... */
export interface XledgerSystem extends World {
  readonly sync: (input?: Omit<StartInput, 'flow'>) => Promise<XledgerRun>;
  /** Starts nothing: what is known of a run. */
  readonly look: (runId: string) => Promise<XledgerRun>;
  /** X-ledger's record of a code. @throws when there is none */
  readonly record: (code: string) => DemoXledgerEmployee;
}

/** What came of everybody, in few words. */
const tell = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes
    .map(({ number, sourceId, outcome, problems }) =>
      [`${number ?? sourceId}:`, outcome, ...problems.map(({ code }) => code)].join(' '),
    )
    .toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));

export const createXledgerSystem = ({
  people = [],
  xledger = {},
  settings = {},
  seed = {},
  options = {},
  company = {},
  costCenters = [],
  faults = {},
  now = '2026-03-02T06:00:00Z',
  table,
  onMessage = () => undefined,
}: XledgerSystemInput = {}): XledgerSystem => {
  const world = createWorld({
    company: { ...buildSimployerTenant(people, company), costCenters },
    faults,
    options: {
      flow: 'employees-to-xledger',
      startsAt: now,
      xledgerSeed: seed,
      xledger: options,
      settings: { ...settings, xledger },
      hasNearServices: true,
      replace: {
        message: (message) => {
          onMessage(message);
          return message;
        },
      },
      ...(table !== undefined && { table }),
    },
  });
  let count = world.table.items().filter(({ pk }) => pk === 'runs').length;
  const look = async (runId: string): Promise<XledgerRun> => {
    const run = await world.runs.getRun(runId);
    if (run === null) throw new Error(`There is no run ${runId}: ${String(world.errors[0])}`);
    const outcomes = await world.runs.outcomes(runId);
    return {
      run,
      outcomes,
      told: tell(outcomes),
      writes: world.xledger.writes,
      requests: world.xledger.requests.length,
    };
  };
  return {
    ...world,
    look,
    sync: async (input = {}) => {
      count += 1;
      const runId = input.runId ?? `run-${count}`;
      const { writes } = world.xledger;
      const requests = world.xledger.requests.length;
      await world.start({ ...input, runId });
      await world.untilQueuesAreEmpty();
      const seen = await look(runId);
      return { ...seen, writes: seen.writes - writes, requests: seen.requests - requests };
    },
    record: (code) => {
      const found = world.xledger.employees.find(({ fields }) => fields['code'] === code);
      if (found === undefined) throw new Error(`X-ledger has no employee ${code}`);
      return found;
    },
  };
};
