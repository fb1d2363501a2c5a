import { maskSensitive } from '../../observability/redaction.ts';
import { cutText } from '../../records/values/text.ts';
import { VendorError } from '../../records/vendor-error.ts';
import type { VendorErrorFacts, VendorErrorKind } from '../../records/vendor-error.ts';

/** What an error says beyond its kind. Each of the first two stands for every record: it ends the run. */
export type XledgerReason =
  /** Our query or our input does not fit X-ledger's schema; certainly not applied, and no repeat mends it. */
  | 'contractBroken'
  /** Certainly not applied; `resetAt` says when credits are there again. */
  | 'creditsUsedUp'
  /** X-ledger cut a query off that took too long. */
  | 'tooHeavy'
  /** X-ledger answered with an error that nobody knows. */
  | 'unknownError';

/**
 * What keeps a call from its answer. `message` has X-ledger's own words, masked, where they help a person.
 *
 * Example: a birthday that X-ledger does not take is `rejected`, with "Invalid value for birthday" as its message, and a
 * field that X-ledger has no longer is `rejected` for the reason `contractBroken` at `Employee.trialTo`.
 */
export class XledgerError extends VendorError {
  override readonly name = 'XledgerError';
  readonly reason: XledgerReason | null;
  /**
   * Where it is: `Employee.trialTo` of X-ledger's schema, or `employees.edges.node.subledger` of a query; null when it is
   * not told.
   */
  readonly place: string | null;
  /** When credits are there again, epoch milliseconds; null when X-ledger does not say. */
  readonly resetAt: number | null;

  constructor(
    kind: VendorErrorKind,
    {
      reason = null,
      place = null,
      resetAt = null,
      ...facts
    }: VendorErrorFacts & {
      readonly reason?: XledgerReason | null;
      readonly place?: string | null;
      readonly resetAt?: number | null;
    },
  ) {
    super('xledger', kind, facts);
    this.reason = reason;
    this.place = place;
    this.resetAt = resetAt;
  }
}

/** Whether the client of X-ledger threw it, for one of these reasons. */
export const isXledgerError = (error: unknown, ...reasons: readonly XledgerReason[]): error is XledgerError =>
  error instanceof XledgerError && error.reason !== null && reasons.includes(error.reason);

const MOST_CHARACTERS = 1_000;

/**
 * X-ledger's own words without national ids, accounts, amounts, and whatever else was sent that nobody may see.
 * @param secrets values sent, and the token
 * @returns `null` when nothing is said
 */
export const maskWords = (messages: readonly string[], secrets: readonly string[]): string | null => {
  const said = messages.map((message) => message.trim()).filter((message) => message !== '');
  const words = maskSensitive(hide(said.join('; '), secrets), secrets);
  return words === '' ? null : cutText(words, MOST_CHARACTERS);
};

/** As they stand; `maskSensitive` finds their digits in any grouping besides. */
const hide = (text: string, secrets: readonly string[]): string =>
  secrets.filter(({ length }) => length >= 3).reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
