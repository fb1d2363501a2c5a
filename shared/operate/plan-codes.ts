import { FIRST_FLOW } from '../records/first-flow.ts';
import { RUN_ABORTS } from '../run/abort.ts';
import type { AbortWords } from '../run/abort.ts';

/** Why a plan cannot be carried out, in the two codes that the documents of every flow but the first have for it. */
export const PLAN_REFUSALS = {
  PLAN_NOT_FOUND: RUN_ABORTS.PLAN_UNKNOWN,
  PLAN_NOT_OPEN: {
    summary: 'The plan is not open: it is still being made, was carried out, or no longer holds.',
    hint: 'Payroll: make a new plan and look at it.',
  },
} as const satisfies AbortWords;

const CODES: Readonly<Record<string, keyof typeof PLAN_REFUSALS>> = {
  PLAN_UNKNOWN: 'PLAN_NOT_FOUND',
  PLAN_NOT_READY: 'PLAN_NOT_OPEN',
  PLAN_APPLIED: 'PLAN_NOT_OPEN',
  PLAN_SUPERSEDED: 'PLAN_NOT_OPEN',
  PLAN_EXPIRED: 'PLAN_NOT_OPEN',
};

/** A code as the documents of a flow have it: the first flow's tell more about a plan. */
export const codeInDocumentsOf = (flow: string, code: string): string =>
  flow === FIRST_FLOW ? code : (CODES[code] ?? code);
