import { lookOf } from '../../../functions/widget/look.ts';
import { renderPlan } from '../../../functions/widget/render-plan.ts';
import { GRAVITIES, gravityOf } from '../../../shared/flows/employees-to-poweroffice/gravity.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import { surveyPlan } from '../../../shared/operate/survey-plan.ts';
import type { Outcome } from '../../../shared/records/outcome.ts';
import type { Language } from '../../../shared/records/words.ts';
import { newPlan } from '../../../shared/state/plan.ts';
import type { Overview, PlanState } from '../../../shared/state/plan.ts';
import { buildRun } from '../../builders/run.ts';
import { buttonsIn, ENDPOINTS, textOf } from '../../builders/widget-html.ts';

const buildOutcome = (number: string | null, overrides: Partial<Outcome> = {}): Outcome => ({
  sourceId: `id-${number}`,
  number,
  targetId: 7,
  outcome: 'updated',
  changes: [],
  problems: [],
  planned: { digest: 'd', name: 'Ola Nordmann', matchedBy: 'number' },
  ...overrides,
});

const update = (field: string, to = 'Welder', entity = 'employee') =>
  ({ entity, action: 'update', field, from: 'Boss', to, cause: 'source' }) as const;

const LEAVER = buildOutcome('1017', { changes: [update('EndDate'), { entity: 'employee', action: 'archive' }] });
const CUT = buildOutcome('1004', { changes: [update('AnnualSalary', '-7.3 % from 2023-05-01', 'salary')] });
const SECOND = buildOutcome('1005', {
  changes: [{ entity: 'employment', action: 'create', to: 'from 2024-01-01' }],
  problems: [problem('EMPLOYMENT_KEY_CHANGED')],
});
const CHANGED = buildOutcome('1003', { changes: [update('JobTitle'), update('PhoneNumber')] });
const NEW = buildOutcome('1020', {
  changes: [
    { entity: 'employee', action: 'create', to: 'born 1980-01-01' },
    { entity: 'bankAccount', action: 'create', to: 'changed' },
  ],
  problems: [problem('OCCUPATION_CODE_MISSING', 'Yrkeskode "hemmelig"')],
});
const BLOCKED = buildOutcome(null, { sourceId: '618f', problems: [problem('NUMBER_MISSING')] });
const SAME = buildOutcome('1001', { outcome: 'unchanged' });
const EVERYBODY = [SAME, NEW, CHANGED, BLOCKED, SECOND, CUT, LEAVER];

const OVERVIEW: Overview = {
  guards: [
    {
      code: 'ARCHIVE_GUARD',
      message: '8 employees would be archived at once; 5 is the most.',
      people: ['1017', '<b>'],
    },
  ],
  match: { linked: 12, byNumber: 2, new: 0, onlyInPowerOffice: 3 },
  findings: [{ code: 'EMPLOYMENT_TYPE_UNMAPPED', message: 'The type "Lærling" has no form.', count: 4 }],
};

const render = async (
  outcomes: readonly Outcome[],
  {
    state = 'open',
    language = 'en',
    act = true,
    overview = OVERVIEW,
  }: { state?: PlanState; language?: Language; act?: boolean; overview?: Overview } = {},
): Promise<string> => {
  const stored = (async function* () {
    yield* outcomes;
  })();
  const survey = await surveyPlan(stored, { gravities: GRAVITIES, gravityOf, passedOver: 'none', most: 200 });
  const plan = { ...newPlan(true, Date.parse('2026-03-09T05:00:00Z')), overview };
  const run = buildRun({ runId: '20260302T050000-abc123', mode: 'plan', plan });
  return renderPlan({ run, state, survey }, { endpoints: ENDPOINTS, act }, lookOf(language, 'light')).text;
};

const rowsOf = (html: string): string[] =>
  [...html.slice(html.lastIndexOf('<tbody>')).matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) => textOf(row));

