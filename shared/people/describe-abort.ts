import type { DescribedProblem } from '../records/describe-problem.ts';
import type { Language } from '../records/words.ts';
import type { RunAbort } from '../state/run.ts';

interface DescribedAbort {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Why a run was given up, in every language. */
export type DescribeAbort = (abort: RunAbort) => Readonly<Record<Language, DescribedAbort>>;

/** Tells why runs were given up: a message is stored in English, and quoted whole in Norwegian. @param norwegian by code */
export const describesAborts = (
  norwegian: Readonly<Record<string, Pick<DescribedProblem, 'summary' | 'hint'>>>,
): DescribeAbort => {
  const wordsByCode = new Map(Object.entries(norwegian));
  return ({ code, message, hint }) => {
    const en = { code, message, hint };
    const words = wordsByCode.get(code);
    const nb =
      words === undefined ? en : { code, message: `${words.summary} På engelsk: ${message}`, hint: words.hint };
    return { en, nb };
  };
};
