import type { HiddenField } from '../rules/mapping-row.ts';

/** The keyed hash of a hidden value that X-ledger was last sent, or is taken to have. Never the value itself. */
export interface HiddenHash {
  readonly hash: string;
  /** Which key it was made under: one under another key says nothing. */
  readonly keyVersion: string;
}

/** What is remembered of a linked person beside the link. */
export interface Memory {
  /** The last day that a run wrote or confirmed: only this one is ever cleared. */
  readonly employmentTo: string | null;
  /** The hire date at which somebody came back: while Simployer has it, X-ledger's stays. */
  readonly returnedWith: string | null;
  readonly hidden: Readonly<Partial<Record<HiddenField, HiddenHash>>>;
}

export const NOTHING_REMEMBERED: Memory = { employmentTo: null, returnedWith: null, hidden: {} };
