import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { EPISODE, addAlarm } from './add-alarm.ts';
import type { AlarmChannel, AlarmText } from './add-alarm.ts';
import type { FlowDeployment } from './flow-deployment.ts';
import type { SyncFunction } from './sync-function.ts';
import { stackMetric } from './sync-metrics.ts';

interface StackAlarmsProps {
  readonly channel: AlarmChannel;
  /** Those whose failures would go unheard: a dead letter that cannot be recorded rings by staying in its queue. */
  readonly functions: readonly SyncFunction[];
  readonly flows: readonly FlowDeployment[];
}

/** The alarms about what the flows of a stack share. Each has a section of its own in docs/runbook.md. */
export const STACK_ALARM_TEXTS = {
  'poweroffice-throttled': {
    impact: 'Runs take longer; employees are written late.',
    meaning: 'PowerOffice refuses requests although the sync keeps its pace: something else uses the subscription key.',
  },
  'xledger-throttled': {
    impact: 'Runs take longer; employees are written late.',
    meaning: 'X-ledger refuses requests although the sync keeps its pace: something else uses the token.',
  },
  'functions-failing': {
    impact: 'Employees wait to be synced, or calls of the API fail.',
    meaning: 'Functions failed or were throttled several times within an hour.',
  },
} as const satisfies Record<string, AlarmText>;

/** The alarm about each system that flows write to, with what counts its refusals. */
const THROTTLED = [
  ['poweroffice-throttled', 'PowerOfficeThrottled'],
  ['xledger-throttled', 'XledgerThrottled'],
] as const;

/** A run now and then meets a 429; a run that is throttled all the time meets hundreds. */
const TOLERATED_THROTTLES = 20;
/** A function that fails once is called again; one that fails so often within an hour is broken, or short of concurrency. */
const TOLERATED_FAILURES = 5;

/** The alarms about vendors' keys and functions, whatever runs. What is of one flow alone is in its FlowAlarms. */
export class StackAlarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { channel, functions, flows }: StackAlarmsProps) {
    super(scope, id);
    this.alarms = [
      ...THROTTLED.filter(([, counts]) => flows.some(({ vendorMetrics }) => vendorMetrics?.throttled === counts)).map(
        ([name, counts]) =>
          addAlarm(this, name, {
            channel,
            text: STACK_ALARM_TEXTS[name],
            condition: {
              ...EPISODE,
              metric: stackMetric(this)(counts, { statistic: 'Sum' }),
              threshold: TOLERATED_THROTTLES,
            },
          }),
      ),
      ...inGroups(functions).map((group, index) =>
        addAlarm(this, 'functions-failing', {
          channel,
          text: STACK_ALARM_TEXTS['functions-failing'],
          suffix: index === 0 ? '' : `-${index + 1}`,
          condition: { metric: failuresOf(group), threshold: TOLERATED_FAILURES },
        }),
      ),
    ];
  }
}

/** An alarm takes ten metrics at most, and of each function there are two. */
const MOST_FUNCTIONS_OF_AN_ALARM = 5;

const inGroups = (functions: readonly SyncFunction[]): SyncFunction[][] => {
  const groupCount = Math.ceil(functions.length / MOST_FUNCTIONS_OF_AN_ALARM);
  return Array.from({ length: groupCount }, (_, index) =>
    functions.slice(index * MOST_FUNCTIONS_OF_AN_ALARM, (index + 1) * MOST_FUNCTIONS_OF_AN_ALARM),
  );
};

const failuresOf = (functions: readonly SyncFunction[]): MathExpression => {
  const counts = functions.flatMap(({ lambda }) => [lambda.metricErrors(), lambda.metricThrottles()]);
  const countsById = counts.map((count, index) => [`count${index}`, count] as const);
  return new MathExpression({
    label: 'Errors and throttles',
    period: Duration.hours(1),
    expression: countsById.map(([name]) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(countsById),
  });
};
