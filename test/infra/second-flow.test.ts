import type { Template } from 'aws-cdk-lib/assertions';
import { EMPLOYEES_TO_XLEDGER } from '../../infra/flows/employees-to-xledger.ts';
import type { StageSettingsInput } from '../../infra/stage-settings.ts';
import { RECORD_LIMITS } from '../../shared/run/limits.ts';
import { STAGE, templateOf } from './template.ts';

const XLEDGER = 'employees-to-xledger';
const LATER = { days: ['TUE'], time: '06:10' } as const;
const BOTH: StageSettingsInput = {
  ...STAGE,
  flows: ['employees-to-poweroffice', XLEDGER],
  flowSchedules: { [XLEDGER]: { ...LATER, days: [...LATER.days] } },
};

const propertiesIn = (template: Template, type: string): any[] =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties);
const idsIn = (template: Template): string[] => Object.keys((template.toJSON() as any).Resources);
const variablesIn = (template: Template, worker: string): any =>
  Object.entries(template.findResources('AWS::Lambda::Function')).find(([id]) => id.includes(worker))?.[1]['Properties']
    .Environment.Variables;

let one: Template;
let two: Template;
beforeAll(async () => {
  one = await templateOf();
  two = await templateOf(BOTH);
});

const propertiesOf = (type: string): any[] => propertiesIn(two, type);
const ofXledger = (type: string): [string, any][] =>
  Object.entries(two.findResources(type)).filter(([id]) => id.startsWith('employeestoxledger'));

