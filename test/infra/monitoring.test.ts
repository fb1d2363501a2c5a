import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import type { Template } from 'aws-cdk-lib/assertions';
import { runbookSectionOf } from '../../infra/constructs/add-alarm.ts';
import { longestGapInDays } from '../../infra/constructs/longest-gap.ts';
import { STACK_ALARM_TEXTS } from '../../infra/constructs/stack-alarms.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../infra/flows/employees-to-poweroffice.ts';
import { FLOW_DEPLOYMENTS } from '../../infra/flows/flow-deployments.ts';
import type { Weekday } from '../../infra/stage-settings.ts';
import { PROBLEMS } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import { compareText } from '../../shared/records/values/text.ts';
import { LOG_EVENTS } from '../../shared/observability/log-events.ts';
import { METRICS, METRICS_NAMESPACE } from '../../shared/observability/metric-names.ts';
import { STAGE, templateOf } from './template.ts';

let template: Template;
beforeAll(async () => {
  template = await templateOf({ ...STAGE, alarmEmail: 'payroll@fjordlys.example' });
});

const propertiesOf = (source: Template, type: string): any[] =>
  Object.values(source.findResources(type)).map(({ Properties }) => Properties);
const alarmsOf = (source: Template): Map<string, any> =>
  new Map(
    propertiesOf(source, 'AWS::CloudWatch::Alarm').map((alarm) => [
      alarm.AlarmName.replace('simployer-poweroffice-test-main-', ''),
      alarm,
    ]),
  );

