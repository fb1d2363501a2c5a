/*
 * What people decide while a world goes on: between two runs, or in the middle of one. They decide through the composition
 * of the function that does so when deployed, on the world's own clock, so that its reads and writes fall between those
 * of the workers. For example, seven seconds into a first run somebody says that Kari is the record that a worker has
 * just made for Ola: it is refused, or it counts; either way no record may end up with both.
 */
import fc from 'fast-check';
import { assembleState } from '../../functions/composition/assemble-state.ts';
import { connect } from '../../functions/composition/connect.ts';
import { openDeciding } from '../../functions/composition/deciding.ts';
import { createMemoryTable } from '../../local/simulation/memory-table.ts';
import { createNetwork, KEYS, VENDOR_ADDRESSES } from '../../local/simulation/simulated-vendors.ts';
import type { World } from '../../local/simulation/world.ts';
import { settingsSchema } from '../../shared/flows/employees-to-poweroffice/settings.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { createPacingStore } from '../../shared/state/pacing-store.ts';

/** Somebody's decision, in plain numbers: it can be printed and made again. */
export interface PlannedDecision {
  readonly when: 'in the first run' | 'between' | 'in the second run';
  /** Counted from the decision before it, or from the start of the run. */
  readonly afterSeconds: number;
  /** `own`: their own record, or nobody where there is none. `another`: a record that is somebody else's. */
  readonly what: 'own' | 'another' | 'nobody' | 'unlink';
  readonly person: number;
}

export const plannedDecision: fc.Arbitrary<PlannedDecision> = fc.record({
  when: fc.constantFrom('in the first run', 'between', 'in the second run'),
  afterSeconds: fc.integer({ min: 0, max: 12 }),
  what: fc.constantFrom('own', 'another', 'nobody', 'unlink'),
  person: fc.nat(13),
});

/** A decision that was made, as it must stand until the next one about the same person. */
interface MadeDecision {
  readonly sourceId: string;
  readonly kind: 'link' | 'new' | 'none';
  readonly to: number | null;
  readonly at: number;
}

const LONG_IN_MILLIS = 600_000;

/** Whoever decides in this world. */
export const createDeciders = ({ clock, table, simployer, powerOffice, xledger, history, employees }: World) => {
  const settings = settingsSchema.parse({});
  const transport = createNetwork({ simployer, powerOffice, xledger }, { clock, latencyInMillis: 150 });
  const open = openDeciding({
    ...assembleState(table, { clock, tell: null }),
    settings,
    clock,
    vendors: () =>
      Promise.resolve(
        connect({
          ...KEYS,
          environment: { ...VENDOR_ADDRESSES, POWEROFFICE_MAX_REQUESTS_PER_SECOND: 10, SETTINGS: settings },
          transport,
          pacingStore: createPacingStore(createMemoryTable()),
          clock,
          random: () => 0.5,
        }),
      ),
  });
  const made: MadeDecision[] = [];
  /** Somebody got a record that was another's: payroll is not what it would have been without. */
  let moved = false;

  const decide = async ({ what, person }: PlannedDecision): Promise<void> => {
    const people = simployer.employees();
    const { id: sourceId, employeeNumber } = people[person % people.length]!;
    const isTheirs = ({ ExternalNumber }: { readonly ExternalNumber: unknown }) =>
      String(ExternalNumber) === employeeNumber;
    const records = powerOffice.state.employees;
    const own = records.find(isTheirs);
    const to = what === 'another' ? records.find((record) => !isTheirs(record))?.Id : own?.Id;
    // Whoever says of somebody who is there that they are nobody wants a second one, and gets it.
    if (what === 'another' ? to === undefined : what === 'nobody' && own !== undefined) return;
    const deciding = open({ workUntil: clock.now() + LONG_IN_MILLIS, answerBy: null });
    try {
      if (what === 'unlink') await deciding.unlink(sourceId, 'payroll');
      else await deciding.link(sourceId, to === undefined ? { new: true } : { to }, 'payroll');
    } catch {
      // Refused, or a vendor did not answer: nothing was decided.
      return;
    }
    const { link } = await employees.decisions(sourceId);
    if (link === null) throw new Error('A decision that was made is not there.');
    // Whoever said that they are new while a run was making their record wants a second one.
    if (what === 'another' || (link.kind === 'new' && link.passedOver.length > 0)) moved = true;
    made.push({ sourceId, kind: link.kind, to: link.to === null ? null : Number(link.to), at: link.at });
  };

  return {
    /** Makes those of this time, one after the other, while whatever goes on goes on. */
    make: async (planned: readonly PlannedDecision[], when: PlannedDecision['when']): Promise<void> => {
      for (const decision of planned.filter((one) => one.when === when)) {
        await clock.advance(decision.afterSeconds * 1_000);
        await clock.run(decide(decision));
      }
    },
    get moved() {
      return moved;
    },
    /** The decisions that do not stand as they were made, or have no entry in the history. */
    lost: async (): Promise<string[]> => {
      const found: string[] = [];
      for (const [sourceId, theirs] of Map.groupBy(made, (one) => one.sourceId)) {
        const { link } = await employees.decisions(sourceId);
        const last = theirs.at(-1)!;
        if (link?.kind !== last.kind || link.to !== last.to || link.at !== last.at) {
          found.push(`I11: the decision ${last.kind} about ${sourceId} was lost`);
        }
        let entries = 0;
        for await (const { entry } of history.entriesAfter({ flow: FIRST_FLOW, sourceId }, null)) {
          if (entry.entity === 'decision' && !entry.isUnconfirmed) entries += 1;
        }
        if (entries < theirs.length)
          found.push(`I11: ${theirs.length - entries} decisions of ${sourceId} have no entry`);
      }
      return found;
    },
  };
};
