import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messagesFor, messagesWithoutWork, PAGE_MESSAGES } from '../../local/cli/commands/docs/page-messages.ts';
import { describeDays, renderPageForHr } from '../../local/cli/commands/docs/render-page-for-hr.ts';
import { renderDataProtection } from '../../local/cli/commands/docs/render-data-protection.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import { DEAD_LETTER_RETENTION_IN_DAYS } from '../../shared/run/limits.ts';
import { DEFAULT_SETTINGS } from '../../shared/flows/employees-to-poweroffice/settings.ts';
import { DEFAULT_FILE_SETTINGS } from '../../shared/flows/time-off-to-file/settings.ts';
import { INTENT_RETENTION_IN_DAYS } from '../../shared/state/intent-store.ts';
import { RUN_RETENTION_IN_DAYS } from '../../shared/state/run.ts';

const runbook = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');
const deletion = runbook.slice(runbook.indexOf('## Delete one person'));

describe.each(['PowerOffice', 'X-ledger', 'fravær'] as const)('The page for HR and payroll, of %s,', (system) => {
  const messages = PAGE_MESSAGES[system];
  const codesFor = (who: Parameters<typeof messagesFor>[1]): string[] =>
    messagesFor(messages, who).map(({ code }) => code);

  test('has every message in the table of those who act', () => {
    const page = renderPageForHr();
    const part = page.slice(page.indexOf(`### Meldinger til HR (${system})`));
    for (const { code } of messages) expect(part).toContain(`| \`${code}\` |`);
    const [forHr, forPayroll, forIt] = {
      PowerOffice: [
        ['ARCHIVE_GUARD'],
        ['ARCHIVED_BEFORE_END', 'ENTERPRISE_DEFAULT_MISSING'],
        ['EMPLOYMENT_TYPE_UNMAPPED'],
      ],
      'X-ledger': [
        ['END_GUARD', 'TITLE_MISSING', 'TITLE_UNKNOWN'],
        ['TITLE_UNKNOWN', 'CREATE_GUARD', 'SALARY_NOT_SUPPORTED'],
        ['EMPLOYMENT_NOT_EXPORTED', 'FOUND_IN_OTHER_ENTITY', 'CONTRACT_BROKEN'],
      ],
      fravær: [
        ['LEAVE_PENDING', 'LEAVE_DATES_INVALID', 'LEAVE_OVERLAP_SOURCE', 'LEAVE_CODE_MISSING'],
        ['LEAVE_OVERLAP', 'LEAVE_TERMS_CHANGED', 'LEAVE_GUARD', 'PLAN_FIRST', 'EXPORTED_CHANGED'],
        ['LEAVE_TYPE_UNMAPPED', 'EMPLOYEE_NOT_LINKED', 'LEAVE_PRIVILEGE'],
      ],
    }[system];
    const ofPeople = system === 'fravær' ? [] : ['MATCH_CONFLICT'];
    const ofNumbers = system === 'fravær' ? [] : ['NUMBER_DIFFERS'];
    const ofKeys = system === 'fravær' ? [] : ['CREDENTIALS_REFUSED'];
    expect(codesFor('HR')).toEqual(expect.arrayContaining(['NUMBER_MISSING', ...ofPeople, ...(forHr ?? [])]));
    expect(codesFor('Lønn')).toEqual(expect.arrayContaining([...ofNumbers, ...ofPeople, ...(forPayroll ?? [])]));
    expect(codesFor('IT')).toEqual(expect.arrayContaining([...ofKeys, ...(forIt ?? [])]));
  });

  test.each(['HR', 'Lønn', 'IT'] as const)('what begins with "%s:" stands in the table of these people', (who) => {
    const theirs = messages.filter(({ hint }) => hint.startsWith(`${who}:`)).map(({ code }) => code);
    expect(theirs.length).toBeGreaterThan(2);
    expect(codesFor(who)).toEqual(expect.arrayContaining(theirs));
  });

  test('asks nothing of anybody where it says so', () => {
    const idle = messagesWithoutWork(messages);
    expect(idle.length).toBeGreaterThan(3);
    for (const { hint } of idle) expect(hint).toMatch(/^Ingenting å gjøre/);
  });
});

test.each([
  [['MON', 'TUE', 'WED', 'THU', 'FRI'], 'mandag til fredag'],
  [['FRI', 'WED', 'THU'], 'onsdag til fredag'],
  [['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'], 'mandag til søndag'],
  [['SAT', 'SUN'], 'lørdag og søndag'],
  [['MON', 'WED', 'FRI'], 'mandag, onsdag og fredag'],
  [['MON', 'TUE', 'WED', 'FRI'], 'mandag, tirsdag, onsdag og fredag'],
  [['TUE'], 'tirsdag'],
  [[], ''],
] as const)('the days %j are told as "%s"', (days, told) => {
  expect(describeDays(days)).toBe(told);
});

test('the page for HR and payroll tells that absence stands in the plan and in the file for X-ledger', () => {
  const page = renderPageForHr();
  expect(page).toContain('De står i planen, som slettes etter et døgn, og i filen til X-ledger');
  expect(page).toContain(`Løsningen sletter filen etter ${DEFAULT_FILE_SETTINGS.keepDays} dager`);
  expect(page).toContain('går en kjøring mandag til fredag klokken');
});

test('a reader may call every GET and nothing else, as the page for the data protection officer says', () => {
  for (const [route, { role }] of Object.entries(ROUTES)) expect(role === 'reader').toBe(route.startsWith('GET '));
});

describe('How long things are kept', () => {
  test.each([
    ['records that were created', INTENT_RETENTION_IN_DAYS],
    ['what a run did', RUN_RETENTION_IN_DAYS],
    ['the dead-letter queue', DEAD_LETTER_RETENTION_IN_DAYS],
  ])('of %s is told to the data protection officer and in the runbook: %s days', (_what, days) => {
    expect(renderDataProtection()).toContain(`${days} days`);
    expect(deletion).toContain(`${days} days`);
  });

  test('of the values of a plan is told in both: plans.keepDays', () => {
    expect(renderDataProtection()).toContain(`| ${DEFAULT_SETTINGS.plans.keepDays} days (\`plans.keepDays\`)`);
    expect(deletion).toContain(`\`plans.keepDays\` of the settings (${DEFAULT_SETTINGS.plans.keepDays} unless set)`);
  });

  test('of a person who has gone is told in both: forgetAfterMonths', () => {
    expect(renderDataProtection()).toContain(`${DEFAULT_SETTINGS.forgetAfterMonths} months after the person has gone`);
    expect(deletion).toContain(`(${DEFAULT_SETTINGS.forgetAfterMonths} unless set`);
  });
});
