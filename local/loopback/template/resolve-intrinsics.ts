import * as z from 'zod';

/** What `Ref` and `Fn::GetAtt` lead to: everything that has a name in the template. */
export interface References {
  /** @throws when nothing of that name is known. */
  ref(name: string): unknown;
  /** @throws when the resource or the attribute is not known. */
  attribute(logicalId: string, attributeName: string): string;
  /** @throws when no condition of that name is known. */
  condition(name: string): boolean;
  /** @throws when the mapping has no such entry. */
  mapping(mapName: string, topLevelKey: string, secondLevelKey: string): unknown;
  /** @throws when no stack of the app exports that name. */
  importValue(exportName: string): unknown;
}

/** An intrinsic function, or a form of one, that the interpreter has no rule for. */
export class UnknownIntrinsicError extends Error {
  override readonly name = 'UnknownIntrinsicError';
}

/** `AWS::NoValue`: the property that has it is left out. */
export const noValue = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, references: References) => unknown;

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const texts = z.array(text);

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, references) => references.ref(z.string().parse(argument)),

  'Fn::GetAtt': (argument, references) => {
    const parts =
      typeof argument === 'string' ? argument.split('.') : texts.parse(resolveIntrinsics(argument, references));
    const [logicalId = '', ...attributeName] = parts;
    return references.attribute(logicalId, attributeName.join('.'));
  },

  'Fn::Join': (argument, references) => {
    const [separator, list] = z.tuple([z.string(), z.unknown()]).parse(argument);
    return texts.parse(resolveIntrinsics(list, references)).join(separator);
  },

  'Fn::Sub': (argument, references) => {
    const [template, variables] =
      typeof argument === 'string'
        ? [argument, {}]
        : z.tuple([z.string(), z.record(z.string(), z.unknown())]).parse(argument);
    return template.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      const key = name.trim();
      if (Object.hasOwn(variables, key)) return text.parse(resolveIntrinsics(variables[key], references));
      return text.parse(
        key.includes('.')
          ? resolveIntrinsics({ 'Fn::GetAtt': key }, references)
          : resolveIntrinsics({ Ref: key }, references),
      );
    });
  },

  'Fn::Select': (argument, references) => {
    const [index, list] = z
      .tuple([z.coerce.number().int().nonnegative(), z.array(z.unknown())])
      .parse(resolveIntrinsics(argument, references));
    if (index >= list.length) throw new UnknownIntrinsicError(`Fn::Select ${index} of a list of ${list.length}`);
    return list[index];
  },

  'Fn::Split': (argument, references) => {
    const [separator, whole] = z.tuple([z.string(), text]).parse(resolveIntrinsics(argument, references));
    return whole.split(separator);
  },

  'Fn::FindInMap': (argument, references) => {
    const path = z.tuple([text, text, text]).parse(resolveIntrinsics(argument, references));
    return resolveIntrinsics(references.mapping(...path), references);
  },

  'Fn::ImportValue': (argument, references) =>
    references.importValue(text.parse(resolveIntrinsics(argument, references))),

  'Fn::If': (argument, references) => {
    const [name, whenTrue, whenFalse] = z.tuple([z.string(), z.unknown(), z.unknown()]).parse(argument);
    return resolveIntrinsics(references.condition(name) ? whenTrue : whenFalse, references);
  },
};

type Condition = (argument: unknown, references: References) => boolean;

const conditions: Readonly<Record<string, Condition>> = {
  Condition: (argument, references) => references.condition(z.string().parse(argument)),
  'Fn::Equals': (argument, references) => {
    const [left, right] = z.tuple([z.unknown(), z.unknown()]).parse(resolveIntrinsics(argument, references));
    return text.parse(left) === text.parse(right);
  },
  'Fn::And': (argument, references) =>
    z
      .array(z.unknown())
      .parse(argument)
      .every((part) => resolveCondition(part, references)),
  'Fn::Or': (argument, references) =>
    z
      .array(z.unknown())
      .parse(argument)
      .some((part) => resolveCondition(part, references)),
  'Fn::Not': (argument, references) => {
    const [part] = z.tuple([z.unknown()]).parse(argument);
    return !resolveCondition(part, references);
  },
};

/**
 * The value with every intrinsic function in it replaced by what it stands for.
 * @throws UnknownIntrinsicError for a function without a rule here, and for dynamic references (`{{resolve:...}}`):
 *   passed on as text they would reach a function as nonsense.
 */
export const resolveIntrinsics = (value: unknown, references: References): unknown => {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => resolveIntrinsics(item, references)).filter((item) => item !== noValue);
  }
  if (typeof value === 'string' && value.includes('{{resolve:')) {
    throw new UnknownIntrinsicError('A dynamic reference ({{resolve:...}}) has no rule in the local interpreter');
  }
  if (!isRecord(value)) return value;
  const call = intrinsicCall(value);
  if (call === null) {
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, item]) => [key, resolveIntrinsics(item, references)] as const)
        .filter(([, item]) => item !== noValue),
    );
  }
  const intrinsic = Object.hasOwn(intrinsics, call.name) ? intrinsics[call.name] : undefined;
  if (intrinsic === undefined) {
    throw new UnknownIntrinsicError(`The intrinsic function ${call.name} has no rule in the local interpreter`);
  }
  return intrinsic(call.argument, references);
};

/**
 * Whether a condition of the template holds.
 * @throws UnknownIntrinsicError for a condition function without a rule here.
 */
export const resolveCondition = (value: unknown, references: References): boolean => {
  const [entry, ...others] = isRecord(value) ? Object.entries(value) : [];
  const condition = entry !== undefined && Object.hasOwn(conditions, entry[0]) ? conditions[entry[0]] : undefined;
  if (entry === undefined || others.length > 0 || condition === undefined) {
    throw new UnknownIntrinsicError(`The condition ${JSON.stringify(value)} has no rule in the local interpreter`);
  }
  return condition(entry[1], references);
};

const intrinsicCall = (value: Record<string, unknown>): { name: string; argument: unknown } | null => {
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return null;
  const [name, argument] = entry;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument } : null;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
