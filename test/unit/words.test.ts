import { EMPLOYEE_ABORTS_NB } from '../../shared/flows/employees-to-poweroffice/aborts.nb.ts';
import { EMPLOYEE_ABORTS } from '../../shared/flows/employees-to-poweroffice/aborts.ts';
import { describeProblem } from '../../shared/flows/employees-to-poweroffice/describe-problem.ts';
import { PROBLEMS_NB } from '../../shared/flows/employees-to-poweroffice/problems.nb.ts';
import { problem, PROBLEMS } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import type { ProblemCode } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import { XLEDGER_ABORTS_NB } from '../../shared/flows/employees-to-xledger/aborts.nb.ts';
import { XLEDGER_ABORTS } from '../../shared/flows/employees-to-xledger/aborts.ts';
import { PROBLEMS_NB as XLEDGER_PROBLEMS_NB } from '../../shared/flows/employees-to-xledger/problems.nb.ts';
import { PROBLEMS as XLEDGER_PROBLEMS } from '../../shared/flows/employees-to-xledger/problems.ts';
import { LEAVE_ABORTS_NB } from '../../shared/flows/leaves-to-poweroffice/aborts.nb.ts';
import { LEAVE_ABORTS } from '../../shared/flows/leaves-to-poweroffice/aborts.ts';
import { FILE_ABORTS_NB } from '../../shared/flows/time-off-to-file/aborts.nb.ts';
import { FILE_ABORTS } from '../../shared/flows/time-off-to-file/aborts.ts';
import { RUN_ABORTS_NB } from '../../shared/run/abort.nb.ts';
import { RUN_ABORTS } from '../../shared/run/abort.ts';
import { LEAVE_PROBLEMS_NB } from '../../shared/time-off/problems.nb.ts';
import { LEAVE_PROBLEMS } from '../../shared/time-off/problems.ts';
import type { Words } from '../../shared/records/words.ts';

const TABLES: readonly [name: string, english: Record<string, Words>, norwegian: Record<string, Words>][] = [
  ['problems of a person', PROBLEMS, PROBLEMS_NB],
  ['aborts of a run', EMPLOYEE_ABORTS, EMPLOYEE_ABORTS_NB],
  ['problems of a person on the way to X-ledger', XLEDGER_PROBLEMS, XLEDGER_PROBLEMS_NB],
  ['aborts of a run to X-ledger', XLEDGER_ABORTS, XLEDGER_ABORTS_NB],
  ['problems of a leave', LEAVE_PROBLEMS, LEAVE_PROBLEMS_NB],
  ['aborts of a run of leaves', LEAVE_ABORTS, LEAVE_ABORTS_NB],
  ['aborts of a run to the file of absence', FILE_ABORTS, FILE_ABORTS_NB],
  ['aborts of any flow', RUN_ABORTS, RUN_ABORTS_NB],
];

/** Who acts, as a hint begins. */
const ACTORS: Readonly<Record<string, string>> = {
  'HR:': 'HR:',
  'Manager:': 'Leder:',
  'Payroll:': 'Lønn:',
  'IT:': 'IT:',
  'HR and payroll:': 'HR og lønn:',
  'HR or payroll:': 'HR eller lønn:',
  'Nothing to do': 'Ingenting å gjøre',
};

const actorIn = (hint: string): string | undefined => Object.keys(ACTORS).find((actor) => hint.startsWith(actor));

/** Settings, commands, routes and what stands in quotation marks are the same in every language. */
const withoutNames = (text: string): string =>
  text.replaceAll(/"[^"]*"|\b\w+\.\w+\b|--\w+|(?:GET|POST) \/\S+|\(runbook\)|\S+@\S+/g, '');

