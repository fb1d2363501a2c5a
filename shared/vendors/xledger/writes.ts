/*
 * Writes records of X-ledger: a mutation with one record, a new one or the fields of one that is there, or with several
 * that are waiting to be written at the moment, as many as the settings say. An answer is believed only when it shows the
 * record that was meant; a call that is refused goes in halves until the refused record stands alone. Values that must
 * never be shown are named beforehand, so that they are masked should X-ledger quote them. For example, an update of
 * employee 7 whose answer shows the id 8 proves nothing, and its outcome is unknown.
 */
import * as z from 'zod';
import { nestFields } from '../../records/field-value.ts';
import type { FieldValue } from '../../records/field-value.ts';
import { isVendorError } from '../../records/vendor-error.ts';
import type { Caller } from './caller.ts';
import { XledgerError } from './errors.ts';
import type { BeforeSend } from './exchange.ts';

/** A mutation of X-ledger, with what is asked of its answer. */
export interface Mutation<T> {
  /** As X-ledger calls it. */
  readonly name: string;
  /** The type of one of its inputs in X-ledger's schema. */
  readonly inputType: string;
  readonly selection: string;
  readonly schema: z.ZodType<T>;
  /** Whether a value sent must never be shown. */
  readonly isSecret: (field: FieldValue) => boolean;
}

/** A record as a write left it. */
export type Written<T> = T & {
  /** What X-ledger found to say beside it, masked: the write stands all the same (X-ledger fact 25). */
  readonly remarks: readonly string[];
};

export interface Writes {
  /**
   * @param fields of the record; null clears a field
   * @param isMeant whether the answer is about the record that was meant
   */
  readonly write: <T extends object>(
    mutation: Mutation<T>,
    fields: readonly FieldValue[],
    isMeant: (record: T) => boolean,
    beforeSend?: BeforeSend,
  ) => Promise<Written<T>>;
}

/** One record that waits to be written, and whoever waits for it. */
interface Entry {
  readonly fields: readonly FieldValue[];
  readonly beforeSend: BeforeSend | undefined;
  /** Whether this shows the record that was meant. */
  readonly isShownBy: (node: unknown) => boolean;
  readonly take: (node: unknown, remarks: readonly string[]) => void;
  readonly fail: (error: unknown) => void;
}

/** Of a mutation, without the type of its records. */
type Call = Omit<Mutation<object>, 'schema'>;

/** Something kept one record of a call from leaving, and so the whole call. */
class KeptBackError extends Error {
  override readonly name = 'KeptBackError';
  readonly entry: Entry;

  constructor(entry: Entry, cause: unknown) {
    super('kept back', { cause });
    this.entry = entry;
  }
}

export interface WritesOptions {
  readonly timeoutInMillis: number;
  /** How many records a call has at the most (X-ledger fact 31). */
  readonly batchSize: number;
}

