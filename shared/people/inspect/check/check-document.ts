import type { Check } from '../../../records/check.ts';
import { worstOf } from '../../../records/check.ts';

/** Whether everything is ready: the document of `GET /check`. */
export interface CheckDocument {
  /** As the flow's documents name the pair; null where a vendor does not say which company it is. */
  readonly connection: object | null;
  readonly state: Check['state'];
  readonly checks: readonly Check[];
}

export const toCheckDocument = (connection: object | null, checks: readonly Check[]): CheckDocument => ({
  connection,
  state: worstOf(checks),
  checks,
});
