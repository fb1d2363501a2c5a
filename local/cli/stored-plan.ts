import { callWhole } from './api-client.ts';
import type { Api } from './api-client.ts';
import { planSchema, withEmployees } from './documents.ts';
import type { ShownPlan } from './documents.ts';

/** A stored plan: its document, and what is read of it. */
export interface StoredPlan {
  readonly document: object;
  readonly plan: ShownPlan;
}

/** A stored plan whole. @throws RefusedError PLAN_UNKNOWN */
export const readPlan = async (api: Api, planId: string): Promise<StoredPlan> => {
  const { list, unmatchedList } = api.words;
  const path = `/plans/${encodeURIComponent(planId)}`;
  const { next: _, ...document } = await callWhole(api, path, [list, unmatchedList]);
  return { document, plan: planSchema.parse({ ...withEmployees(document), unmatched: document[unmatchedList] }) };
};