describe('A plan on the dashboard', () => {
  test('has the people by number with the names of fields, the grave first, and no name or value', async () => {
    const html = await render(EVERYBODY);
    expect(rowsOf(html)).toEqual([
      '1017 to be archived employee: EndDate; employee: archive',
      '1004 pay cut salary: AnnualSalary',
      '1005 new second employment new employment EMPLOYMENT_KEY_CHANGED',
      '1003 to be changed employee: JobTitle, PhoneNumber',
      '1020 new, incomplete new employee; new bank account OCCUPATION_CODE_MISSING',
      '(no number, Simployer id 618f) blocked NUMBER_MISSING',
    ]);
    expect(html).not.toMatch(/Nordmann|Welder|Boss|7\.3|1980|hemmelig|Lærling/);
  });

  test('counts them, says who was found how, and how many have which problem', async () => {
    const text = textOf(await render(EVERYBODY));
    expect(text).toContain(
      '1 to be archived, 1 pay cut, 1 new second employment, 1 to be changed, 1 new, 1 blocked, 1 unchanged or out of scope.',
    );
    expect(text).toContain(
      'Who was found how 12 linked already, 2 found by employee number (look at these), 3 only in PowerOffice (untouched).',
    );
    expect(text).toContain('4 EMPLOYMENT_TYPE_UNMAPPED');
    expect(text).toContain('1 error OCCUPATION_CODE_MISSING');
  });

  test('shows each guard with its figures and its people', async () => {
    const html = await render(EVERYBODY);
    expect(html).toContain('8 employees would be archived at once; 5 is the most.');
    expect(html).toContain('1017 &lt;b&gt;');
  });

  test('is carried out after a question that counts who is written and names the guards that are accepted', async () => {
    const [apply, back] = buttonsIn(await render(EVERYBODY));
    expect(apply).toEqual({
      label: 'Carry the plan out',
      display: 'popup',
      endpoint: 'arn:approver',
      confirmation:
        'Write this plan to PowerOffice? People: 5 (1 to be archived, 1 pay cut, 1 new second employment, 1 to be changed, 1 new). Nobody else is touched, and whoever has changed since the plan was made is left out. You accept ARCHIVE_GUARD: 8 employees would be archived at once; 5 is the most.',
      event: { action: 'apply', planId: '20260302T050000-abc123', accept: ['ARCHIVE_GUARD'] },
    });
    expect(back).toMatchObject({ label: 'Back', endpoint: 'arn:widget', event: {} });
  });

  test('speaks Norwegian in a stage that does', async () => {
    const html = await render(EVERYBODY, { language: 'nb' });
    expect(rowsOf(html)).toEqual([
      '1017 arkiveres ansatt: EndDate; ansatt: arkiveres',
      '1004 lavere lønn lønn: AnnualSalary',
      '1005 nytt arbeidsforhold nummer to nytt arbeidsforhold EMPLOYMENT_KEY_CHANGED',
      '1003 endres ansatt: JobTitle, PhoneNumber',
      '1020 ny, ufullstendig ny ansatt; ny bankkonto OCCUPATION_CODE_MISSING',
      '(mangler nummer, Simployer-id 618f) stoppet NUMBER_MISSING',
    ]);
    const [apply] = buttonsIn(html);
    expect(apply).toMatchObject({
      label: 'Gjennomfør planen',
      confirmation: expect.stringContaining('Du godtar ARCHIVE_GUARD: Flere ansatte ble inaktive på én gang'),
    });
  });

  test.each(['making', 'applied', 'superseded', 'expired'] as const)('that is %s has no such button', async (state) => {
    expect(buttonsIn(await render(EVERYBODY, { state })).map(({ label }) => label)).toEqual(['Back']);
  });

  test('of a dashboard for people who only look has none either', async () => {
    expect(buttonsIn(await render(EVERYBODY, { act: false }))).toMatchObject([
      { label: 'Back', event: { buttons: false } },
    ]);
  });

  test('with nothing to write says so, and has nothing to carry out', async () => {
    const html = await render([SAME], { overview: { guards: [], match: {}, findings: [] } });
    expect(textOf(html)).toContain('There is nothing to write.');
    expect(buttonsIn(html).map(({ label }) => label)).toEqual(['Back']);
  });

  test('shows of very many the gravest 200, and how many there are', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      ...CHANGED,
      number: String(index),
      sourceId: `p${index}`,
    }));
    const html = await render([...many, LEAVER]);
    const rows = rowsOf(html);
    expect(rows).toHaveLength(200);
    expect(rows[0]).toContain('1017 to be archived');
    expect(html).toContain('The first 200 of 20001 are shown');
    expect(Buffer.byteLength(JSON.stringify(html))).toBeLessThan(300_000);
  });

  test('escapes whatever a vendor has put into a number', async () => {
    const html = await render([buildOutcome('<img src=x onerror=alert(1)>', { changes: [update('JobTitle')] })]);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img');
  });
});
