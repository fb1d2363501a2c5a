/*
 * The messages of docs/for-hr-og-lonn.md: what every code of a flow is called in Norwegian, and who is asked to do
 * something about it. Who that is follows from the hint's own words. For example, everything whose hint begins with "HR:"
 * is for HR, and what both have to look at is for both.
 */
import { EMPLOYEE_ABORTS_NB } from '../../../../shared/flows/employees-to-poweroffice/aborts.nb.ts';
import { PROBLEMS_NB } from '../../../../shared/flows/employees-to-poweroffice/problems.nb.ts';
import { PROBLEMS } from '../../../../shared/flows/employees-to-poweroffice/problems.ts';
import { XLEDGER_ABORTS_NB } from '../../../../shared/flows/employees-to-xledger/aborts.nb.ts';
import { PROBLEMS_NB as XLEDGER_PROBLEMS_NB } from '../../../../shared/flows/employees-to-xledger/problems.nb.ts';
import { PROBLEMS as XLEDGER_PROBLEMS } from '../../../../shared/flows/employees-to-xledger/problems.ts';
import { LEAVE_ABORTS_NB } from '../../../../shared/flows/leaves-to-poweroffice/aborts.nb.ts';
import { LEAVE_PROBLEMS_NB } from '../../../../shared/time-off/problems.nb.ts';
import { LEAVE_PROBLEMS } from '../../../../shared/time-off/problems.ts';
import type { ProblemKind } from '../../../../shared/records/problem.ts';
import type { Words } from '../../../../shared/records/words.ts';
import { inCode, table } from './markdown.ts';

/** A message as it stands in a table. */
export interface PageMessage extends Words {
  readonly code: string;
  readonly weight: string;
}

const SEVERITIES = { error: 'feil', warning: 'advarsel', info: 'til orientering' } as const;

/** Those of a person before those of a run. */
const messagesOf = (
  problems: Readonly<Record<string, ProblemKind>>,
  words: Readonly<Record<string, Words>>,
  aborts: Readonly<Record<string, Words>>,
): readonly PageMessage[] => {
  const weightOf = (code: string): string => {
    const kind = problems[code];
    return kind === undefined ? '' : SEVERITIES[kind.severity];
  };
  return [
    ...Object.entries(words).map(([code, of]) => ({ ...of, code, weight: weightOf(code) })),
    ...Object.entries(aborts).map(([code, of]) => ({ ...of, code, weight: 'kjøringen ble avbrutt' })),
  ];
};

/** Those of absence that are told of no run of employees. */
const ofAbsenceAlone = Object.fromEntries(
  Object.entries(LEAVE_ABORTS_NB).filter(([code]) => !Object.hasOwn(EMPLOYEE_ABORTS_NB, code)),
);

/** Every message there is, by where payroll is run, and those of absence. */
export const PAGE_MESSAGES = {
  PowerOffice: messagesOf(PROBLEMS, PROBLEMS_NB, EMPLOYEE_ABORTS_NB),
  'X-ledger': messagesOf(XLEDGER_PROBLEMS, XLEDGER_PROBLEMS_NB, XLEDGER_ABORTS_NB),
  fravær: messagesOf(LEAVE_PROBLEMS, LEAVE_PROBLEMS_NB, ofAbsenceAlone),
} as const;

/** Whether these people are asked to do something. */
const ASKS: Readonly<Record<'HR' | 'Lønn' | 'IT', RegExp>> = {
  HR: /^Leder:|(?:^|\. )HR(?: (?:og|eller) lønn)?:|retter HR |henter HR |\. HR kan /,
  Lønn: /(?:^|\. )(?:HR (?:og|eller) l|L)ønn(?::| velger | kontrollerer )|sammenligner HR og lønn/,
  IT: /(?:^|\. )IT(?::| kan | bruker )|(?:gjør|setter|lager|gjennomfører|slipper|bestemmer|ser|utvider|spør|skriver) IT /,
};

/** Those of the messages that ask something of these people. */
export const messagesFor = (messages: readonly PageMessage[], who: keyof typeof ASKS): readonly PageMessage[] =>
  messages.filter(({ hint }) => ASKS[who].test(hint));

/** Those of the messages that ask nothing of anybody. */
export const messagesWithoutWork = (messages: readonly PageMessage[]): readonly PageMessage[] =>
  messages.filter(({ hint }) => Object.values(ASKS).every((asks) => !asks.test(hint)));

const messageTable = (messages: readonly PageMessage[]): string =>
  table(
    ['Kode', '', 'Hva som er galt', 'Hva du gjør'],
    messages.map(({ code, weight, summary, hint }) => [inCode(code), weight, summary, hint]),
  );

/** Everything that may be told where payroll is run in this system, a table for each who acts. */
export const renderMessages = (system: keyof typeof PAGE_MESSAGES): string => {
  const messages = PAGE_MESSAGES[system];
  return [
    `### Meldinger til HR (${system})`,
    messageTable(messagesFor(messages, 'HR')),
    `### Meldinger til lønn (${system})`,
    messageTable(messagesFor(messages, 'Lønn')),
    `### Meldinger til IT (${system})`,
    messageTable(messagesFor(messages, 'IT')),
    `### Til orientering (${system})`,
    messageTable(messagesWithoutWork(messages)),
  ].join('\n\n');
};
