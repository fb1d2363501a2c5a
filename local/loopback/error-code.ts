/**
 * The code of an error of the operating system, e.g. `ENOENT`; null for anything else. It does not ask whether the error
 * is an `Error`: one that Node itself makes is not, where the caller runs in a realm of its own.
 */
export const errorCode = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null;
