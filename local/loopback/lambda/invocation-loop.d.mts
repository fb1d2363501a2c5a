/**
 * Carries out one invocation of a function after the other, as the Runtime API of `AWS_LAMBDA_RUNTIME_API` hands them out.
 * Resolves only when the function cannot be loaded, which the Runtime API knows by then.
 * @param importFunction imports the file of that name, of which `_HANDLER` says the export
 * @param signal ends it, also while it waits for an invocation: it rejects then
 */
export declare function carryOutInvocations(
  importFunction: (file: string) => Promise<unknown>,
  signal?: AbortSignal,
): Promise<void>;
