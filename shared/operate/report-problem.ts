import type { DescribedProblem } from '../records/describe-problem.ts';
import type { Language, Words } from '../records/words.ts';
import type { ListedProblem } from './problem-list.ts';

/**
 * A problem that stands, in the names of the documents of every flow but the first.
 * @param words of it in every language
 * @param language of its words outside `text`
 */
export const reportListedProblem = (
  { number, sourceId, ...problem }: ListedProblem,
  words: Readonly<Record<Language, DescribedProblem>>,
  language: Language,
) => ({ number, sourceId, ...describedIn(problem, words, language) });

/** A problem with its words: those of one language beside it, and summary and hint in every one. */
export const describedIn = <Problem extends object>(
  problem: Problem,
  words: Readonly<Record<Language, DescribedProblem>>,
  language: Language,
) => ({ ...problem, ...words[language], text: { en: toText(words.en), nb: toText(words.nb) } });

const toText = ({ summary, hint }: Words): Words => ({ summary, hint });
