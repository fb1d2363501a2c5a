import { toMinute } from '../../shared/records/values/to-minute.ts';
import type { Language } from '../../shared/records/words.ts';
import type { OpenProblems, ProblemsSince, ShownProblem } from './documents.ts';

const COLUMNS = {
  en: ['number', 'Simployer id', 'code', 'severity', 'what is wrong', 'who fixes it where', 'first seen', 'last seen'],
  nb: ['nummer', 'Simployer-id', 'kode', 'alvor', 'hva som er galt', 'hvem retter det hvor', 'først sett', 'sist sett'],
} as const;

const SEVERITIES: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  en: new Map(),
  nb: new Map([
    ['error', 'feil'],
    ['warning', 'advarsel'],
  ]),
};

const SINCE = {
  en: { title: 'since the run', new: 'new', standing: 'standing', solved: 'solved' },
  nb: { title: 'siden kjøringen', new: 'ny', standing: 'står fortsatt', solved: 'løst' },
} as const;

/** The open problems as a Norwegian Excel opens them: semicolons, UTF-8 with its mark, CRLF. */
export const toCsv = ({ problems, language }: OpenProblems): string =>
  inFile([COLUMNS[language], ...problems.map((problem) => cellsOf(problem, language))]);

/** What became of problems since a run, the same way; a column of its own says what. */
export const toCsvSince = (document: ProblemsSince): string => {
  const { language } = document;
  const words = SINCE[language];
  const rows = [
    ...document.new.map((problem) => [words.new, ...cellsOf(problem, language)]),
    ...document.standing.map((problem) => [words.standing, ...cellsOf(problem, language)]),
    ...document.solved.map((problem) => [words.solved, ...cellsOf(problem, language)]),
  ];
  return inFile([[words.title, ...COLUMNS[language]], ...rows]);
};

/** A moment is "2026-03-02 07:00", which Excel takes for one. */
const cellsOf = (problem: ShownProblem, language: Language): string[] => [
  problem.employeeNumber ?? '',
  problem.simployerEmployeeId,
  problem.code,
  SEVERITIES[language].get(problem.severity) ?? problem.severity,
  problem.message,
  problem.hint,
  toMinute(problem.firstSeen ?? null),
  toMinute(problem.lastSeen ?? null),
];

const BYTE_ORDER_MARK = '\uFEFF';

/** The last line has no line feed: whoever writes it out ends it as any other text. */
const inFile = (rows: readonly (readonly string[])[]): string =>
  `${BYTE_ORDER_MARK}${rows.map((cells) => `${cells.map(toCell).join(';')}\r`).join('\n')}`;

/** What Excel would calculate, and digits whose leading zeros it would drop, are text with an apostrophe in front. */
const NOT_AS_TYPED = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n]|0\d+$)/;

const toCell = (text: string): string => {
  const defused = NOT_AS_TYPED.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
};
