import * as z from 'zod';
import { UnknownTemplatePartError } from './unknown-template-part-error.ts';

/** What `Ref` and `Fn::GetAtt` lead to: everything that has a name in the template. */
export interface References {
  /** @throws UnknownTemplatePartError when nothing of that name is known. */
  ref(name: string): string;
  /** @throws UnknownTemplatePartError when the resource or the attribute is not known. */
  attribute(logicalId: string, attributeName: string): string;
}

/** Null for an argument of a form that has no rule. */
type Intrinsic = (argument: unknown, references: References) => string | null;

/** What an intrinsic function means, in the one form of it that has a rule. */
const rule =
  <Argument>(form: z.ZodType<Argument>, meaning: (argument: Argument, references: References) => string): Intrinsic =>
  (argument, references) => {
    const { data } = form.safeParse(argument);
    return data === undefined ? null : meaning(data, references);
  };

/** The functions that a synthesised template holds where the loopback runtime looks. */
const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: rule(z.string(), (name, references) => references.ref(name)),

  'Fn::GetAtt': rule(z.tuple([z.string(), z.string()]), ([logicalId, attributeName], references) =>
    references.attribute(logicalId, attributeName),
  ),

  'Fn::Join': rule(z.tuple([z.string(), z.array(z.unknown())]), ([separator, parts], references) =>
    z.array(z.string()).parse(resolveIntrinsics(parts, references)).join(separator),
  ),

  'Fn::Sub': rule(z.string(), (template, references) =>
    template.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => references.ref(name)),
  ),
};

/**
 * The value with every intrinsic function in it replaced by what it stands for.
 * @throws UnknownTemplatePartError for a function, or a form of one, without a rule here, and for dynamic references
 *   (`{{resolve:...}}`): passed on as text they would reach a function as nonsense.
 */
export const resolveIntrinsics = (value: unknown, references: References): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => resolveIntrinsics(item, references));
  if (typeof value === 'string' && value.includes('{{resolve:')) {
    throw new UnknownTemplatePartError('A dynamic reference ({{resolve:...}}) has no rule here');
  }
  if (!isRecord(value)) return value;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length > 0 || !(name === 'Ref' || name.startsWith('Fn::'))) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveIntrinsics(item, references)]));
  }
  const resolved = Object.hasOwn(intrinsics, name) ? intrinsics[name]?.(argument, references) : undefined;
  if (typeof resolved === 'string') return resolved;
  throw new UnknownTemplatePartError(`${name}, or this form of it, has no rule here: ${JSON.stringify(argument)}`);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
