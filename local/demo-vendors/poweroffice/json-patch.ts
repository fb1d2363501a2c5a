/*
 * Changes an object of PowerOffice by a JSON Patch: a list of operations, each with a path. The real API takes paths
 * in any casing and numbers as text; it refuses a path that leads nowhere. A document that is wrong in one operation
 * changes nothing. For example, `[{"op":"replace","path":"/phonenumber","value":"90012345"}]` sets PhoneNumber, and a
 * second operation on `/Phone` would have refused both.
 */
import * as z from 'zod';
import type { FieldShape } from './fields.ts';
import { invalidValueDetail } from './fields.ts';
import { asObject, parseJson, writeJson } from './json.ts';
import { knownProperties } from './post-body.ts';
import { refuse } from './problem-details.ts';

/** How one PATCH reads its document and how it words its refusals. */
export interface PatchTarget<Shape extends FieldShape> {
  readonly shape: Shape;
  /** e.g. `EmployeePatchDto`. */
  readonly dtoName: string;
  readonly objectName: string;
  readonly title: string;
  /** Status of an empty body: 404 for employments, of all things (PowerOffice fact 30). */
  readonly missingStatus?: 404;
  /** Properties that are not to be changed. */
  readonly refused?: readonly string[];
  /** A path below a property that is null leads nowhere. */
  readonly refusesPathsBelowNull?: boolean;
  /** The properties that are objects with properties of their own. */
  readonly nested?: Readonly<Record<string, FieldShape>>;
}

const operationsSchema = z.array(
  z.object({
    op: z.enum(['add', 'replace', 'remove', 'copy', 'move', 'test']),
    path: z.string(),
    from: z.string().nullish(),
    value: z.unknown().optional(),
  }),
);

type Operation = z.output<typeof operationsSchema>[number];

/** Where a pointer leads, and how values there are read and written. */
interface Location {
  get(): unknown;
  set(value: unknown): void;
  add(value: unknown): void;
  remove(): void;
}

/**
 * Applies a JSON Patch document to the patchable properties of a row (PowerOffice fact 22): paths in any casing,
 * values as they are or as strings. All or nothing.
 * @param current a row; what is not patchable in it is passed over.
 * @returns all patchable properties with their new values.
 * @throws Refusal for a path or a value the PatchDto does not have.
 */
export const applyPatch = <Shape extends FieldShape>(
  target: PatchTarget<Shape>,
  current: object,
  text: string,
): z.output<Shape> => {
  // Through JSON and back: the operations work on a copy of their own.
  const view = asObject(parseJson(writeJson(target.shape.parse(current)))) ?? {};
  for (const operation of readOperations(target, text)) {
    const location = locate(target, view, operation.path);
    switch (operation.op) {
      case 'add':
        location.add(valueOf(target, operation));
        break;
      case 'replace':
        location.set(valueOf(target, operation));
        break;
      case 'remove':
        location.remove();
        break;
      case 'copy':
        location.add(locate(target, view, operation.from ?? '').get());
        break;
      case 'move': {
        const from = locate(target, view, operation.from ?? '');
        const value = from.get();
        from.remove();
        location.add(value);
        break;
      }
      case 'test':
        if (!equal(location.get(), valueOf(target, operation))) {
          refuse(
            400,
            target.title,
            `${target.dtoName}: The current value at path '${operation.path}' is not equal to the test value.`,
          );
        }
        break;
    }
  }
  return target.shape.parse(view);
};

const readOperations = (target: PatchTarget<FieldShape>, text: string): Operation[] => {
  let document: unknown;
  try {
    document = text === '' ? null : parseJson(text);
  } catch {
    return refuse(400, target.title, 'The request body is not valid JSON.');
  }
  if (document === null) {
    return refuse(target.missingStatus ?? 400, target.title, `${target.objectName} object is missing.`);
  }
  const plainObject = asObject(document);
  if (plainObject !== null) {
    // A plain object instead of operations: in camel case it is silently ignored (PowerOffice fact 21).
    const understood = knownProperties(plainObject, Object.keys(target.shape.shape), target);
    if (Object.keys(understood).length === 0) return [];
  }
  const operations = operationsSchema.safeParse(document);
  if (operations.success) return operations.data;
  return refuse(400, target.title, `${target.dtoName}: The JSON patch document was malformed and could not be parsed.`);
};

