import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  messagesFor,
  messagesWithoutWork,
  PAGE_MESSAGES,
  renderPageForHr,
} from '../../local/cli/commands/docs/render-page-for-hr.ts';
import { renderDataProtection } from '../../local/cli/commands/docs/render-data-protection.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import { DEAD_LETTER_RETENTION_IN_DAYS } from '../../shared/run/limits.ts';
import { DEFAULT_SETTINGS } from '../../shared/flows/employees-to-poweroffice/settings.ts';
import { INTENT_RETENTION_IN_DAYS } from '../../shared/state/intent-store.ts';
import { RUN_RETENTION_IN_DAYS } from '../../shared/state/run.ts';

const runbook = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');
const deletion = runbook.slice(runbook.indexOf('## Delete one person'));

describe('The page for HR and payroll', () => {
  const codesFor = (who: Parameters<typeof messagesFor>[0]): string[] => messagesFor(who).map(({ code }) => code);

  test('has every message in the table of those who act', () => {
    const page = renderPageForHr();
    for (const { code } of PAGE_MESSAGES) expect(page).toContain(`| \`${code}\` |`);
    expect(codesFor('HR')).toEqual(expect.arrayContaining(['NUMBER_MISSING', 'MATCH_CONFLICT', 'ARCHIVE_GUARD']));
    expect(codesFor('Lønn')).toEqual(
      expect.arrayContaining(['NUMBER_DIFFERS', 'MATCH_CONFLICT', 'ARCHIVED_BEFORE_END', 'ENTERPRISE_DEFAULT_MISSING']),
    );
    expect(codesFor('IT')).toEqual(expect.arrayContaining(['EMPLOYMENT_TYPE_UNMAPPED', 'CREDENTIALS_REFUSED']));
  });

  test.each(['HR', 'Lønn', 'IT'] as const)('what begins with "%s:" stands in the table of these people', (who) => {
    const theirs = PAGE_MESSAGES.filter(({ hint }) => hint.startsWith(`${who}:`)).map(({ code }) => code);
    expect(theirs.length).toBeGreaterThan(2);
    expect(codesFor(who)).toEqual(expect.arrayContaining(theirs));
  });

  test('asks nothing of anybody where it says so', () => {
    expect(messagesWithoutWork().length).toBeGreaterThan(3);
    for (const { hint } of messagesWithoutWork()) expect(hint).toMatch(/^Ingenting å gjøre/);
  });
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
