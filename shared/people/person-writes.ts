/*
 * Notes what came of the writes for one person, in their order: the changes that were made, the problems that are to
 * be told, and an operation that was forbidden. A refused write becomes a problem, so that what does not depend on it
 * goes on; an error that concerns more than this person passes through. A plan has no writer, and its writes are noted
 * as if they had been made. For example, PowerOffice answers 400 to a new phone number: the report of the person has
 * POWEROFFICE_REJECTED with PowerOffice's words, and their salary is written all the same.
 */
import type { BegunChange } from '../records/history.ts';
import type { Cause, Change } from '../records/outcome.ts';
import type { Problem } from '../records/problem.ts';
import { isVendorError } from '../records/vendor-error.ts';
import type { VendorError } from '../records/vendor-error.ts';
import { WriteInDoubtError } from '../run/create-once.ts';
import type { Journal } from '../run/journal.ts';
import { baseFieldOf, nameOf, showIntended, toFacts } from './intended-change.ts';
import type { ChangeFacts, FieldDifference, IntendedChange, ShowChange } from './intended-change.ts';

/** A look-up before a write came upon something that forbids it, such as the record of another human. */
export class WriteBlockedError extends Error {
  override readonly name = 'WriteBlockedError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ code }) => code).join());
    this.problems = problems;
  }
}

/** What became of a write: refused, with a problem noted, or done. */
export type Attempt<T> =
  | {
      readonly done: false;
      /** What the target answered; null when it was not asked, or left it unknown what came of the write. */
      readonly refusal: VendorError | null;
    }
  /** A planned write is done with nothing to show. */
  | { readonly done: true; readonly value: T | null };

/** The problem that a refusal is told as; null when the caller has another way to go. */
export type RefusedAs = (error: VendorError) => Problem | null;

/** The writes of one person in one run, in order, and what came of them. */
export interface PersonWrites<Writer> {
  readonly changes: readonly Change[];
  /** Of a plan: the fields that would be written, in the order of the writes. A run that writes keeps no values. */
  readonly differences: readonly FieldDifference[];
  /** Of a plan: what its digest is made of. */
  readonly facts: readonly ChangeFacts[];
  readonly problems: readonly Problem[];
  /** The first operation that was refused for lack of a privilege (403), without ids, in words for IT; null if none. */
  readonly forbidden: string | null;
  /**
   * Makes one write, or in plan mode only notes it. A refusal is noted as a problem, so that what does not depend
   * on the write goes on. Whatever else is thrown concerns more than this person, and passes through.
   * @param refusedAs what a refusal is told as
   * @param inDoubt how it is told that a person has to say what came of it
   */
  readonly attempt: <T>(
    changes: readonly IntendedChange[],
    write: (writer: Writer) => Promise<T>,
    refusedAs?: RefusedAs,
    inDoubt?: Problem,
  ) => Promise<Attempt<T>>;
  /** A read whose refusal costs this person only what depends on it. Null when refused. */
  readonly read: <T>(read: () => Promise<T>) => Promise<T | null>;
  readonly note: (...problems: readonly Problem[]) => void;
  /** Of a plan: why the fields of a record differ. @param record what hangs on the employee; null for the employee's record */
  readonly noteCauses: (record: number | null, causes: ReadonlyMap<string, Cause>) => void;
}

export interface PersonWritesOptions<Writer> {
  /** Null in plan mode: nothing can be written then. */
  readonly writer: Writer | null;
  /** What every write is made through. */
  readonly journal: Journal;
  /** Keyed hash, for values that must not be stored. */
  readonly digest: (text: string) => string;
  /** What an earlier delivery of the same message has written. */
  readonly earlier: readonly Change[];
  /** Why a record would be made: `source` for somebody who was synced before. */
  readonly createdFor: Cause;
  readonly show: ShowChange;
  /** How a refusal is told unless the write says otherwise. */
  readonly refusedAs: RefusedAs;
  /** How it is told that a person has to say what came of a write, unless the write says otherwise. */
  readonly inDoubt: Problem;
}

/** 48 bits, as base64url: enough to tell the writes to one person apart. */
const KEY_CHARACTERS = 8;

export const createPersonWrites = <Writer>({
  writer,
  journal,
  digest,
  earlier,
  createdFor,
  show,
  refusedAs: usually,
  inDoubt: usualDoubt,
}: PersonWritesOptions<Writer>): PersonWrites<Writer> => {
  const changes: Change[] = [...earlier];
  const intended: IntendedChange[] = [];
  const causes = new Map<string, Cause>();
  const problems: Problem[] = [];
  let forbidden: string | null = null;

  const toBegun = (change: IntendedChange): BegunChange => ({
    ...nameOf(change),
    key: digest(JSON.stringify(['history', toFacts(change).step])).slice(0, KEY_CHARACTERS),
  });

  /** @returns what the target answered, where that is what kept the write from being made */
  const noteRefusal = (error: unknown, refusedAs = usually, inDoubt = usualDoubt): VendorError | null => {
    if (error instanceof WriteInDoubtError || error instanceof WriteBlockedError) {
      problems.push(...(error instanceof WriteBlockedError ? error.problems : [inDoubt]));
      return null;
    }
    if (!isVendorError(error, 'rejected', 'notFound', 'forbidden')) throw error;
    const refusal = refusedAs(error);
    if (refusal === null) return error;
    problems.push(refusal);
    // A warning, as for the choice of the salary account, leaves the person in order.
    if (error.kind === 'forbidden' && refusal.severity === 'error') forbidden ??= withoutIds(error.summary);
    return error;
  };

  /** Each intended change with the cause of every field of it. */
  const explained = () =>
    intended.map(({ fields, ...change }) => ({
      ...change,
      fields: fields.map((one) => ({
        ...one,
        cause: causes.get(one.base ?? '') ?? (change.action === 'create' ? createdFor : 'first'),
      })),
    }));

  return {
    get changes() {
      return writer === null ? [...earlier, ...explained().map((change) => showIntended(change, show))] : changes;
    },
    problems,
    get differences() {
      return explained().flatMap(({ entity, action, fields }) =>
        fields.map(({ step: _step, ...difference }) => ({ entity, action, ...difference })),
      );
    },
    get facts() {
      return intended.map(toFacts);
    },
    noteCauses: (record, found) => {
      for (const [field, cause] of found) causes.set(baseFieldOf(record, field), cause);
    },
    get forbidden() {
      return forbidden;
    },
    attempt: async (those, write, refusedAs, inDoubt) => {
      try {
        const value = writer === null ? null : await journal.write(those.map(toBegun), () => write(writer));
        if (writer === null) intended.push(...those);
        else changes.push(...those.map(nameOf));
        return { done: true, value };
      } catch (error) {
        return { done: false, refusal: noteRefusal(error, refusedAs, inDoubt) };
      }
    },
    read: async (read) => {
      try {
        return await read();
      } catch (error) {
        noteRefusal(error);
        return null;
      }
    },
    note: (...more) => {
      problems.push(...more);
    },
  };
};

/** What the target answered to a write; nothing when it was refused, or only planned. */
export const answerTo = <T>(attempt: Attempt<T>): readonly T[] =>
  attempt.done && attempt.value !== null ? [attempt.value] : [];

const withoutIds = (text: string): string => text.replaceAll(/\/\d+/g, '/{id}');
