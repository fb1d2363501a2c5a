import { answerButton } from '../../../functions/actions/handler.ts';
import { OF_LEAVES } from '../../../functions/composition/leaves/told-leaves.ts';
import { showWidget } from '../../../functions/widget/handler.ts';
import type { Language } from '../../../shared/records/words.ts';
import { createPauseStore } from '../../../shared/state/pause-store.ts';
import { createApiClient } from '../../builders/api-client.ts';
import { createLeaveSystem } from '../../builders/leave-system.ts';
import type { LeaveSystem } from '../../builders/leave-system.ts';
import { buildSimployerLeave } from '../../builders/simployer-time-off.ts';
import { createMailClient } from '../../builders/mail-client.ts';
import { buttonsIn, textOf } from '../../builders/widget-html.ts';

/* What people are told of leaves, on the dashboard and by mail: never what somebody is absent for, of which degree, or when. */

const FLOW = 'leaves-to-poweroffice';
/** Of the leaves below. The hint of a code may name a type of leave, the same to everybody. */
const HEALTH = ['PARENTAL_BENEFITS', 'Permisjon uten lønn', '2026-04', 'Apr 2026', '2027', '62.5'];
const healthIn = (text: string): readonly string[] => HEALTH.filter((word) => text.includes(word));

const htmlOf = (shown: string | { readonly markdown: string }): string =>
  typeof shown === 'string' ? shown : shown.markdown;

const day = (date: string): string => `${date}T00:00:00.000Z`;

const leaveOf = (number: number, typeId = 'parental') =>
  buildSimployerLeave({
    id: `leave-${number}`,
    employeeId: `person-${number}`,
    typeId,
    startDate: day('2026-04-07'),
    endDate: day('2027-02-19'),
    gradePercentage: 62.5,
  });

/** One leave that can be sent, and one of a type that nobody has mapped. */
const arrange = async (language: Language = 'en') => {
  const system = await createLeaveSystem({
    people: [{ number: 42 }, { number: 43 }],
    timeOff: { leaves: [leaveOf(42), leaveOf(43, 'unmapped')] },
    settings: { timeOff: { schedule: 'withEmployees' } },
  });
  return {
    system,
    show: async (event: object = {}): Promise<string> => {
      const dependencies = {
        ...system,
        problems: { [FLOW]: () => system.leaves.problems() },
        pauses: createPauseStore(system.table),
        schedules: null,
        language,
        endpoints: { explain: 'arn:explain', operator: 'arn:operator', approver: 'arn:approver' },
      };
      return htmlOf(await showWidget({ flow: FLOW, ...event }, { invokedFunctionArn: 'arn:widget' }, dependencies));
    },
  };
};

describe('The widget of leaves', () => {
  test('offers no plan and nothing about a person, which need a period, and says where a plan is made', async () => {
    const { show } = await arrange();
    const html = await show();
    expect(buttonsIn(html)).toEqual([]);
    expect(textOf(html)).toContain(
      'made for a period, on the command line: npm run sync -- plan --flow leaves-to-poweroffice --from DATE --to DATE',
    );
    expect(html).not.toContain('<input');
  });

  test('shows a plan that waits by numbers, groups and fields, and carries it out', async () => {
    const { system, show } = await arrange();
    const { run } = await system.plan();
    const planId = run.runId;
    expect(buttonsIn(await show())).toMatchObject([
      { label: 'Show the plan', event: { view: 'plan', planId, flow: FLOW } },
    ]);
    const html = await show({ view: 'plan', planId });
    expect(textOf(html)).toContain('1 new, 1 blocked.');
    expect(textOf(html)).toContain('1 new, 1 held back.');
    expect(textOf(html)).toMatch(/42 new new leave/);
    expect(textOf(html)).toMatch(/43 blocked LEAVE_TYPE_UNMAPPED/);
    expect(buttonsIn(html)[0]).toMatchObject({
      label: 'Carry the plan out',
      endpoint: 'arn:approver',
      confirmation: expect.stringContaining('Write this plan to PowerOffice? Leaves: 1 (1 new).'),
      event: { action: 'apply', planId, flow: FLOW },
    });
    expect(healthIn(html)).toEqual([]);
  });

  test('shows a leave that is to be deleted before all others', async () => {
    const { system, show } = await arrange();
    await system.send();
    system.configure({ timeOff: { onWithdrawal: 'delete' } });
    system.simployer.editLeave('leave-42', { status: 'CANCELLED' });
    const { run } = await system.plan();
    expect(textOf(await show({ view: 'plan', planId: run.runId }))).toMatch(/42 to be deleted leave: delete/);
  });

  test.each<[Language, string, string]>([
    ['en', 'new leave', 'IT: map the type in timeOff.leaveTypes'],
    ['nb', 'ny permisjon', 'IT: '],
  ])('tells what stands open, in %s', async (language, made, hint) => {
    const { system, show } = await arrange(language);
    const planned = await system.plan();
    expect(textOf(await show({ view: 'plan', planId: planned.run.runId }))).toContain(made);
    await system.apply(planned);
    const html = await show();
    expect(textOf(html)).toContain('LEAVE_TYPE_UNMAPPED');
    expect(textOf(html)).toContain(hint);
    expect(healthIn(html)).toEqual([]);
  });
});