describe('Alarms', () => {
  const everyName = [...Object.keys(EMPLOYEES_TO_POWEROFFICE.alarmTexts), ...Object.keys(STACK_ALARM_TEXTS)].map(
    (name) => name.replace('records-', 'employees-'),
  );
  // Nothing of this stage goes to X-ledger.
  const names = everyName.filter((name) => name !== 'xledger-throttled');

  test('are all there, under names that begin with the stack', () => {
    expect([...alarmsOf(template).keys()].sort()).toEqual([...names].sort());
  });

  test.each(names)('%s says impact, meaning and where the runbook goes on', async (name) => {
    const { AlarmDescription: description } = alarmsOf(template).get(name);
    expect(description).toMatch(/^Impact: .+\nMeaning: .+\nWhat to do: .+$/u);
    expect(description).toContain(runbookSectionOf('docs/runbook.md', name));
    expect(description.length).toBeLessThanOrEqual(1024);
  });

  const everySection = Object.values(FLOW_DEPLOYMENTS).flatMap(({ alarmTexts, records }) =>
    Object.keys(alarmTexts).map((name) => name.replace('records-', `${records}-`)),
  );

  test.each([...new Set([...everyName, ...everySection])])(
    '%s has a section in the runbook with description, investigation and resolution',
    async (name) => {
      const runbook = await readFile(path.join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
      const sections = new Map(
        runbook
          .split(/^## /mu)
          .slice(1)
          .map((section) => [section.slice(0, section.indexOf('\n')), section]),
      );
      const section = sections.get(name);
      expect(section).toBeDefined();
      for (const part of ['**Description.**', '**Investigation.**', '**Resolution.**']) expect(section).toContain(part);
    },
  );

  test('tell the one topic when they begin and when they end', () => {
    const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
    const tells = { AlarmActions: [{ Ref: topic }], OKActions: [{ Ref: topic }] };
    const untold: Readonly<Record<string, Partial<typeof tells>>> = {
      // Each run with new errors rings anew, and what stands is over when nobody fails any more.
      'new-errors': { AlarmActions: tells.AlarmActions },
      'employees-failing': { OKActions: tells.OKActions },
      // A mail of its own has the command with the plan's id.
      'plan-waiting': {},
    };
    for (const [name, { AlarmActions, OKActions }] of alarmsOf(template)) {
      expect([name, JSON.parse(JSON.stringify({ AlarmActions, OKActions }))]).toEqual([name, untold[name] ?? tells]);
    }
  });

  test('on new errors is over before the next run, so that what stands keeps no later one quiet', () => {
    expect(alarmsOf(template).get('new-errors')).toMatchObject({
      MetricName: 'NewErrors',
      Threshold: 1,
      Period: 300,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  test('lead to the runbook where the stage says it can be read', async () => {
    const runbookUrl = 'https://wiki.fjordlys.example/sync/runbook.md';
    for (const [name, { AlarmDescription }] of alarmsOf(await templateOf({ ...STAGE, runbookUrl })))
      expect(AlarmDescription.endsWith(` ${runbookUrl}#${name}`)).toBe(true);
  });

  test('say what to type, with the name of the stack', () => {
    const stack = 'simployer-poweroffice-test-main';
    expect(alarmsOf(template).get('plan-waiting').AlarmDescription).toContain(
      `npm run sync -- apply ID --stack ${stack} `,
    );
    expect(alarmsOf(template).get('new-errors').AlarmDescription).toContain(`--stack ${stack} `);
  });

  test.each(['employees-failing', 'plan-waiting', 'run-aborted', 'keys-refused', 'run-too-long'])(
    '%s stands from one run to the next: silence between runs changes nothing',
    (name) => {
      expect(alarmsOf(template).get(name)).toMatchObject({ TreatMissingData: 'ignore', EvaluationPeriods: 1 });
    },
  );

  test('a single dead letter in either queue rings, and several within an hour are one episode', () => {
    const alarm = alarmsOf(template).get('dead-letters');
    expect(alarm).toMatchObject({ Threshold: 1, DatapointsToAlarm: 1, EvaluationPeriods: 12 });
    const metrics = alarm.Metrics.flatMap(({ MetricStat }: any) =>
      MetricStat === undefined ? [] : [MetricStat.Metric],
    );
    expect(metrics.map(({ MetricName }: any) => MetricName).sort()).toEqual([
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'EmployeeDeadLettered',
    ]);
  });

  test.each([
    [['MON', 'TUE', 'WED', 'THU', 'FRI'], 76],
    [['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'], 28],
    [['MON', 'FRI'], 100],
  ] as [Weekday[], number][])('silence for longer than %j allows rings after %i hours', async (days, hours) => {
    const alarm = alarmsOf(await templateOf({ ...STAGE, schedule: { days, time: '05:30' } })).get('nothing-succeeded');
    expect(alarm).toMatchObject({
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      EvaluationPeriods: hours,
      TreatMissingData: 'breaching',
    });
    const counted = alarm.Metrics.flatMap(({ MetricStat }: any) => (MetricStat === undefined ? [] : [MetricStat]));
    expect(counted.map(({ Metric, Stat, Period }: any) => [Metric.MetricName, Stat, Period])).toEqual([
      ['RunDuration', 'SampleCount', 3600],
      // Nobody misses a run that was left out because somebody had paused the schedule.
      ['ScheduledRunPaused', 'Sum', 3600],
    ]);
  });

  test.each([
    ['the schedule rests', { days: ['MON', 'TUE'], time: '05:30', paused: true }],
    ['CloudWatch cannot look back from one start to the next', { days: ['MON'], time: '05:30' }],
  ] as [string, typeof STAGE.schedule][])('silence does not ring when %s', async (_, schedule) => {
    expect(alarmsOf(await templateOf({ ...STAGE, schedule })).has('nothing-succeeded')).toBe(false);
  });

  test('a scheduled run that has not ended rings the same morning, and not while the schedule rests', async () => {
    expect(alarmsOf(template).get('scheduled-run-missed')).toMatchObject({
      MetricName: 'ScheduledRunMissed',
      Statistic: 'Maximum',
      Threshold: 1,
      Period: 300,
    });
    const paused = { ...STAGE.schedule, paused: true };
    expect(alarmsOf(await templateOf({ schedule: paused })).has('scheduled-run-missed')).toBe(false);
  });

  const metricsOf = (name: string): any[] =>
    alarmsOf(template)
      .get(name)
      .Metrics.flatMap(({ MetricStat }: any) => (MetricStat === undefined ? [] : [MetricStat.Metric]));

  test('what EventBridge Scheduler gives up rings, of the schedules of this stack alone', () => {
    const [group] = propertiesOf(template, 'AWS::Scheduler::ScheduleGroup');
    expect(new Set(metricsOf('schedule-dropped').map(({ MetricName }) => MetricName))).toEqual(
      new Set(['InvocationDroppedCount', 'InvocationsFailedToBeSentToDeadLetterCount']),
    );
    for (const { Namespace, Dimensions } of metricsOf('schedule-dropped')) {
      expect(Namespace).toBe('AWS/Scheduler');
      expect(Dimensions).toEqual([{ Name: 'ScheduleGroup', Value: group.Name }]);
    }
  });

  test('functions whose failures show nowhere else ring after five errors or throttles an hour', () => {
    const watched = metricsOf('functions-failing').map(
      ({ MetricName, Dimensions }) => `${MetricName} ${Dimensions[0].Value.Ref.replace(/Function.*/u, '')}`,
    );
    const names = ['ApiHandler', 'Inspect', 'StartRun', 'SyncEmployee'];
    expect(watched.sort()).toEqual([
      ...names.map((name) => `Errors ${name}`),
      ...names.map((name) => `Throttles ${name}`),
    ]);
    expect(alarmsOf(template).get('functions-failing')).toMatchObject({ Threshold: 5 });
    for (const { MetricStat } of alarmsOf(template).get('functions-failing').Metrics)
      if (MetricStat !== undefined) expect(MetricStat).toMatchObject({ Period: 3600, Stat: 'Sum' });
  });

  test('are mailed when the stage names an address, and only then', async () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'payroll@fjordlys.example',
    });
    const { schedule } = STAGE;
    (await templateOf({ schedule: { ...schedule, paused: true } })).resourceCountIs('AWS::SNS::Subscription', 0);
  });

  test('may publish to the topic and use its key, for this account only', () => {
    const ofAlarms = {
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    };
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ ...ofAlarms, Action: 'sns:Publish' })]) },
    });
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([Match.objectLike({ ...ofAlarms, Action: ['kms:Decrypt', 'kms:GenerateDataKey'] })]),
      },
    });
  });
});