const ENGLISH =
  /\b(?:the|and|is|are|of|or|was|were|with|not|an|this|that|employee|employees|payroll|number|date|salary|employment|nothing|enter|correct|settings|record|name|address|account|run|write|written|message|company|keys|token's|missing|invalid)\b/i;

describe.each(TABLES)('The %s', (_name, english, norwegian) => {
  const codes = Object.keys(english);

  test('have words in English and in Norwegian, code by code', () => {
    expect(codes.length).toBeGreaterThan(7);
    expect(Object.keys(norwegian)).toEqual(codes);
  });

  test.each(codes)('%s is told in whole sentences, and the same people act in either language', (code) => {
    const [en, nb] = [english[code], norwegian[code]];
    for (const words of [en, nb]) {
      expect(words?.summary).toMatch(/^[A-ZÆØÅ].*[^.]\.$/);
      expect(words?.hint).toMatch(/^[A-ZÆØÅ].*[^.]\.$/);
    }
    const actor = actorIn(en?.hint ?? '');
    expect(actor).toBeDefined();
    expect(nb?.hint.startsWith(ACTORS[actor ?? ''] ?? 'nobody')).toBe(true);
  });

  test.each(codes)('%s has no English left in its Norwegian words', (code) => {
    const words = norwegian[code];
    expect(withoutNames(`${words?.summary} ${words?.hint}`)).not.toMatch(ENGLISH);
  });
});

test('a menu of Simployer has one name in Norwegian, whichever table names it', () => {
  const names = new Map<string, Set<string>>();
  for (const [, english, norwegian] of TABLES) {
    for (const [code, { hint }] of Object.entries(english)) {
      const menus = [...hint.matchAll(/Simployer > employee > (?<menu>\w+)/g)];
      const theirs = [...(norwegian[code]?.hint ?? '').matchAll(/Simployer > ansatt > (?<menu>[a-zæøå]+)/g)];
      expect([code, theirs.length]).toEqual([code, menus.length]);
      for (const [index, { groups }] of menus.entries()) {
        const name = theirs[index]?.groups?.['menu'] ?? '';
        const menu = groups?.['menu'] ?? '';
        names.set(menu, (names.get(menu) ?? new Set()).add(name));
      }
    }
  }
  expect([...names].filter(([, { size }]) => size !== 1)).toEqual([]);
  expect(names.get('employment')).toEqual(new Set(['ansettelse']));
});

describe('A problem with its value', () => {
  const inNorwegian = (code: ProblemCode, detail?: string): string => describeProblem(problem(code, detail)).nb.message;

  test.each<[string, ProblemCode, string | undefined, string]>([
    ['no value', 'NUMBER_MISSING', undefined, PROBLEMS_NB.NUMBER_MISSING.summary],
    [
      'a value',
      'NUMBER_NOT_NUMERIC',
      'The employee number "A-102" is not a positive whole number.',
      `${PROBLEMS_NB.NUMBER_NOT_NUMERIC.summary} Gjelder: «A-102».`,
    ],
    [
      'a day and a value',
      'EMPLOYMENT_TYPE_UNMAPPED',
      'The employment from 2024-11-01 has the type "Vikariat", which has no employment form.',
      `${PROBLEMS_NB.EMPLOYMENT_TYPE_UNMAPPED.summary} Gjelder: 01.11.2024, «Vikariat».`,
    ],
    ['neither', 'PHONE_INVALID', 'It is none.', PROBLEMS_NB.PHONE_INVALID.summary],
    [
      'a value that has a quotation mark in it',
      'EMAIL_INVALID',
      'The work e-mail address "a"b" is not well-formed.',
      `${PROBLEMS_NB.EMAIL_INVALID.summary} På engelsk: The work e-mail address "a"b" is not well-formed.`,
    ],
    [
      "a vendor's words",
      'POWEROFFICE_REJECTED',
      'Number 70001 is not within range.',
      `${PROBLEMS_NB.POWEROFFICE_REJECTED.summary} På engelsk: Number 70001 is not within range.`,
    ],
  ])('that is %s is told in Norwegian', (_what, code, detail, expected) => {
    expect(inNorwegian(code, detail)).toBe(expected);
  });

  test('is told in English as it was found, its own hint included', () => {
    const found = problem('VALUE_UNREADABLE', 'The city "x" cannot be read.', { hint: 'HR: enter the city anew.' });
    expect(describeProblem(found).en).toEqual({
      summary: PROBLEMS.VALUE_UNREADABLE.summary,
      message: 'The city "x" cannot be read.',
      hint: 'HR: enter the city anew.',
    });
  });

  test.each(['OF_ANOTHER_VERSION', 'toString', '__proto__'])(
    'of a code that this version does not know (%s)',
    (code) => {
      const { en, nb } = describeProblem({ code, message: 'What it said.', hint: 'IT: what to do.' });
      expect([en.message, en.hint, nb.message, nb.hint]).toEqual([
        'What it said.',
        'IT: what to do.',
        'What it said.',
        'IT: what to do.',
      ]);
      expect(nb.summary).toContain('En annen versjon');
    },
  );
});
