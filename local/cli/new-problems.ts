import { callWhole } from './api-client.ts';
import type { Api } from './api-client.ts';
import { problemsSchema } from './documents.ts';
import type { ShownRun } from './shown-run.ts';

/** A problem of somebody, as far as it can be known again. */
interface KnownBy {
  readonly simployerEmployeeId: string;
  readonly code: string;
}

/** Whether a problem of a run or of a plan was not open before it. What is for information alone is never open. */
export type IsNewProblem = (problem: KnownBy & { readonly severity: string }) => boolean;

const nameOf = ({ simployerEmployeeId, code }: KnownBy): string => `${simployerEmployeeId} ${code}`;

/** Which problems of a run, or of a plan, were not open before it; where nothing was, none is told apart. */
export const readNewProblems = async (
  api: Pick<Api, 'call'>,
  { mode, startedAt, employees }: Pick<ShownRun, 'mode' | 'startedAt' | 'employees'>,
): Promise<IsNewProblem> => {
  const { problems } = problemsSchema.parse(await callWhole(api, '/problems', 'problems'));
  // A plan finds and remembers none; what a run found is among them by now.
  const isOlder = ({ firstSeen }: { readonly firstSeen?: string | undefined }): boolean =>
    mode === 'plan' || (firstSeen !== undefined && startedAt !== null && firstSeen < startedAt);
  const before = new Set(problems.filter(isOlder).map(nameOf));
  const stood = employees.some(({ simployerEmployeeId, problems: found }) =>
    found.some(({ code }) => before.has(nameOf({ simployerEmployeeId, code }))),
  );
  return (problem) => stood && problem.severity !== 'info' && !before.has(nameOf(problem));
};