describe('A second flow beside the first', () => {
  test('leaves every logical id of the first as it is, so that nothing deployed is replaced', () => {
    const deployed = idsIn(one);
    expect(deployed.length).toBeGreaterThan(50);
    expect(idsIn(two)).toEqual(expect.arrayContaining(deployed));
  });

  test('has a queue, a dead-letter queue and a function of its own', () => {
    const [[worker, { Properties }]] = ofXledger('AWS::Lambda::Function') as [[string, any]];
    const [, [queue]] = ofXledger('AWS::SQS::Queue') as [unknown, [string, any]];
    expect(ofXledger('AWS::SQS::Queue')).toHaveLength(2);
    expect(Properties.Environment.Variables.XLEDGER_QUEUE_URL).toEqual({ Ref: queue });
    expect(variablesIn(two, 'StartRun').XLEDGER_QUEUE_URL).toEqual({ Ref: queue });
    expect(Properties.Timeout).toBe(RECORD_LIMITS.timeoutInSeconds);
    const mappings = ofXledger('AWS::Lambda::EventSourceMapping').map(([, mapping]) => mapping.Properties);
    const workers = mappings.map(({ FunctionName }): string => FunctionName.Ref);
    expect(workers).toEqual([worker, expect.stringMatching(/^DeadLetterFunction/u)]);
  });

  test('knows no more of another target than it needs', () => {
    const variables = Object.keys(variablesIn(two, 'SyncToXledger'));
    expect(variables).toContain('XLEDGER_URL');
    expect(variables.filter((name) => name.startsWith('POWEROFFICE'))).toEqual([]);
    expect(Object.keys(variablesIn(two, 'SyncEmployee')).filter((name) => name.startsWith('XLEDGER'))).toEqual([]);
  });

  test('has every alarm of a flow under a name of its own, about its own queues and runs', () => {
    const alarms = ofXledger('AWS::CloudWatch::Alarm').map(([, alarm]) => alarm.Properties);
    const names = Object.keys(EMPLOYEES_TO_XLEDGER.alarmTexts).map((name) => name.replace('records-', 'employees-'));
    expect(alarms.map(({ AlarmName }): string => AlarmName).sort()).toEqual(
      names
        // CloudWatch cannot look back a week, and this flow starts once in one.
        .filter((name) => name !== 'nothing-succeeded')
        .map((name) => `simployer-poweroffice-test-main-employees-to-xledger-${name}`)
        .sort(),
    );
    for (const { AlarmDescription } of alarms) expect(AlarmDescription).toMatch(/^Impact: .+\nMeaning: .+/u);
    const failing = alarms.find(({ AlarmName }) => AlarmName.endsWith('employees-failing'));
    expect(failing.Dimensions).toContainEqual({ Name: 'flow', Value: XLEDGER });
    expect(JSON.stringify(alarms)).not.toContain('StartsQueue');
    const waiting = alarms.find(({ AlarmName }) => AlarmName.endsWith('plan-waiting'));
    expect(waiting.AlarmDescription).toContain(`apply ID --stack simployer-poweroffice-test-main --flow ${XLEDGER}`);
    const all = propertiesOf('AWS::CloudWatch::Alarm').map(({ AlarmName }) => AlarmName);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain('simployer-poweroffice-test-main-xledger-throttled');
    expect(all).toContain('simployer-poweroffice-test-main-poweroffice-throttled');
  });

  test('is started by schedules in a group of its own, at its own time, which say which flow they mean', () => {
    const groups = propertiesOf('AWS::Scheduler::ScheduleGroup').map(({ Name }): string => Name);
    expect(groups).toEqual([
      'simployer-poweroffice-test-main',
      expect.stringMatching(/^simployer-poweroffice-test-main-employees-to-xledger-?\w*$/u),
    ]);
    const schedules = ofXledger('AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties);
    expect(schedules.map(({ Target }) => JSON.parse(Target.Input).flow)).toEqual([XLEDGER, XLEDGER]);
    expect(schedules[0].ScheduleExpression).toBe('cron(10 6 ? * TUE *)');
    const { SCHEDULES } = variablesIn(two, 'ApiHandler');
    expect(JSON.parse(SCHEDULES)).toEqual({
      'employees-to-poweroffice': { ...STAGE.schedule, paused: false },
      [XLEDGER]: { ...LATER, paused: false },
    });
  });

  test('has rows of its own on the dashboard, below those of the first', () => {
    const [{ DashboardBody: body }] = propertiesOf('AWS::CloudWatch::Dashboard');
    const text = body['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : 'TOKEN')).join('');
    const { widgets } = JSON.parse(text);
    const titles = widgets.map(({ properties }: any) => properties.title);
    for (const title of ['Outcomes of the last run', 'Outcomes', 'Duration of a run (s)'])
      expect(titles.indexOf(`${title}: ${XLEDGER}`)).toBeGreaterThan(titles.indexOf(title));
    expect(widgets[0].properties.markdown).toContain('Simployer One to PowerOffice Go and X-ledger');
    expect(text).toContain('XledgerRequests');
  });

  test('has its keys beside those of the first, in the one secret, which says so', () => {
    const [keys] = propertiesOf('AWS::SecretsManager::Secret');
    expect(keys.Description).toBe('Keys for Simployer One and PowerOffice Go and X-ledger');
    expect(keys.Tags).toEqual([{ Key: 'flows', Value: `employees-to-poweroffice ${XLEDGER}` }]);
  });

  test('has its queues among the outputs', () => {
    expect(Object.keys(two.findOutputs('*'))).toEqual(
      expect.arrayContaining(['EmployeeQueueUrl', 'XledgerQueueUrl', 'XledgerDeadLetterQueueUrl']),
    );
  });
});

describe('A stage with X-ledger alone', () => {
  let template: Template;
  beforeAll(async () => {
    template = await templateOf({ ...STAGE, flows: [XLEDGER] });
  });

  test('has nothing of the flow to PowerOffice', () => {
    expect(idsIn(template).filter((id) => /^SyncEmployee|^Employees/u.test(id))).toEqual([]);
    expect(variablesIn(template, 'StartRun')).toMatchObject({ EMPLOYEE_QUEUE_URL: '' });
    const alarms = propertiesIn(template, 'AWS::CloudWatch::Alarm').map(({ AlarmName }): string => AlarmName);
    expect(alarms.filter((name) => name.includes('poweroffice-throttled'))).toEqual([]);
    // Somebody has to watch the queue of starts.
    expect(JSON.stringify(template.findResources('AWS::CloudWatch::Alarm'))).toContain('StartsQueue');
  });

  test('shows what stands open there on the dashboard, and nothing of another flow', () => {
    const [{ DashboardBody: body }] = propertiesIn(template, 'AWS::CloudWatch::Dashboard');
    const { widgets } = JSON.parse(
      body['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : 'TOKEN')).join(''),
    );
    const told = widgets.filter(({ type }: any) => type === 'custom').map(({ properties }: any) => properties.params);
    expect(told).toEqual([{ flow: XLEDGER }]);
  });

  test('asks for the keys of that flow alone', () => {
    const [keys] = propertiesIn(template, 'AWS::SecretsManager::Secret');
    expect(keys.Tags).toEqual([{ Key: 'flows', Value: XLEDGER }]);
    expect(keys.Description).toBe('Keys for Simployer One and X-ledger');
  });
});

test('A client may have other flows and schedules than its stage', async () => {
  const stage: StageSettingsInput = {
    ...BOTH,
    clients: [{ name: 'main' }, { name: 'fjell', flows: [XLEDGER], schedule: { days: ['WED'], time: '07:00' } }],
  };
  const schedulesOf = (template: Template): string[] =>
    propertiesIn(template, 'AWS::Scheduler::Schedule').map(({ ScheduleExpression }) => ScheduleExpression);
  expect(schedulesOf(await templateOf(stage))).toEqual(
    expect.arrayContaining(['cron(30 5 ? * MON,FRI *)', 'cron(10 6 ? * TUE *)']),
  );
  const fjell = await templateOf(stage, 'fjell');
  expect(schedulesOf(fjell)).toContain('cron(0 7 ? * WED *)');
  expect(propertiesIn(fjell, 'AWS::Scheduler::ScheduleGroup')).toHaveLength(1);
});
