import { Template } from 'aws-cdk-lib/assertions';
import { RECORD_LIMITS } from '../../shared/run/limits.ts';
import { LEAVES, addTwoFlows } from './two-flows.ts';
import { STAGE, appOf } from './template.ts';

let one: Template;
let two: Template;
beforeAll(async () => {
  const app = await appOf(STAGE);
  const { stackName } = await addTwoFlows(app);
  const assembly = app.synth();
  one = Template.fromJSON(assembly.getStackByName('simployer-poweroffice-test-main').template);
  two = Template.fromJSON(assembly.getStackByName(stackName).template);
});

const propertiesOf = (type: string): any[] =>
  Object.values(two.findResources(type)).map(({ Properties }) => Properties);
const ofLeaves = (type: string): [string, any][] =>
  Object.entries(two.findResources(type)).filter(([id]) => id.startsWith('leavestopoweroffice'));

describe('A second flow, made of the constructs that there are', () => {
  test('leaves every logical id of the first as it is, so that nothing deployed is replaced', () => {
    const deployed = Object.keys((one.toJSON() as any).Resources).filter((id) => !/^(?:RunApi|ApiPolicies)/u.test(id));
    expect(deployed.length).toBeGreaterThan(50);
    expect(Object.keys((two.toJSON() as any).Resources)).toEqual(expect.arrayContaining(deployed));
  });

  test('has a queue, a dead-letter queue and a function of its own', () => {
    const [[worker, { Properties }]] = ofLeaves('AWS::Lambda::Function') as [[string, any]];
    const [, [queue]] = ofLeaves('AWS::SQS::Queue') as [unknown, [string, any]];
    expect(ofLeaves('AWS::SQS::Queue')).toHaveLength(2);
    expect(Properties.Environment.Variables.LEAVE_QUEUE_URL).toEqual({ Ref: queue });
    expect(Properties.Timeout).toBe(RECORD_LIMITS.timeoutInSeconds);
    const mappings = ofLeaves('AWS::Lambda::EventSourceMapping').map(([, mapping]) => mapping.Properties);
    const workers = mappings.map(({ FunctionName }): string => FunctionName.Ref);
    expect(workers).toEqual([worker, expect.stringMatching(/^DeadLetterFunction/u)]);
  });

  test('has every alarm of a flow under a name of its own, about its own queues and runs', () => {
    const alarms = ofLeaves('AWS::CloudWatch::Alarm').map(([, alarm]) => alarm.Properties);
    const names = Object.keys(LEAVES.alarmTexts).map((name) => name.replace('records-', 'leaves-'));
    expect(alarms.map(({ AlarmName }): string => AlarmName).sort()).toEqual(
      names.map((name) => `two-flows-leaves-to-poweroffice-${name}`).sort(),
    );
    for (const { AlarmDescription } of alarms) expect(AlarmDescription).toMatch(/^Impact: .+\nMeaning: .+/u);
    const failing = alarms.find(({ AlarmName }) => AlarmName.endsWith('leaves-failing'));
    expect(failing.Dimensions).toContainEqual({ Name: 'flow', Value: 'leaves-to-poweroffice' });
    expect(JSON.stringify(alarms)).not.toContain('StartsQueue');
    const all = propertiesOf('AWS::CloudWatch::Alarm').map(({ AlarmName }) => AlarmName);
    expect(new Set(all).size).toBe(all.length);
  });

  test('is started by schedules in a group of its own, which say which flow they mean', () => {
    const groups = propertiesOf('AWS::Scheduler::ScheduleGroup').map(({ Name }): string => Name);
    expect(groups).toEqual(['two-flows', expect.stringMatching(/^two-flows-leaves-to-poweroffice-\w+$/u)]);
    const messages = ofLeaves('AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties.Target.Input);
    expect(messages.map((message) => JSON.parse(message).flow)).toEqual([LEAVES.name, LEAVES.name]);
  });

  test('has rows of its own on the dashboard, below those of the first', () => {
    const [{ DashboardBody: body }] = propertiesOf('AWS::CloudWatch::Dashboard');
    const text = body['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : 'TOKEN')).join('');
    const titles = JSON.parse(text).widgets.map(({ properties }: any) => properties.title);
    for (const title of ['Outcomes of the last run', 'Outcomes', 'Duration of a run (s)'])
      expect(titles.indexOf(`${title}: leaves-to-poweroffice`)).toBeGreaterThan(titles.indexOf(title));
  });
});