export const createWrites = (caller: Caller, { timeoutInMillis, batchSize }: WritesOptions): Writes => {
  const waiting = new Map<string, { readonly call: Call; entries: readonly Entry[] }>();
  const underWay = new Set<string>();

  const send = async (call: Call, entries: readonly Entry[]): Promise<void> => {
    try {
      const {
        record: nodes,
        remarks,
        refusals,
      } = await caller.write(
        toOperation(call, entries, timeoutInMillis),
        (data) => nodesIn(data, call, entries),
        () => leaveAll(entries),
      );
      const left = entries.filter((entry, index) => !entry.isShownBy(nodes[index]));
      // A record that is not shown may have been written, unless it was refused: then there is a refusal for each of
      // them (X-ledger fact 25), which is told again when the record goes alone.
      const areRefused = left.length > 0 && left.length <= refusals;
      for (const [index, entry] of entries.entries()) {
        if (!left.includes(entry)) entry.take(nodes[index], areRefused ? [] : remarks);
      }
      for (const entry of left) {
        if (areRefused) await send(call, [entry]);
        else entry.fail(notShown(call));
      }
    } catch (error) {
      await recover(call, entries, error);
    }
  };

  const recover = async (call: Call, entries: readonly Entry[], error: unknown): Promise<void> => {
    if (error instanceof KeptBackError) {
      error.entry.fail(error.cause);
      const others = entries.filter((entry) => entry !== error.entry);
      if (others.length > 0) await send(call, others);
      return;
    }
    const isSplit =
      entries.length > 1 &&
      isVendorError(error, 'rejected') &&
      !(error instanceof XledgerError && error.reason !== null);
    if (!isSplit) {
      for (const { fail } of entries) fail(error);
      return;
    }
    const middle = Math.ceil(entries.length / 2);
    await send(call, entries.slice(0, middle));
    await send(call, entries.slice(middle));
  };

  /** While a call is under way, those that come meanwhile gather for the next one. */
  const sendWaiting = async (name: string): Promise<void> => {
    if (underWay.has(name)) return;
    underWay.add(name);
    try {
      // Whatever is written in the same breath goes together.
      await Promise.resolve();
      for (;;) {
        const next = waiting.get(name);
        if (next === undefined || next.entries.length === 0) return;
        const { call, entries } = next;
        waiting.set(name, { call, entries: entries.slice(batchSize) });
        await send(call, entries.slice(0, batchSize));
      }
    } finally {
      underWay.delete(name);
    }
  };

  return {
    write: <T extends object>(
      { schema, ...call }: Mutation<T>,
      fields: readonly FieldValue[],
      isMeant: (record: T) => boolean,
      beforeSend?: BeforeSend,
    ) =>
      new Promise<Written<T>>((resolve, reject) => {
        const read = (node: unknown): T | null => {
          const parsed = schema.safeParse(node);
          return parsed.success && isMeant(parsed.data) ? parsed.data : null;
        };
        const entry: Entry = {
          fields,
          beforeSend,
          isShownBy: (node) => read(node) !== null,
          take: (node, remarks) => {
            const record = read(node);
            if (record !== null) resolve({ ...record, remarks });
          },
          fail: reject,
        };
        if (batchSize === 1) {
          void send(call, [entry]);
          return;
        }
        waiting.set(call.name, { call, entries: [...(waiting.get(call.name)?.entries ?? []), entry] });
        void sendWaiting(call.name);
      }),
  };
};

const toOperation = (
  { name, inputType, selection, isSecret }: Call,
  entries: readonly Entry[],
  timeoutInMillis: number,
) => {
  const fields = entries.flatMap((entry) => entry.fields);
  return {
    name,
    text:
      `mutation($inputs: [${inputType}!]!) { ${name}(inputs: $inputs) { ` +
      `edges { clientId node { ${selection} } } } }`,
    // Of a repeated mutation a clientId makes no single one (X-ledger fact 32); it tells the records of a call apart.
    variables: {
      inputs: entries.map((entry, index) => ({ clientId: String(index + 1), node: nestFields(entry.fields) })),
    },
    secrets: fields.filter((field) => field.value !== null && isSecret(field)).map(({ value }) => String(value)),
    timeoutInMillis,
  };
};

/** Of a record that was refused, GraphQL may leave the whole edge empty; the others are to be read all the same. */
const edgeSchema = z.object({ clientId: z.unknown().optional(), node: z.unknown() }).nullable().catch(null);

/** What an answer shows of each record; null when it shows none of them. */
const nodesIn = (data: unknown, { name }: Call, entries: readonly Entry[]): readonly unknown[] | null => {
  const resultSchema = z.object({
    [name]: z.object({ edges: z.array(edgeSchema) }),
  });
  const edges = resultSchema.safeParse(data).data?.[name]?.edges ?? [];
  const nodes = entries.map(
    (_entry, index) =>
      (entries.length === 1 ? edges[0] : edges.find((edge) => String(edge?.clientId) === String(index + 1)))?.node,
  );
  return nodes.some((node, index) => entries[index]?.isShownBy(node) === true) ? nodes : null;
};

/** @throws KeptBackError for the first record that is not to leave */
const leaveAll = async (entries: readonly Entry[]): Promise<void> => {
  for (const entry of entries) {
    try {
      await entry.beforeSend?.();
    } catch (error) {
      if (entries.length === 1) throw error;
      throw new KeptBackError(entry, error);
    }
  }
};

const notShown = ({ name }: Call): XledgerError =>
  new XledgerError('outcomeUnknown', {
    summary: `It is not known whether ${name} was applied. The answer does not show the record.`,
  });

/** Fields with a value, for a new record. */
export const withValue = (fields: readonly FieldValue[]): readonly FieldValue[] =>
  fields.filter(({ value }) => value !== null);
