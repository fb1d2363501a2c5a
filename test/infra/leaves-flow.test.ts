import type { Template } from 'aws-cdk-lib/assertions';
import { FLOW_DEPLOYMENTS } from '../../infra/flows/flow-deployments.ts';
import { LEAVES_TO_POWEROFFICE } from '../../infra/flows/leaves-to-poweroffice.ts';
import { parseStageSettings } from '../../infra/stage-settings.ts';
import type { StageSettingsInput } from '../../infra/stage-settings.ts';
import { FLOW_NAMES } from '../../shared/config/vendor-keys.ts';
import { STAGE, templateOf } from './template.ts';

const LEAVES = 'leaves-to-poweroffice';
const EVERY_FLOW: StageSettingsInput = { ...STAGE, flows: [...FLOW_NAMES] };
const WITH_LEAVES: StageSettingsInput = { ...STAGE, flows: ['employees-to-poweroffice', LEAVES] };

const idsIn = (template: Template): string[] => Object.keys((template.toJSON() as any).Resources);
const propertiesIn = (template: Template, type: string): any[] =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties);
const alarmNamesIn = (template: Template): string[] =>
  propertiesIn(template, 'AWS::CloudWatch::Alarm').map(({ AlarmName }) =>
    AlarmName.replace('simployer-poweroffice-test-main-', ''),
  );

test('A stage with leaves leaves every logical id of one without them as it is, so that nothing deployed is replaced', async () => {
  const without = idsIn(await templateOf());
  expect(without.length).toBeGreaterThan(50);
  expect(idsIn(await templateOf(WITH_LEAVES))).toEqual(expect.arrayContaining(without));
});

describe('A stage that carries leaves', () => {
  const NEEDED = 'leaves-to-poweroffice uses what employees-to-poweroffice has linked, which is not named';

  test.each<[string, StageSettingsInput, string]>([
    ['alone', { ...STAGE, flows: [LEAVES] }, 'stages.x.flows'],
    ['beside X-ledger alone', { ...STAGE, flows: [LEAVES, 'employees-to-xledger'] }, 'stages.x.flows'],
    [
      'for a client that has no employees',
      { ...STAGE, clients: [{ name: 'main' }, { name: 'fjell', flows: [LEAVES] }] },
      'stages.x.clients[1].flows',
    ],
  ])('%s is refused, with the flow that is missing', (_, input, place) => {
    expect(() => parseStageSettings('x', input)).toThrow(`${place}: ${NEEDED}`);
  });

  test('beside the employees is taken, in whatever order', () => {
    expect(parseStageSettings('x', { ...STAGE, flows: [LEAVES, 'employees-to-poweroffice'] }).flows).toHaveLength(2);
  });

  test('has no time of its own for them: they start after the employees, or by hand', () => {
    const flowSchedules = { [LEAVES]: STAGE.schedule };
    expect(() => parseStageSettings('x', { ...WITH_LEAVES, flowSchedules })).toThrow(/^stages\.x\.flowSchedules/u);
  });
});

describe('Leaves that are sent with the employees', () => {
  const BY_SCHEDULE: StageSettingsInput = {
    ...WITH_LEAVES,
    schedule: { days: ['MON', 'FRI'], time: '22:30' },
    longestRunInMinutes: 90,
    settings: { timeOff: { schedule: 'withEmployees' } },
  };
  const schedulesIn = (template: Template): any[] =>
    Object.entries(template.findResources('AWS::Scheduler::Schedule'))
      .filter(([id]) => id.startsWith('leavestopoweroffice'))
      .map(([, { Properties }]) => Properties);

  test('start once the run of the employees has had its time, past midnight on the day after', async () => {
    const [start] = schedulesIn(await templateOf(BY_SCHEDULE));
    // 90 minutes, and 20 in which a start may be repeated; the hour that summer time takes or gives lies behind.
    expect(start.ScheduleExpression).toBe('cron(20 0 ? * TUE,SAT *)');
    expect(start.State).toBe('ENABLED');
    expect(JSON.parse(start.Target.Input)).toEqual({ trigger: 'schedule', flow: LEAVES });
  });

  test('rest with them, and have the alarms about a schedule only while it is on', async () => {
    const paused = { days: ['MON' as const, 'FRI' as const], time: '22:30', paused: true };
    const resting = await templateOf({ ...BY_SCHEDULE, schedule: paused });
    expect(schedulesIn(resting).map(({ State }) => State)).toEqual(['DISABLED', 'DISABLED']);
    expect(alarmNamesIn(resting)).not.toContain(`${LEAVES}-scheduled-run-missed`);
    expect(alarmNamesIn(await templateOf(BY_SCHEDULE))).toEqual(
      expect.arrayContaining([`${LEAVES}-scheduled-run-missed`, `${LEAVES}-schedule-dropped`]),
    );
  });

  test('are told to the functions as what they are: with a time, or without', async () => {
    const schedulesOf = (template: Template): any =>
      JSON.parse(
        propertiesIn(template, 'AWS::Lambda::Function').find(({ Environment }) => Environment.Variables.SCHEDULES)
          .Environment.Variables.SCHEDULES,
      );
    expect(schedulesOf(await templateOf(BY_SCHEDULE))[LEAVES]).toEqual({
      days: ['TUE', 'SAT'],
      time: '00:20',
      paused: false,
    });
    expect(schedulesOf(await templateOf(WITH_LEAVES))).toMatchObject({ [LEAVES]: null });
  });
});

