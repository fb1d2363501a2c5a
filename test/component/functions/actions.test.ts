import { answerButton } from '../../../functions/actions/handler.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import type { Language } from '../../../shared/records/words.ts';
import { startMessageSchema, toRunRequest } from '../../../shared/run/start-message.ts';
import { createApiClient } from '../../builders/api-client.ts';
import { textOf } from '../../builders/widget-html.ts';

const CONTEXT = { awsRequestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef' };
const EVERY_DAY = { days: ['MON'], time: '05:30', paused: false } as const;

const arrange = (role: 'operator' | 'approver', language: Language = 'en') => {
  const table = createMemoryTable();
  const api = createApiClient(table, { schedules: { [FIRST_FLOW]: { ...EVERY_DAY, days: [...EVERY_DAY.days] } } });
  return {
    ...api,
    table,
    press: async (event: unknown): Promise<string> => {
      const answer = await answerButton(event, CONTEXT, { role, language, api });
      return typeof answer === 'string' ? answer : answer.markdown;
    },
  };
};

/** As CloudWatch sends what was typed into the widget. */
const typed = (action: string, person: unknown) => ({ action, widgetContext: { forms: { all: { person } } } });

const GUARD = { code: 'ARCHIVE_GUARD', message: '8 would be archived; 5 is the most.', people: ['101', '<b>102'] };

/** A plan that is open, with a guard. */
const storePlan = async ({ runs }: ReturnType<typeof arrange>, planId = '20260302T050000-abc123') => {
  const now = Date.parse('2026-03-02T05:00:00Z');
  const message = { mode: 'plan', trigger: 'api', employees: null, isStored: true, requestedBy: null } as const;
  const request = toRunRequest(planId, startMessageSchema.parse({ ...message, runId: planId }), now);
  await runs.takeLease({ ...request, leaseInMillis: 60_000 });
  await runs.markRunning(planId);
  await runs.changePlan(planId, (plan) => ({ ...plan, overview: { guards: [GUARD], match: {}, findings: [] } }));
  const totals = { inScope: 1, created: 0, updated: 1, unchanged: 0, skipped: 0, failed: 0 };
  await runs.storeEnd(planId, { totals }, now + 1_000);
  await runs.offerPlan('employees-to-poweroffice', planId);
  return planId;
};

describe('The buttons of an operator', () => {
  test('make a plan, asked for by the dashboard in an invocation that CloudTrail knows', async () => {
    const { press, queued, logged } = arrange('operator');
    expect(textOf(await press({ action: 'plan' }))).toContain('A plan is being made. Nothing is written.');
    expect(queued).toMatchObject([
      { mode: 'plan', isStored: true, employees: null, requestedBy: `dashboard/${CONTEXT.awsRequestId}` },
    ]);
    expect(logged).toMatchObject([
      { event: 'API_CALLED', fields: { operation: 'POST /plans', requestedBy: `dashboard/${CONTEXT.awsRequestId}` } },
    ]);
  });

  test('are about the flow that the widget tells of', async () => {
    const { press, queued } = arrange('operator');
    await press({ action: 'plan', flow: 'employees-to-xledger' });
    expect(queued).toMatchObject([{ mode: 'plan', flow: 'employees-to-xledger' }]);
    expect(textOf(await press({ action: 'plan', flow: 'employees-to-nowhere' }))).toContain('INPUT_INVALID');
  });

  test('sync the one person who was typed in', async () => {
    const { press, queued } = arrange('operator');
    const text = textOf(await press(typed('retry', ' 1012 ')));
    expect(text).toMatch(/^Run \S+ has begun for this person/);
    expect(queued).toMatchObject([{ mode: 'apply', employees: ['1012'] }]);
  });

  test.each([undefined, null, '', '   ', 7, {}, ['1'], 'x'.repeat(201)])('sync nobody for %j', async (person) => {
    const { press, queued } = arrange('operator');
    expect(textOf(await press(typed('retry', person)))).toBe('Type an employee number, or a Simployer id, first.');
    expect(queued).toEqual([]);
  });

  test('say what is in the way, in the language of the stage', async () => {
    const { press } = arrange('operator', 'nb');
    await press({ action: 'plan' });
    const text = textOf(await press({ action: 'plan' }));
    expect(text).toContain('Ingenting ble gjort. ALREADY_RUNNING En annen kjøring pågår.');
  });

  test.each(['apply', 'pause', 'resume'])('do not include that of an approver: %s', async (action) => {
    const buttons = arrange('operator');
    const planId = await storePlan(buttons);
    const event = { action, planId, accept: ['ARCHIVE_GUARD'] };
    expect(textOf(await buttons.press(event))).toBe('This function has no such button.');
    expect(buttons.queued).toEqual([]);
    expect(await buttons.pauses.pause()).toMatchObject({ isPaused: false });
  });
});

describe('The buttons of an approver', () => {
  test('carry a plan out, with the guards that the question named', async () => {
    const buttons = arrange('approver');
    const planId = await storePlan(buttons);
    const text = textOf(await buttons.press({ action: 'apply', planId, accept: ['ARCHIVE_GUARD'] }));
    expect(text).toMatch(/^Run \S+ has begun: it writes what the plan shows, and nothing else/);
    expect(buttons.queued).toMatchObject([
      { mode: 'apply', employees: null, applies: { planId, accept: ['ARCHIVE_GUARD'] } },
    ]);
  });

  test('carry nothing out while a guard is not accepted, and say whom it is about', async () => {
    const buttons = arrange('approver');
    const planId = await storePlan(buttons);
    const html = await buttons.press({ action: 'apply', planId, accept: [] });
    expect(textOf(html)).toContain('Nothing was done. ARCHIVE_GUARD 8 would be archived; 5 is the most.');
    expect(html).toContain('101 &lt;b&gt;102');
    expect(buttons.queued).toEqual([]);
  });

  test('carry nothing out of a plan whose place a newer one has taken meanwhile', async () => {
    const buttons = arrange('approver');
    const planId = await storePlan(buttons);
    await storePlan(buttons, '20260302T053000-def456');
    const text = textOf(await buttons.press({ action: 'apply', planId, accept: ['ARCHIVE_GUARD'] }));
    expect(text).toContain('Nothing was done. PLAN_SUPERSEDED');
    expect(buttons.queued).toEqual([]);
  });

  test.each([
    [{ planId: '20260302T050000-zzzzzz', accept: [] }, 'PLAN_UNKNOWN'],
    [{ planId: '../runs', accept: [] }, 'names no plan'],
    [{ planId: null, accept: [] }, 'names no plan'],
    [{ accept: [] }, 'names no plan'],
    [{ planId: '20260302T050000-abc123', accept: 'ARCHIVE_GUARD' }, 'names no plan'],
    [{ planId: '20260302T050000-abc123', accept: ['<script>'] }, 'INPUT_INVALID'],
  ])('refuse a plan that is none: %j', async (event, told) => {
    const buttons = arrange('approver');
    await storePlan(buttons);
    expect(await buttons.press({ action: 'apply', ...event })).toContain(told);
    expect(buttons.queued).toEqual([]);
  });

  test('pause and resume the schedule, and note who did', async () => {
    const { press, pauses } = arrange('approver');
    expect(textOf(await press({ action: 'pause' }))).toContain('The schedule is paused.');
    expect(await pauses.pause()).toMatchObject({ isPaused: true, by: `dashboard/${CONTEXT.awsRequestId}` });
    expect(textOf(await press({ action: 'resume' }))).toBe('The schedule goes on.');
    expect(await pauses.pause()).toMatchObject({ isPaused: false });
  });

  test.each(['plan', 'retry', 'explain'])('do not include that of another function: %s', async (action) => {
    const { press, queued } = arrange('approver');
    expect(textOf(await press(typed(action, '1012')))).toBe('This function has no such button.');
    expect(queued).toEqual([]);
  });
});

describe('Whatever is sent to the buttons', () => {
  test.each([
    null,
    undefined,
    'plan',
    7,
    [],
    {},
    { action: null },
    { action: {} },
    { action: '__proto__' },
    { action: 'constructor' },
    { action: 'toString' },
    { action: 'plan '.repeat(1_000) },
    { httpMethod: 'POST', resource: '/plans', body: '{}' },
    { widgetContext: { forms: 'x', theme: 7 } },
    { widgetContext: { forms: { all: null } }, action: 'no' },
  ])('is no button, and does nothing: %j', async (event) => {
    for (const role of ['operator', 'approver'] as const) {
      const { press, queued, table } = arrange(role);
      expect(textOf(await press(event))).toBe('This function has no such button.');
      expect(queued).toEqual([]);
      expect(await table.query('runs')).toEqual([]);
    }
  });

  test('is answered with what it is, when that is asked', async () => {
    expect(await arrange('operator').press({ describe: true, action: 'plan' })).toContain('Buttons of the sync');
  });

  test('finds a failure told, and nothing of it shown', async () => {
    const api = createApiClient(createMemoryTable(), { queueStart: () => Promise.reject(new Error('secret')) });
    const answer = await answerButton({ action: 'plan' }, CONTEXT, { role: 'operator', language: 'en', api });
    expect(answer).toContain('It failed on our side');
    expect(answer).not.toContain('secret');
  });
});
