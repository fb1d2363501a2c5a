import { writeApprovalMail } from '../../../functions/mail/approval-mail.ts';
import { toSubject } from '../../../functions/mail/mail.ts';
import { writeNewsMail } from '../../../functions/mail/news-mail.ts';
import { describeProblem } from '../../../shared/flows/employees-to-poweroffice/describe-problem.ts';
import { PROBLEMS, problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import type { ProblemCode } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import type { News } from '../../../shared/operate/news.ts';
import type { ListedProblem } from '../../../shared/operate/problem-list.ts';
import type { Language } from '../../../shared/records/words.ts';
import { newPlan } from '../../../shared/state/plan.ts';
import { buildRun } from '../../builders/run.ts';

const ENDED_AT = Date.parse('2026-03-02T04:40:00Z');
const SEEN = '2026-03-02T04:31:00.000Z';
const CONNECTION = 'Fjordlys AS 313 000 028 (Simployer) -> Fjordlys AS (PowerOffice client, production)';
const RUNBOOK = 'https://wiki.example/runbook.md#new-errors';

const listed = (number: string | null, code: ProblemCode, sourceId = `id-${number}`): ListedProblem => ({
  number,
  sourceId,
  ...problem(code, 'Kari Nordmann tjener 540 000'),
  firstSeen: SEEN,
  lastSeen: SEEN,
});

const NEWS: News = {
  new: [
    listed('42', 'NUMBER_DUPLICATE'),
    listed('0042', 'NUMBER_DUPLICATE'),
    listed(null, 'NUMBER_MISSING', '618faaa06e096a6a0000003d'),
    listed('1015', 'EMAIL_INVALID'),
  ],
  solved: [listed('1012', 'OCCUPATION_CODE_MISSING')],
  standing: [listed('1030', 'NAME_MISSING')],
};

const mailOf = (news: News, language: Language = 'en', listsStanding = false) =>
  writeNewsMail(
    {
      target: 'PowerOffice',
      records: 'people',
      news,
      connection: CONNECTION,
      endedAt: ENDED_AT,
      listsStanding,
      runbook: RUNBOOK,
    },
    language,
    describeProblem,
  );

/** What a code says to people, which has tests of its own. */
const wordsOf = (code: ProblemCode, language: Language = 'en') =>
  describeProblem({ ...problem(code, ''), message: '' })[language];

describe('the mail to HR', () => {
  test('in English', () => {
    expect(mailOf(NEWS)).toEqual({
      subject: 'Simployer to PowerOffice: 4 new, 1 solved, 1 standing',
      body: `Fjordlys AS 313 000 028 (Simployer) -> Fjordlys AS (PowerOffice client, production)

What the run of 2 March 2026 at 05:40 found is to be mended where it was entered. The next run picks it up.

New: 4. Solved: 1. Told before and still standing: 1.

NEW

NUMBER_DUPLICATE (error): 42, 0042
  Several employees have this employee number.
  HR: give each person a number of their own in Simployer > employee > work > employee number.

NUMBER_MISSING (error): (no number, Simployer id 618faaa06e096a6a0000003d)
  The employee has no employee number.
  HR: enter an employee number in Simployer > employee > work > employee number.

EMAIL_INVALID (warning): 1015
  ${wordsOf('EMAIL_INVALID').summary}
  ${wordsOf('EMAIL_INVALID').hint}

SOLVED

OCCUPATION_CODE_MISSING: 1012

What still stands is listed once a week, with the first run of the week.

Employees are named by their employee number alone.

For IT: https://wiki.example/runbook.md#new-errors
`,
    });
  });

  test('in Norwegian, with what still stands', () => {
    const { new: _, ...rest } = NEWS;
    expect(mailOf({ ...rest, new: [listed('42', 'NUMBER_DUPLICATE')] }, 'nb', true)).toEqual({
      subject: 'Simployer til PowerOffice: 1 nytt avvik, 1 rettet, 1 fra tidligere',
      body: `Fjordlys AS 313 000 028 (Simployer) -> Fjordlys AS (PowerOffice client, production)

Dette fant kjøringen 2. mars 2026 kl. 05:40. Det rettes der opplysningen er registrert, og er med i neste kjøring.

Nye: 1. Rettet: 1. Meldt tidligere og fortsatt åpne: 1.

NYE

NUMBER_DUPLICATE (feil): 42
  ${wordsOf('NUMBER_DUPLICATE', 'nb').summary}
  ${wordsOf('NUMBER_DUPLICATE', 'nb').hint}

RETTET

OCCUPATION_CODE_MISSING: 1012

FORTSATT ÅPNE

NAME_MISSING (feil): 1030
  ${wordsOf('NAME_MISSING', 'nb').summary}
  ${wordsOf('NAME_MISSING', 'nb').hint}

Ansatte er bare oppgitt med ansattnummer.

For IT: https://wiki.example/runbook.md#new-errors
`,
    });
  });

  test('names nobody and no value, whatever people typed as a number', () => {
    const odd = ['13097248022', '01010 112345', '42\u200B\r\nBcc: a@b.example', '<b>7</b>'];
    const { body, subject } = mailOf({ ...NEWS, new: odd.map((number) => listed(number, 'NAME_MISSING')) });
    expect(`${subject}${body}`).not.toMatch(/Nordmann|540|13097248022|112345/u);
    expect(body).not.toContain('\nBcc:');
  });

  const everyCode = Object.keys(PROBLEMS) as ProblemCode[];
  const many = (count: number, numberOf: (index: number) => string | null): readonly ListedProblem[] =>
    Array.from({ length: count }, (_, index) =>
      listed(
        numberOf(index),
        everyCode[index % everyCode.length]!,
        `618faaa06e096a6a${String(index).padStart(8, '0')}`,
      ),
    );

  test.each([
    ['with numbers', (index: number) => String(100_000 + index)],
    ['without numbers', () => null],
    ['with numbers as long as they are shown', (index: number) => `${'Ø'.repeat(50)}${index}`],
  ])('of 20,000 people %s stays below what a mail may have, and says how many more there are', (_, numberOf) => {
    const problems = many(20_000, numberOf);
    for (const language of ['en', 'nb'] as const) {
      const { body } = mailOf({ new: problems, solved: problems, standing: problems }, language, true);
      expect(Buffer.byteLength(body)).toBeLessThan(256 * 1024);
      expect(body).toMatch(language === 'en' ? /and \d+ more/u : /og \d+ (?:koder )?til/u);
    }
  });

  test('of 201 people with one code names 200', () => {
    const problems = Array.from({ length: 201 }, (_, index) => listed(String(index + 1), 'NAME_MISSING'));
    expect(mailOf({ new: problems, solved: [], standing: [] }).body).toContain('199, 200 and 1 more\n');
  });
});

describe('the mail about a plan that waits', () => {
  const guard = { code: 'ARCHIVE_GUARD', message: '9 people would be archived.', people: ['1'] };
  const run = buildRun({
    runId: '20260302T043000-1ab2cd',
    mode: 'plan',
    startedAt: Date.parse('2026-03-02T04:30:00Z'),
    totals: { inScope: 40, created: 23, updated: 7, unchanged: 2, skipped: 2, failed: 6 },
    plan: {
      ...newPlan(true, Date.parse('2026-03-09T04:30:00Z')),
      isGated: true,
      overview: { guards: [guard], match: {}, findings: [] },
    },
  });
  const facts = {
    run,
    records: 'people' as const,
    connection: CONNECTION,
    stackName: 'sync-prod-main',
    runbook: 'docs/runbook.md#plan-waiting',
  };

  test('in English, with the command to type', () => {
    expect(writeApprovalMail(facts, 'en')).toEqual({
      subject: 'sync-prod-main: a plan waits for approval',
      body: `Fjordlys AS 313 000 028 (Simployer) -> Fjordlys AS (PowerOffice client, production)

The run of 2 March 2026 at 05:30 has written nothing: the first plan of a connection has to be approved by somebody. It became plan 20260302T043000-1ab2cd, which would create 23 and update 7 employees; of 6 something cannot be written.

Look at it:
  npm run sync -- plans 20260302T043000-1ab2cd --stack sync-prod-main

Then carry it out, until 9 March 2026 at 05:30:
  npm run sync -- apply 20260302T043000-1ab2cd --accept ARCHIVE_GUARD --stack sync-prod-main

Every run that starts meanwhile makes a newer plan, which takes this one's place. This is the only mail about it; the id of the plan that waits is told by:
  npm run sync -- status --stack sync-prod-main

For IT: docs/runbook.md#plan-waiting
`,
    });
  });

  test('of another flow, with its name in every command', () => {
    const { body } = writeApprovalMail({ ...facts, run: { ...run, flow: 'employees-to-xledger' } }, 'en');
    expect(body.match(/npm run sync.*/g)).toEqual(
      ['plans 20260302T043000-1ab2cd', 'apply 20260302T043000-1ab2cd --accept ARCHIVE_GUARD', 'status'].map(
        (command) => `npm run sync -- ${command} --stack sync-prod-main --flow employees-to-xledger`,
      ),
    );
  });

  test('in Norwegian', () => {
    const { subject, body } = writeApprovalMail(facts, 'nb');
    expect(subject).toBe('sync-prod-main: en plan venter');
    expect(body).toContain(
      'Gjennomfør den, senest 9. mars 2026 kl. 05:30:\n  npm run sync -- apply 20260302T043000-1ab2cd',
    );
  });
});

test.each([
  ['Lønnssynk – Ærlig & Bø AS', 'Lnnssynk  rlig & B AS'],
  ['Café\r\nBcc: a@b.example', 'CafeBcc: a@b.example'],
  ['x'.repeat(150), 'x'.repeat(99)],
])('a subject is one line of fewer than 100 ASCII characters: %j', (text, subject) => {
  expect(toSubject(text)).toBe(subject);
});
