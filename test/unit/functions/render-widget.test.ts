import { lookOf } from '../../../functions/widget/look.ts';
import { renderOverview } from '../../../functions/widget/render.ts';
import type { Overview } from '../../../functions/widget/render.ts';
import type { Language } from '../../../shared/records/words.ts';
import type { Run } from '../../../shared/state/run.ts';
import { buildRun } from '../../builders/run.ts';
import { buttonsIn, ENDPOINTS, textOf } from '../../builders/widget-html.ts';

const connection = {
  simployer: { id: 'company-1', name: 'Fjord & Glimt AS', organisationNumber: '974760673' },
  powerOffice: { clientId: 'c0ffee00', name: '<Fjordglimt> AS', environment: 'production' },
};
const PAIR =
  '<p>Fjord &amp; Glimt AS 974 760 673 (Simployer) -&gt; &lt;Fjordglimt&gt; AS (PowerOffice client, production)</p>';

const FACTS: Overview = { lastRuns: [], schedule: null, waiting: null, problems: [] };
const render = (facts: Partial<Overview>, language: Language = 'en', act = true): string =>
  renderOverview({ ...FACTS, ...facts }, { endpoints: ENDPOINTS, act }, lookOf(language, 'light')).text;
const totals = { inScope: 1, created: 0, updated: 0, unchanged: 1, skipped: 0, failed: 0 };
const renderRuns = (...lastRuns: readonly Run[]): string => render({ lastRuns });

const nextStart = '2026-03-03T04:30:00.000Z';
const running = { nextStart, paused: false, pausedBy: [] };
const inTheStage = { kind: 'deployment', by: null, at: null } as const;
const byKari = { kind: 'person', by: 'arn:aws:iam::1:user/<kari>', at: '2026-03-02T06:00:00.000Z' } as const;
const waiting = { planId: 'plan-1', expiresAt: '2026-03-09T06:00:00.000Z', totals: null };

describe('the widget', () => {
  test('names the pair once, at its head', () => {
    const html = renderRuns(buildRun({ connection, finishedAt: null }), buildRun({ connection, totals }));
    expect(html.startsWith(PAIR)).toBe(true);
    expect(html.split(PAIR)).toHaveLength(2);
  });

  test('names the pair of the run before while the latest has not read both sides', () => {
    expect(renderRuns(buildRun({ finishedAt: null }), buildRun({ connection })).startsWith(PAIR)).toBe(true);
    expect(renderRuns(buildRun())).not.toContain('Simployer)');
  });

  test('tells what the last run has done, and not what a plan since then has only counted', () => {
    const created = { inScope: 3, created: 3, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
    const plan = buildRun({ mode: 'plan', totals: created });
    expect(textOf(renderRuns(plan, plan, buildRun({ totals })))).toContain('1 in scope, 0 created');
    expect(textOf(renderRuns(plan, buildRun({ totals })))).not.toContain('3 created');
    expect(textOf(renderRuns(plan))).toContain('No run yet.');
  });

  test('tells of a plan that was given up, beside the last run', () => {
    const abort = { code: 'CREDENTIALS_REFUSED', message: 'Refused.', hint: 'IT: keys.', people: [] };
    const text = textOf(renderRuns(buildRun({ mode: 'plan', abort }), buildRun({ totals })));
    expect(text).toContain('CREDENTIALS_REFUSED');
    expect(text).toContain('1 in scope');
  });

  test('tells a plan that is being made from a run', () => {
    expect(textOf(renderRuns(buildRun({ finishedAt: null, mode: 'plan' })))).toContain('A plan is being made since');
    expect(textOf(renderRuns(buildRun({ finishedAt: null })))).toContain('A run is under way since');
  });
});

describe('what is ahead', () => {
  test.each([
    ['the next start', 'en', running, 'The next run starts 3 Mar 2026, 05:30.'],
    ['the next start', 'nb', running, 'Neste kjøring starter 3. mars 2026, 05:30.'],
    [
      'a pause, by whom since when',
      'en',
      { nextStart: null, paused: true, pausedBy: [byKari] },
      'Paused: nothing starts by itself. Paused by arn:aws:iam::1:user/&lt;kari&gt; since 2 Mar 2026, 07:00.',
    ],
    [
      'two pauses',
      'nb',
      { nextStart: null, paused: true, pausedBy: [inTheStage, byKari] },
      'Satt på pause: Ingen kjøring starter av seg selv. Løsningen er satt i drift med tidsplanen på pause. Satt på pause av arn:aws:iam::1:user/&lt;kari&gt;, siden 2. mars 2026, 07:00.',
    ],
  ] as const)('is told: %s, in the language %s', (_what, language, schedule, text) => {
    expect(textOf(render({ schedule }, language))).toContain(text);
  });

  test.each([
    ['en', 'Waits for approval: plan plan-1 can be approved until 9 Mar 2026, 07:00.'],
    ['nb', 'Venter på godkjenning: Plan plan-1 kan godkjennes til 9. mars 2026, 07:00.'],
  ] as const)('is told: a plan that waits, in the language %s', (language, text) => {
    expect(textOf(render({ waiting }, language))).toContain(text);
  });

  test('on one machine nothing starts by itself, and nothing is said of it', () => {
    expect(textOf(render({}, 'en', false))).toBe('No run yet. Nobody has an open problem.');
  });
});

describe('the buttons', () => {
  const labels = (facts: Partial<Overview>, language: Language = 'en', act = true): string[] =>
    buttonsIn(render(facts, language, act)).map(({ label }) => label);

  test('are those of what can be done now, each to the function of whose right it takes', () => {
    expect(buttonsIn(render({ schedule: running, waiting }))).toEqual([
      {
        label: 'Show the plan',
        display: 'widget',
        endpoint: 'arn:widget',
        confirmation: null,
        event: { view: 'plan', planId: 'plan-1' },
      },
      {
        label: 'Pause the schedule',
        display: 'popup',
        endpoint: 'arn:approver',
        confirmation: 'Pause the schedule? Nothing starts by itself until somebody resumes it.',
        event: { action: 'pause' },
      },
      {
        label: 'Make a plan',
        display: 'popup',
        endpoint: 'arn:operator',
        confirmation: null,
        event: { action: 'plan' },
      },
      { label: 'Explain', display: 'popup', endpoint: 'arn:explain', confirmation: null, event: { action: 'explain' } },
      {
        label: 'Sync now',
        display: 'popup',
        endpoint: 'arn:operator',
        confirmation: 'Sync this person now? What differs is written to PowerOffice.',
        event: { action: 'retry' },
      },
    ]);
  });

  test('speak Norwegian in a stage that does', () => {
    expect(labels({ schedule: running, waiting }, 'nb')).toEqual([
      'Vis planen',
      'Sett tidsplanen på pause',
      'Lag en plan',
      'Forklar',
      'Synkroniser nå',
    ]);
  });

  test('resume what somebody has paused, and not what a deployment has', () => {
    const paused = { nextStart: null, paused: true };
    expect(labels({ schedule: { ...paused, pausedBy: [byKari] } })).toContain('Resume the schedule');
    expect(labels({ schedule: { ...paused, pausedBy: [inTheStage] } })).not.toContain('Resume the schedule');
  });

  test('that do something are left out where people only look, with the field that goes with them', () => {
    const html = render({ schedule: running, waiting }, 'en', false);
    expect(buttonsIn(html)).toMatchObject([
      { label: 'Show the plan', event: { view: 'plan', planId: 'plan-1', buttons: false } },
    ]);
    expect(html).not.toContain('<input');
  });
});
