import type { DescribedProblem } from '../../records/describe-problem.ts';
import type { Language } from '../../records/words.ts';
import type { RunAbort } from '../../state/run.ts';
import { EMPLOYEE_ABORTS_NB } from './aborts.nb.ts';

const NORWEGIAN: ReadonlyMap<string, Pick<DescribedProblem, 'summary' | 'hint'>> = new Map(
  Object.entries(EMPLOYEE_ABORTS_NB),
);

interface DescribedAbort {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Why a run was given up, in every language: its message is stored in English, and quoted whole in Norwegian. */
export const describeAbort = ({ code, message, hint }: RunAbort): Readonly<Record<Language, DescribedAbort>> => {
  const en = { code, message, hint };
  const words = NORWEGIAN.get(code);
  const nb = words === undefined ? en : { code, message: `${words.summary} På engelsk: ${message}`, hint: words.hint };
  return { en, nb };
};