describe('Mails', () => {
  const TOPICS = ['AlarmTopic', 'HrTopic'];
  const namesOf = (resources: readonly any[]): string[] =>
    resources
      .flat()
      .map(({ Ref }) => Ref.replace(/[0-9A-F]{8}$/u, ''))
      .toSorted(compareText);
  const statementsOf = (source: Template, role: string): any[] =>
    propertiesOf(source, 'AWS::IAM::Policy')
      .filter(({ Roles }) => Roles[0].Ref.startsWith(role))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

  test('to HR have a topic of their own, encrypted, with the one address; without hrEmail there is none', async () => {
    const withHr = await templateOf({ ...STAGE, hrEmail: 'hr@fjordlys.example' });
    const [hr] = Object.entries(withHr.findResources('AWS::SNS::Topic')).filter(([id]) => id.startsWith('HrTopic'));
    expect(hr![1]['Properties'].KmsMasterKeyId).toBeDefined();
    withHr.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'hr@fjordlys.example',
      TopicArn: { Ref: hr![0] },
    });
    template.resourceCountIs('AWS::SNS::Topic', 1);
  });

  test('are published by one function alone, and another sees who has confirmed them', async () => {
    const withHr = await templateOf({ ...STAGE, hrEmail: 'hr@fjordlys.example' });
    const allowed = propertiesOf(withHr, 'AWS::IAM::Policy').flatMap(({ Roles, PolicyDocument }) =>
      PolicyDocument.Statement.flatMap(({ Action, Resource }: any) =>
        [Action].flat().some((action: string) => action.startsWith('sns:'))
          ? [[Roles[0].Ref.replace(/Role.*/u, ''), Action, namesOf([Resource])]]
          : [],
      ),
    );
    expect(allowed.toSorted(([one], [other]) => compareText(one, other))).toEqual([
      ['Inspect', 'sns:ListSubscriptionsByTopic', TOPICS],
      ['Mail', 'sns:Publish', TOPICS],
    ]);
  });

  test('are noted in a partition of their own, and nothing else is written by whoever sends them', () => {
    const writes = statementsOf(template, 'MailRole').filter(({ Action }) =>
      [Action].flat().some((action: string) => /^dynamodb:(?!GetItem|Query)/u.test(action)),
    );
    expect(writes).toMatchObject([
      {
        Action: 'dynamodb:PutItem',
        Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['mails'] } },
      },
    ]);
  });

  test('that are given up go to the dead letters that are watched', () => {
    const queues = template.findResources('AWS::SQS::Queue') as Record<string, any>;
    const deadLettersOf = (id: string) =>
      Object.entries(queues).find(([name]) => name.startsWith(id))![1].Properties.RedrivePolicy.deadLetterTargetArn;
    expect(deadLettersOf('MailsQueue')).toEqual(deadLettersOf('StartsQueue'));
  });

  test.each(['runbook.md', 'ftp://wiki.example/runbook.md', 'https://wiki.example/runbook.md#keys'])(
    'lead nowhere with a runbookUrl such as %s, which is refused',
    async (runbookUrl) => {
      await expect(templateOf({ ...STAGE, runbookUrl })).rejects.toThrow(/runbookUrl/u);
    },
  );
});