test('Buttons that leaves do not have are refused all the same, with what to do instead', async () => {
  const { system } = await arrange();
  const api = createApiClient(system.table, { clock: system.clock });
  const press = async (event: object): Promise<string> =>
    textOf(
      htmlOf(
        await answerButton({ ...event, flow: FLOW }, { awsRequestId: 'id' }, { role: 'operator', language: 'en', api }),
      ),
    );
  expect(await press({ action: 'plan' })).toMatch(/PERIOD_MISSING .* Payroll: say from which day to which/);
  const typed = { widgetContext: { forms: { all: { person: '42' } } } };
  expect(await press({ action: 'retry', ...typed })).toMatch(/PLAN_FIRST .* Payroll: make a plan/);
  expect(api.queued).toEqual([]);
});

test('The button of an approver carries the plan out that it was shown with', async () => {
  const { system, show } = await arrange();
  const { run } = await system.plan();
  const api = createApiClient(system.table, { clock: system.clock });
  const [button] = buttonsIn(await show({ view: 'plan', planId: run.runId }));
  const answer = await answerButton(button?.event, { awsRequestId: 'id' }, { role: 'approver', language: 'en', api });
  expect(textOf(htmlOf(answer))).toMatch(/^Run \S+ has begun: it writes what the plan shows/);
  expect(api.queued).toMatchObject([
    { flow: FLOW, mode: 'apply', applies: { planId: run.runId, accept: [] }, requestedBy: 'dashboard/id' },
  ]);
});

/** The mails about a run. */
const mailsOf = async (system: LeaveSystem, runId: string) => {
  const mail = createMailClient(system, undefined, () => ({
    [FLOW]: { ...OF_LEAVES, problems: () => system.leaves.problems() },
  }));
  await mail.tellOf(runId);
  return mail.sent;
};

describe('A mail about leaves', () => {
  test('tells HR what is new by employee number and code', async () => {
    const { system } = await arrange();
    const { run } = await system.send();
    expect(system.mailRequests).toEqual([run.runId]);
    const [mail] = await mailsOf(system, run.runId);
    expect(mail?.subject).toBe('Leaves from Simployer to PowerOffice: 1 new, 0 solved, 0 standing');
    expect(mail?.body).toContain('LEAVE_TYPE_UNMAPPED (error): 43');
    expect(healthIn(JSON.stringify(mail))).toEqual([]);
  });

  test('tells IT once that the plan of a scheduled run waits', async () => {
    const { system } = await arrange();
    await system.start({ trigger: 'schedule' });
    await system.untilQueuesAreEmpty();
    const [waiting = ''] = system.mailRequests;
    const [mail] = await mailsOf(system, waiting);
    expect(mail?.subject).toBe('sync-prod-main: a plan of leaves waits for approval');
    expect(mail?.body).toContain('would create 1 and update 0 leaves; of 1 something cannot be written');
    expect(mail?.body).toContain(`npm run sync -- apply ${waiting} --stack sync-prod-main --flow ${FLOW}`);
    expect(healthIn(JSON.stringify(mail))).toEqual([]);
  });
});
