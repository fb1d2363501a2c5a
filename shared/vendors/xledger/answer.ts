/*
 * What X-ledger says, taken apart: data, and errors beside it. An error may carry its code in one of two places or in its
 * words alone, so its meaning is looked up in all three, whatever the HTTP status (X-ledger facts 9 and 10). For example,
 * 200 with `{"errors": [{"message": "Too many requests", "code": "BAD_REQUEST.BURST_RATE_LIMIT_REACHED"}]}` means that
 * the same request may come again after five seconds.
 */
import * as z from 'zod';
import { toInstant } from './central-european-time.ts';

/** One error of an answer. */
export interface Fault {
  /** X-ledger's own words, unmasked: for the classification, and for `maskWords`. */
  readonly message: string;
  readonly codes: readonly string[];
  /** The fields of our query down to the one that has no value for it, without places in lists; empty when not told. */
  readonly path: readonly string[];
  /** When credits are there again, epoch milliseconds; null when it does not say. */
  readonly resetAt: number | null;
}

export interface Answer {
  /** `undefined` when there is none. */
  readonly data: unknown;
  readonly faults: readonly Fault[];
}

/** What errors mean for the request; the first that applies, in this order. */
export type Meaning =
  /** Certainly not done: the same request may come again after so long. */
  | { readonly kind: 'throttled'; readonly waitInMillis: number; readonly isBurst: boolean }
  | { readonly kind: 'creditsUsedUp'; readonly resetAt: number | null }
  /** The query takes too long: a smaller page may not. */
  | { readonly kind: 'tooHeavy' }
  | { readonly kind: 'credentialsRefused' }
  /** What we ask does not fit X-ledger's schema. @property place such as `Employee.trialTo`; null when it is not named */
  | { readonly kind: 'contractBroken'; readonly place: string | null }
  | { readonly kind: 'invalidValue' }
  | { readonly kind: 'unknown' };

const anyText = z.string().nullish().catch(null);

const faultSchema = z.object({
  message: anyText,
  code: anyText,
  path: z
    .array(z.union([z.string(), z.number()]))
    .nullish()
    .catch(null),
  extensions: z
    .object({ code: anyText, resetAt: z.union([z.string(), z.number()]).nullish().catch(null) })
    .nullish()
    .catch(null),
});

const answerSchema = z
  .object({ data: z.unknown().optional(), errors: z.array(faultSchema).nullish() })
  .refine(({ data, errors }) => (data !== undefined && data !== null) || (errors ?? []).length > 0);

/** @returns `null` for a body that is no answer of X-ledger: HTML, cut JSON, nothing at all */
export const readAnswer = (body: string): Answer | null => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return null;
  }
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) return null;
  return {
    data: parsed.data.data,
    faults: (parsed.data.errors ?? []).map(({ message, code, path, extensions }) => ({
      message: message ?? '',
      codes: [code, extensions?.code].filter((one) => typeof one === 'string'),
      path: (path ?? []).flatMap((name) => (typeof name === 'string' && isName(name) ? [name] : [])),
      resetAt: readResetAt(extensions?.resetAt ?? null),
    })),
  };
};

const BURST_WAIT_IN_MILLIS = 5_000;
const CONCURRENCY_WAIT_IN_MILLIS = 1_000;

/** Names in a schema hold nothing of a person: they begin with a letter and have no blanks. */
const NAME = String.raw`[A-Za-z_]\w{0,63}`;

const OF_THE_SCHEMA = [
  `Cannot query field ["'](?<member>${NAME})["'] on type ["'](?<type>${NAME})`,
  `Field ["'](?<member>${NAME})["'] is not defined by type ["']?(?<type>${NAME})`,
  `Expected value of type ["'](?<type>${NAME})!?["'] not to include unknown field ["'](?<member>${NAME})`,
  `Unknown argument ["'](?<member>${NAME})["'] on field ["'](?<type>${NAME}(?:\\.${NAME})?)`,
  `Unknown type ["'](?<type>${NAME})`,
  'Cannot query field',
  'Unknown (?:argument|field|type|fragment|directive)',
  `does not exist in ["']\\w+["'] enum`,
].map((pattern) => new RegExp(pattern, 'i'));

/** What the errors of an answer mean together (X-ledger fact 10). */
export const meaningOf = (faults: readonly Fault[]): Meaning => {
  const has = (code: string): boolean => faults.some(({ codes }) => codes.some((one) => one.includes(code)));
  const says = (words: RegExp): boolean => faults.some(({ message }) => words.test(message));
  if (has('CONCURRENCY_LIMIT_REACHED')) {
    return { kind: 'throttled', waitInMillis: CONCURRENCY_WAIT_IN_MILLIS, isBurst: false };
  }
  if (has('BURST_RATE_LIMIT_REACHED') || says(/^Too many requests/i)) {
    return { kind: 'throttled', waitInMillis: BURST_WAIT_IN_MILLIS, isBurst: true };
  }
  if (has('INSUFFICIENT_CREDITS')) {
    const resets = faults.flatMap(({ resetAt }) => (resetAt === null ? [] : [resetAt]));
    return { kind: 'creditsUsedUp', resetAt: resets.length === 0 ? null : Math.max(...resets) };
  }
  if (says(/timed out/i)) return { kind: 'tooHeavy' };
  if (says(/^Bad format for API Token/i)) return { kind: 'credentialsRefused' };
  const misfits = faults.filter(
    ({ codes, message }) =>
      codes.some((code) => code.includes('ARGUMENTS_OF_CORRECT_TYPE')) ||
      // What is said of a value may sound like the schema: it costs one person, and not the run.
      (!codes.some((code) => code.includes('INVALID_VALUE')) && OF_THE_SCHEMA.some((pattern) => pattern.test(message))),
  );
  if (misfits.length > 0) {
    return { kind: 'contractBroken', place: misfits.map(({ message }) => placeIn(message)).find(Boolean) ?? null };
  }
  if (has('INVALID_VALUE') || says(/\bargument/i)) return { kind: 'invalidValue' };
  return { kind: 'unknown' };
};

const isName = (text: string): boolean => new RegExp(`^${NAME}$`).test(text);

/** The type and its member that a message names. */
const placeIn = (message: string): string | null => {
  const groups = OF_THE_SCHEMA.map((pattern) => pattern.exec(message)?.groups).find((found) => found !== undefined);
  const { type, member } = { type: groups?.['type'], member: groups?.['member'] };
  return type === undefined ? null : [type, member].filter((name) => name !== undefined).join('.');
};

/** From here on a number of a time counts milliseconds, below seconds. */
const FIRST_IN_MILLIS = 1e12;

/** In which form the time comes nobody says: text with or without an offset, or a number (X-ledger fact 11). */
const readResetAt = (value: string | number | null): number | null => {
  if (value === null) return null;
  const number = typeof value === 'number' ? value : /^\d{1,16}$/.test(value.trim()) ? Number(value) : null;
  if (number === null) return toInstant(String(value));
  return number >= FIRST_IN_MILLIS ? number : number * 1_000;
};