test('The log queries of the dashboard read those logs only that can answer them', () => {
  const logs = dashboardBody().widgets.filter(({ type }: any) => type === 'log');
  expect(logs.length).toBeGreaterThan(0);
  for (const { properties } of logs) expect(properties.query.match(/SOURCE/gu)).toHaveLength(3);
});

test.each([
  [['MON'], 7],
  [['MON', 'TUE', 'WED', 'THU', 'FRI'], 3],
  [['SUN', 'MON'], 6],
  [['MON', 'WED', 'FRI'], 3],
] as [Weekday[], number][])('Between starts on %j lie at most %i days', (days, gap) => {
  expect(longestGapInDays({ days })).toBe(gap);
});

/** The dashboard's text, with what is known only when deployed left out. */
const dashboardBody = (): any => {
  const [{ DashboardBody: body }] = propertiesOf(template, 'AWS::CloudWatch::Dashboard');
  const text = body['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : 'TOKEN')).join('');
  return JSON.parse(text);
};

test('Every metric of ours that an alarm or the dashboard names is one that the code emits, of this stack', () => {
  const used = new Set<string>();
  const collect = (value: any): void => {
    if (Array.isArray(value) && value[0] === METRICS_NAMESPACE) {
      used.add(value[1]);
      expect(value.slice(2, 4)).toEqual(['service', 'simployer-poweroffice-test-main']);
    } else if (value?.Namespace === METRICS_NAMESPACE) {
      used.add(value.MetricName);
      expect(value.Dimensions).toEqual([{ Name: 'service', Value: 'simployer-poweroffice-test-main' }]);
    }
    if (value !== null && typeof value === 'object') for (const inner of Object.values(value)) collect(inner);
  };
  collect(dashboardBody());
  collect([...alarmsOf(template).values()]);
  expect(used.size).toBeGreaterThan(10);
  for (const name of used) expect(Object.keys(METRICS)).toContain(name);
});

describe('The dashboard', () => {
  test('answers on its first screen whether the last run worked, who failed and why, and since when', () => {
    const firstScreen = dashboardBody().widgets.filter(({ y }: any) => y < 27);
    expect(firstScreen.map(({ type, properties }: any) => [type, properties.title])).toEqual([
      ['text', undefined],
      ['alarm', 'Alarms'],
      ['log', 'How the last runs went'],
      ['custom', 'Open problems'],
      ['log', 'Who failed and why, in the time shown'],
      ['metric', 'Outcomes of the last run'],
    ]);
  });

  test('shows the problems from the table through a function that may only read it', () => {
    const [role] = Object.values(template.findResources('AWS::IAM::Policy')).filter(({ Properties }) =>
      Properties.Roles[0].Ref.startsWith('WidgetRole'),
    );
    const actions = (role as any).Properties.PolicyDocument.Statement.flatMap(({ Action }: any) => Action);
    expect(actions.filter((action: string) => action.startsWith('dynamodb:')).sort()).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Query',
    ]);
    expect(actions).not.toContain('kms:Encrypt');
  });
});

test('Saved queries and dashboard ask for events that are logged', () => {
  const texts = propertiesOf(template, 'AWS::Logs::QueryDefinition').map(({ QueryString }) => QueryString);
  expect(texts).toHaveLength(7);
  for (const text of [...texts, JSON.stringify(dashboardBody())]) {
    for (const [, list] of text.matchAll(/event in \[(.*?)\]/gu)) {
      for (const event of list!.replaceAll(/[\\" ]/gu, '').split(',')) expect(Object.keys(LOG_EVENTS)).toContain(event);
    }
  }
});

test('Every hint that sends a reader to the runbook finds its section there', async () => {
  const runbook = await readFile(path.join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
  const named = Object.values(PROBLEMS).flatMap(({ hint }) =>
    [...hint.matchAll(/runbook[^.;]* under ([A-Z_]+)/gu)].map(([, code]) => code),
  );
  expect(named.length).toBeGreaterThan(0);
  for (const code of named) expect(runbook).toContain(`\n## ${code}\n`);
  // As GitHub makes an anchor of a heading.
  const anchors = [...runbook.matchAll(/^## (.+)$/gmu)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
  for (const [, anchor] of runbook.matchAll(/\]\(#([^)]+)\)/gu)) expect(anchors).toContain(anchor);
});

test('The template stays well under what CloudFormation takes', () => {
  const json = template.toJSON() as any;
  expect(Object.keys(json.Resources).length).toBeLessThan(250);
  expect(JSON.stringify(json).length).toBeLessThan(500_000);
});
