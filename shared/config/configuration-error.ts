import type * as z from 'zod';

/** A setting, an environment variable or a secret that cannot be used. Its message names what, and what is allowed; never a secret's value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** The code that an aborted run shows. */
  readonly code = 'CONFIGURATION_INVALID';
  /** One sentence per wrong value: `settings.guards.archiveShare: Too big: expected number to be <=1`. */
  readonly details: readonly string[];

  constructor(details: readonly string[]) {
    super(details.join('\n'));
    this.details = details;
  }
}

const pathOf = (root: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    root,
  );

/**
 * The value as the schema has it.
 * @param root what a reader knows the value as: `settings`, or '' for the environment, whose keys stand for themselves
 * @throws ConfigurationError with the path of every wrong value and what is allowed there
 */
export const parseConfiguration = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  root: string,
): z.output<Schema> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ConfigurationError(
    result.error.issues.map(({ path, message }) => {
      const place = pathOf(root, path);
      return place === '' ? message : `${place}: ${message}`;
    }),
  );
};
