/*
 * Writes a record of PowerOffice: a POST with the fields of a new one, or a PATCH with those that differ. An answer is
 * believed only when it is about the record that was meant. Values that must never be shown are named beforehand, so
 * that they are masked should PowerOffice quote them. For example, a PATCH of `PhoneNumber` for employee 7 whose answer
 * has the id 8 is unreadable, and its outcome is unknown.
 */
import { nestFields } from '../../records/field-value.ts';
import type { FieldValue } from '../../records/field-value.ts';
import type { BeforeSend, Caller } from './caller.ts';
import { readRecord, toJson } from './json.ts';
import type { WireSchema } from './json.ts';

/** One field of a PATCH, or an object of PowerOffice with everything it is to hold. */
export type PatchField =
  | FieldValue
  | { readonly field: string; readonly value: Readonly<Record<string, FieldValue['value']>> };

/** What is written to. */
export interface Resource {
  readonly path: string;
  /** The role that the write needs (PowerOffice fact 4). */
  readonly privilege: string;
  /** Whether a value sent must never be shown: PowerOffice may echo it in a refusal. */
  readonly isSecret: (field: FieldValue) => boolean;
}

/** How an answer is read, and whether it is about the record that was meant. */
interface Answer<T> {
  readonly schema: WireSchema<T>;
  readonly isMeant: (record: T) => boolean;
}

/** The ways to write, which the resources share. */
export interface Writes {
  readonly create: <T>(
    resource: Resource,
    fields: readonly FieldValue[],
    answer: Answer<T>,
    beforeSend?: BeforeSend,
  ) => Promise<T>;
  readonly patch: <T>(resource: Resource, fields: readonly PatchField[], answer: Answer<T>) => Promise<T>;
  /** Any answer of 2xx says that it is gone. */
  readonly remove: (resource: Resource) => Promise<void>;
}

export const createWrites = (caller: Caller, timeoutInMillis: number): Writes => {
  const write = <T>(
    method: 'POST' | 'PATCH',
    { path, privilege, isSecret }: Resource,
    fields: readonly PatchField[],
    { schema, isMeant }: Answer<T>,
    body: string,
    beforeSend?: BeforeSend,
  ): Promise<T> =>
    caller.write(
      { method, path, query: {}, body, privilege, secrets: secretsOf(fields, isSecret), timeoutInMillis },
      (response) => readRecord(response, schema, isMeant),
      beforeSend,
    );
  return {
    create: (resource, fields, answer, beforeSend) =>
      write('POST', resource, fields, answer, toBody(fields), beforeSend),
    patch: (resource, fields, answer) => write('PATCH', resource, fields, answer, toPatch(fields)),
    remove: ({ path, privilege }) =>
      caller.write({ method: 'DELETE', path, query: {}, body: null, privilege, timeoutInMillis }, () => {}),
  };
};

export const hasId =
  (id: number) =>
  (record: { readonly id: number }): boolean =>
    record.id === id;

/** Whether what is known of a new record agrees with what was sent; an answer need not repeat everything. */
export const agrees = (fields: readonly FieldValue[], name: string, answered: string | null): boolean => {
  const sent = fields.find(({ field }) => field === name)?.value ?? null;
  return sent === null || answered === null || String(sent).toLowerCase() === answered.toLowerCase();
};

/** A new line begins on the day that was sent. */
export const startsOn =
  (fields: readonly FieldValue[]) =>
  ({ fromDate }: { readonly fromDate: string }): boolean =>
    agrees(fields, 'FromDate', fromDate);

const secretsOf = (fields: readonly PatchField[], isSecret: Resource['isSecret']): string[] =>
  fields
    .flatMap(({ field, value }) =>
      isObject(value)
        ? Object.entries(value).map(([name, member]) => ({ field: `${field}.${name}`, value: member }))
        : [{ field, value }],
    )
    .filter((one) => one.value !== null && isSecret(one))
    .map(({ value }) => String(value));

const isObject = (value: PatchField['value']): value is Readonly<Record<string, FieldValue['value']>> =>
  typeof value === 'object' && value !== null;

/** The body of a POST: PascalCase, fields with a dot nested, those to be removed left out. */
const toBody = (fields: readonly FieldValue[]): string =>
  toJson(nestFields(fields.filter(({ value }) => value !== null)));

/**
 * A JSON Patch: `replace` with the value, or `remove`, the one way to clear a field (PowerOffice fact 22). An
 * object is added, which takes the place of one that is there and makes one where there is none.
 */
const toPatch = (fields: readonly PatchField[]): string =>
  toJson(
    fields.map(({ field, value }) => {
      const path = `/${field.replaceAll('.', '/')}`;
      if (value === null) return { op: 'remove', path };
      return { op: isObject(value) ? 'add' : 'replace', path, value };
    }),
  );