const valueOf = (target: PatchTarget<FieldShape>, operation: Operation): unknown => {
  if ('value' in operation) return operation.value;
  return refuse(
    400,
    target.title,
    `${target.dtoName}: The operation '${operation.op}' on '${operation.path}' has no value.`,
  );
};

const locate = (target: PatchTarget<FieldShape>, view: Record<string, unknown>, pointer: string): Location => {
  const segments = pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  const [first = '', second, ...rest] = segments;
  const name = nameIn(target.shape, first) ?? notFound(target, first);
  const schema = target.shape.shape[name] ?? notFound(target, first);
  if (target.refused?.includes(name) === true) {
    refuse(
      400,
      target.title,
      `${target.dtoName}: The property at path '${pointer.toLowerCase()}' could not be updated.`,
    );
  }
  if (second === undefined) return propertyLocation(target, view, name, schema);
  if (rest.length > 0) return notFound(target, rest[0] ?? '');

  const nested = target.nested?.[name];
  if (nested !== undefined) {
    if (target.refusesPathsBelowNull === true && view[name] === null) return notFound(target, second);
    const nestedName = nameIn(nested, second) ?? notFound(target, second);
    const holder = asObject(view[name]) ?? Object.fromEntries(Object.keys(nested.shape).map((key) => [key, null]));
    view[name] = holder;
    return propertyLocation(target, holder, nestedName, nested.shape[nestedName] ?? notFound(target, second));
  }
  const list: unknown = view[name] ?? [];
  if (!Array.isArray(list) || !schema.safeParse([]).success) return notFound(target, second);
  return elementLocation(target, view, name, schema, list, second);
};

const propertyLocation = (
  target: PatchTarget<FieldShape>,
  holder: Record<string, unknown>,
  name: string,
  schema: z.ZodType,
): Location => {
  const set = (value: unknown): void => {
    holder[name] = accepted(target, name, schema, value);
  };
  return { get: () => holder[name], set, add: set, remove: () => set(null) };
};

const elementLocation = (
  target: PatchTarget<FieldShape>,
  view: Record<string, unknown>,
  name: string,
  schema: z.ZodType,
  list: readonly unknown[],
  position: string,
): Location => {
  const last = Math.max(0, list.length - 1);
  const index = position === '-' ? last : Number(position);
  if (!Number.isInteger(index) || index < 0 || index > list.length) return notFound(target, position);
  const splice = (start: number, deleteCount: number, values: readonly unknown[]): void => {
    view[name] = accepted(target, name, schema, list.toSpliced(start, deleteCount, ...values.map(fromText)));
  };
  return {
    get: () => list[index],
    set: (value) => splice(index, 1, [value]),
    add: (value) => splice(position === '-' ? list.length : index, 0, [value]),
    remove: () => splice(index, 1, []),
  };
};

const nameIn = (shape: FieldShape, segment: string): string | undefined =>
  Object.keys(shape.shape).find((name) => name.toLowerCase() === segment.toLowerCase());

const notFound = (target: PatchTarget<FieldShape>, segment: string): never =>
  refuse(
    400,
    target.title,
    `${target.dtoName}: The target location specified by path segment '${segment.toLowerCase()}' was not found.`,
  );

/** The value as the property stores it; numbers and booleans may come as strings. */
const accepted = (target: PatchTarget<FieldShape>, name: string, schema: z.ZodType, value: unknown): unknown => {
  const nested = asObject(value);
  const known =
    nested === null ? value : knownProperties(nested, Object.keys(target.nested?.[name]?.shape ?? {}), target);
  const asIs = schema.safeParse(known);
  if (asIs.success) return asIs.data;
  const converted = schema.safeParse(fromText(value));
  if (converted.success) return converted.data;
  return refuse(400, target.title, invalidValueDetail(target.dtoName, name, asIs.error.issues, value));
};

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const BOOLEAN = /^(true|false)$/i;

const fromText = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  if (BOOLEAN.test(value)) return value.toLowerCase() === 'true';
  return NUMBER.test(value) ? parseJson(value) : value;
};

const equal = (a: unknown, b: unknown): boolean =>
  writeJson(a) === writeJson(b) || writeJson(fromText(a)) === writeJson(fromText(b));
