import type * as z from 'zod';
import type { FieldShape } from './fields.ts';
import { invalidValueDetail } from './fields.ts';
import { asObject, parseJson } from './json.ts';
import { refuse } from './problem-details.ts';

/** How one POST reads its body and how it words its refusals. */
export interface PostTarget<Shape extends FieldShape> {
  readonly shape: Shape;
  /** e.g. `EmployeePostDto`. */
  readonly dtoName: string;
  /** e.g. `Employment salary`, as in "Employment salary object is missing." */
  readonly objectName: string;
  readonly title: string;
  readonly required: readonly string[];
}

/**
 * Reads a POST body. Properties are known by their PascalCase names: the same name in another casing is silently passed
 * over, a name nobody knows is refused (PowerOffice facts 20 and 21).
 * @throws Refusal when the body is missing or something in it is.
 */
export const readPost = <Shape extends FieldShape>(target: PostTarget<Shape>, text: string): z.output<Shape> => {
  const { dtoName, required, shape, title } = target;
  const body = readBody(target, text);
  const parsed = shape.safeParse(body);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path ?? [];
    const value = path.reduce<unknown>((parent, key) => asObject(parent)?.[String(key)], body);
    return refuse(400, title, invalidValueDetail(dtoName, String(path.at(-1)), parsed.error.issues, value));
  }
  for (const property of required) {
    if ((body[property] ?? null) === null) refuse(400, title, `${property} must have a value.`);
  }
  return parsed.data;
};

const readBody = (target: PostTarget<FieldShape>, text: string): Record<string, unknown> => {
  let value: unknown;
  try {
    value = text === '' ? null : parseJson(text);
  } catch {
    return refuse(400, target.title, 'The request body is not valid JSON.');
  }
  const body = asObject(value) ?? refuse(400, target.title, `${target.objectName} object is missing.`);
  return knownProperties(body, Object.keys(target.shape.shape), target);
};

/** Drops what is known in another casing. @throws Refusal for a name that is not known at all. */
export const knownProperties = (
  body: Record<string, unknown>,
  names: readonly string[],
  target: { readonly dtoName: string; readonly title: string },
): Record<string, unknown> => {
  const lowerNames = new Set(names.map((name) => name.toLowerCase()));
  for (const key of Object.keys(body)) {
    if (!lowerNames.has(key.toLowerCase())) {
      refuse(
        400,
        target.title,
        `${target.dtoName}: Could not find member '${key}' on object of type '${target.dtoName}'.`,
      );
    }
  }
  return Object.fromEntries(Object.entries(body).filter(([key]) => names.includes(key)));
};