test('Leaves have every alarm of a flow that somebody starts by hand, and none about a schedule', async () => {
  const names = alarmNamesIn(await templateOf(WITH_LEAVES)).filter((name) => name.startsWith(LEAVES));
  const aboutSchedules = ['schedule-dropped', 'scheduled-run-missed', 'nothing-succeeded'];
  expect(names.sort()).toEqual(
    Object.keys(LEAVES_TO_POWEROFFICE.alarmTexts)
      .filter((name) => !aboutSchedules.includes(name))
      .map((name) => `${LEAVES}-${name.replace('records-', 'leaves-')}`)
      .sort(),
  );
});

test('A stage with leaves asks for no key that the employees do not need', async () => {
  const [keys] = propertiesIn(await templateOf(WITH_LEAVES), 'AWS::SecretsManager::Secret');
  expect(keys.Tags).toEqual([{ Key: 'flows', Value: `employees-to-poweroffice ${LEAVES}` }]);
  expect(keys.Description).toBe('Keys for Simployer One and PowerOffice Go');
});

test('Leaves have a queue that their worker and start-run know, and rows of the dashboard', async () => {
  const template = await templateOf(WITH_LEAVES);
  const queues = Object.keys(template.findResources('AWS::SQS::Queue')).filter((id) =>
    id.startsWith('leavestopoweroffice'),
  );
  const queue = queues.find((id) => !id.includes('DeadLetter'));
  expect(queues).toHaveLength(2);
  for (const worker of ['SyncLeaves', 'StartRun']) {
    const [, { Properties }] = Object.entries(template.findResources('AWS::Lambda::Function')).find(([id]) =>
      id.includes(worker),
    ) as [string, any];
    expect(Properties.Environment.Variables.LEAVES_QUEUE_URL).toEqual({ Ref: queue });
    expect(Object.keys(Properties.Environment.Variables).includes('XLEDGER_URL')).toBe(worker === 'StartRun');
  }
  const [{ DashboardBody }] = propertiesIn(template, 'AWS::CloudWatch::Dashboard');
  const { widgets } = JSON.parse(
    DashboardBody['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : 'TOKEN')).join(''),
  );
  const titles = widgets.map(({ properties }: any) => properties.title);
  expect(titles).toContain(`Outcomes of the last run: ${LEAVES}`);
  const told = widgets.filter(({ type }: any) => type === 'custom').map(({ properties }: any) => properties);
  expect(told.map(({ title, params }: any) => [title, params])).toEqual([
    ['Open problems', undefined],
    [`Open problems: ${LEAVES}`, { flow: LEAVES }],
  ]);
  const counted = widgets.find(({ properties }: any) => properties.title === 'Requests').properties.metrics;
  expect(counted.map(([, name]: string[]) => name)).toEqual(['SimployerRequests', 'PowerOfficeRequests']);
  // One heading, whatever goes there.
  expect(widgets[0].properties.markdown).toMatch(/Simployer One to PowerOffice Go$/u);
  expect(Object.keys(template.findOutputs('*'))).toEqual(
    expect.arrayContaining(['LeavesQueueUrl', 'LeavesDeadLetterQueueUrl']),
  );
});

test('The worker of leaves may use the partitions of its own in the table, and those of the runs', async () => {
  const template = await templateOf(WITH_LEAVES);
  const ofTable = (id: string): any[] =>
    Object.entries(template.findResources('AWS::IAM::Policy'))
      .filter(([policy]) => policy.includes(id))
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('dynamodb:')));
  expect(ofTable('SyncLeaves')).toEqual([
    expect.objectContaining({
      Action: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      Condition: {
        'ForAllValues:StringLike': {
          'dynamodb:LeadingKeys': [
            'lease',
            'runs',
            'run#*',
            'plans',
            'pacing',
            'leaves',
            'leave-intents#*',
            'history#leaves-to-poweroffice#*',
          ],
        },
      },
    }),
  ]);
  // Deployed before: what it may stays as it is.
  expect(ofTable('SyncEmployee').map(({ Condition }) => Condition)).toEqual([undefined]);
});

test('More functions than one alarm can watch have a second alarm, and the first keeps its name', async () => {
  const template = await templateOf(EVERY_FLOW);
  const failing = propertiesIn(template, 'AWS::CloudWatch::Alarm').filter(({ AlarmName }) =>
    AlarmName.includes('functions-failing'),
  );
  expect(alarmNamesIn(template)).toEqual(expect.arrayContaining(['functions-failing', 'functions-failing-2']));
  const watched = failing.flatMap(({ Metrics }) =>
    Metrics.flatMap(({ MetricStat }: any) => MetricStat?.Metric.Dimensions.map(({ Value }: any) => Value.Ref) ?? []),
  );
  // Start, API, inspection, and the workers of the flows that have one.
  const workers = Object.values(FLOW_DEPLOYMENTS).filter(({ working }) => working !== null);
  expect(new Set(watched).size).toBe(3 + workers.length);
  for (const { AlarmDescription } of failing) expect(AlarmDescription).toContain('runbook.md#functions-failing');
});
