import { renderProblems } from '../../../functions/widget/render.ts';
import type { WidgetFacts } from '../../../functions/widget/render.ts';
import type { Language } from '../../../shared/records/words.ts';
import type { Run } from '../../../shared/state/run.ts';
import { buildRun } from '../../builders/run.ts';

const connection = {
  simployer: { id: 'company-1', name: 'Fjord & Glimt AS', organisationNumber: '974760673' },
  powerOffice: { clientId: 'c0ffee00', name: '<Fjordglimt> AS', environment: 'production' },
};
const PAIR =
  '<p>Fjord &amp; Glimt AS 974 760 673 (Simployer) -&gt; &lt;Fjordglimt&gt; AS (PowerOffice client, production)</p>';

const FACTS: WidgetFacts = { lastRuns: [], schedule: null, waiting: null, problems: [] };
const render = (facts: Partial<WidgetFacts>, language: Language = 'en'): string =>
  renderProblems({ ...FACTS, ...facts }, language);
const renderRuns = (...lastRuns: readonly Run[]): string => render({ lastRuns });

describe('the widget', () => {
  test('names the pair once, at its head', () => {
    const html = renderRuns(buildRun({ connection, finishedAt: null }), buildRun({ connection }));
    expect(html.startsWith(PAIR)).toBe(true);
    expect(html.split(PAIR)).toHaveLength(2);
  });

  test('names the pair of the run before while the latest has not read both sides', () => {
    expect(renderRuns(buildRun({ finishedAt: null }), buildRun({ connection })).startsWith(PAIR)).toBe(true);
    expect(renderRuns(buildRun())).not.toContain('Simployer)');
  });
});

describe('what is ahead', () => {
  const nextStart = '2026-03-03T04:30:00.000Z';
  const running = { nextStart, paused: false, pausedBy: [] };
  const inTheStage = { kind: 'deployment', by: null, at: null } as const;
  const byKari = { kind: 'person', by: 'arn:aws:iam::1:user/<kari>', at: '2026-03-02T06:00:00.000Z' } as const;
  const waiting = { planId: 'plan-1', expiresAt: '2026-03-09T06:00:00.000Z', totals: null };

  test.each([
    ['the next start', 'en', running, '<p>The next run starts 3 Mar 2026, 05:30.</p>'],
    ['the next start', 'nb', running, '<p>Neste kjøring starter 3. mars 2026, 05:30.</p>'],
    [
      'a pause, by whom since when',
      'en',
      { nextStart: null, paused: true, pausedBy: [byKari] },
      '<p><b style="color:#b7791f">Paused: nothing starts by itself.</b> Paused by arn:aws:iam::1:user/&lt;kari&gt; since 2 Mar 2026, 07:00.</p>',
    ],
    [
      'two pauses',
      'nb',
      { nextStart: null, paused: true, pausedBy: [inTheStage, byKari] },
      '<p><b style="color:#b7791f">Satt på pause: Ingen kjøring starter av seg selv.</b> Løsningen er satt i drift med tidsplanen på pause. Satt på pause av arn:aws:iam::1:user/&lt;kari&gt;, siden 2. mars 2026, 07:00.</p>',
    ],
  ] as const)('is told: %s, in the language %s', (_what, language, schedule, html) => {
    expect(render({ schedule }, language)).toContain(html);
  });

  test.each([
    ['en', 'Waits for approval:</b> plan <code>plan-1</code> can be approved until 9 Mar 2026, 07:00.'],
    ['nb', 'Venter på godkjenning:</b> Plan <code>plan-1</code> kan godkjennes til 9. mars 2026, 07:00.'],
  ] as const)('is told: a plan that waits, in the language %s', (language, html) => {
    expect(render({ waiting }, language)).toContain(html);
  });

  test('on one machine nothing starts by itself, and nothing is said of it', () => {
    expect(render({})).toBe('<p>No run yet.</p><p>Nobody has an open problem.</p>');
  });
});
