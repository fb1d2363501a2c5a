import * as z from 'zod';
import type { RunItems } from './run-items.ts';
import { modify } from './table.ts';
import type { Table } from './table.ts';

const plansKey = (flow: string) => ({ pk: 'plans', sk: flow });

/** What lets a flow write for the first time. */
const gateKey = (flow: string) => ({ pk: 'plans', sk: `gate#${flow}` });
const gateSchema = z.object({ gate: z.enum(['closed', 'open']) });
type Gate = z.infer<typeof gateSchema>['gate'];

const pointerSchema = z.object({ openPlan: z.string().nullable() });

/**
 * Which stored plan of each flow may be carried out: at most one. A newer plan takes its place, and a run that begins to
 * write ends it, for what it says is no longer so.
 *
 * Example: plan A waits for approval when the nightly run writes a new phone number. A is `superseded`; whoever approves
 * it is told so, and makes a new one.
 */
export const createPlanStore = (table: Table, { changePlan }: Pick<RunItems, 'changePlan'>) => {
  const openPlan = async (flow: string): Promise<string | null> => {
    const item = await table.get(plansKey(flow));
    return item === null ? null : pointerSchema.parse(item).openPlan;
  };
  const point = async (flow: string, planId: string | null): Promise<void> => {
    await modify(table, plansKey(flow), (current) => {
      const before = current === null ? null : pointerSchema.parse(current).openPlan;
      return before === planId ? null : { openPlan: planId };
    });
  };
  const supersede = async (planId: string): Promise<void> => {
    await changePlan(planId, (plan) => (plan.state === 'open' ? { ...plan, state: 'superseded' } : null));
  };
  return {
    openPlan,

    /** `closed` from a flow's first run until a plan for everybody is approved; null where nobody has asked yet. */
    gateOf: async (flow: string): Promise<Gate | null> => {
      const item = await table.get(gateKey(flow));
      return item === null ? null : gateSchema.parse(item).gate;
    },

    setGate: async (flow: string, gate: Gate): Promise<void> => {
      await modify(table, gateKey(flow), (current) => (current?.['gate'] === gate ? null : { gate }));
    },

    /** Makes a plan the one that may be carried out; the one before it is superseded. Repeating it changes nothing. */
    offerPlan: async (flow: string, planId: string): Promise<void> => {
      const before = await openPlan(flow);
      // First, for once nothing points to it any more nobody would find it.
      if (before !== null && before !== planId) await supersede(before);
      await point(flow, planId);
    },

    /** A run has written something: the open plan no longer holds, unless it is the one that the run carries out. */
    supersedePlan: async (flow: string, appliedPlanId: string | null): Promise<void> => {
      const open = await openPlan(flow);
      if (open === null || open === appliedPlanId) return;
      await supersede(open);
      await point(flow, null);
    },

    /** Nobody of the plan is left to be written. */
    closePlan: async (flow: string, planId: string): Promise<void> => {
      await changePlan(planId, (plan) => (plan.state === 'open' ? { ...plan, state: 'applied' } : null));
      if ((await openPlan(flow)) === planId) await point(flow, null);
    },
  };
};
