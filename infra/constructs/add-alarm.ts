import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** What a person needs who is woken by an alarm: no alarm goes without. */
export interface AlarmText {
  /** What it costs while nobody acts. */
  readonly impact: string;
  /** What it means that it rings. */
  readonly meaning: string;
  /** What to type, where that is known. @param stackName as the command line takes it */
  readonly todo?: (stackName: string) => string;
}

/** When an alarm rings. */
export type AlarmCondition = Pick<AlarmProps, 'metric' | 'threshold'> & Partial<AlarmProps>;

/** Who is told of alarms, and where they read on. */
export interface AlarmChannel {
  readonly topic: ITopic;
  /** Where the runbook is: an address, or its place in the project. */
  readonly runbook: string;
}

export type AlarmTells = 'both' | 'begin' | 'end' | 'nothing';

interface AlarmOptions {
  readonly channel: AlarmChannel;
  /** What its topic is told of. Default: once that it began, and once that it ended. */
  readonly tells?: AlarmTells;
  readonly text: AlarmText;
  /** Stands between the stack's name and the alarm's: `leaves-to-poweroffice-`. */
  readonly prefix?: string;
  /** Stands behind the alarm's name where there are several of that name: `-2`. */
  readonly suffix?: string;
  readonly condition: AlarmCondition;
}

/** For an alarm about events: those that lie less than an hour apart are one episode. */
export const EPISODE = { evaluationPeriods: 12, datapointsToAlarm: 1 } as const;

/** The runbook's section on an alarm. */
export const runbookSectionOf = (runbook: string, name: string): string => `${runbook}#${name}`;

/**
 * An alarm, with what CloudWatch shows and the e-mail says.
 * @param name its own, which is also its section's in docs/runbook.md
 */
export const addAlarm = (scope: Construct, name: string, options: AlarmOptions): Alarm => {
  const { channel, text, prefix = '', suffix = '', tells = 'both', condition } = options;
  const { stackName } = Stack.of(scope);
  const todo = [...(text.todo === undefined ? [] : [text.todo(stackName)]), runbookSectionOf(channel.runbook, name)];
  const alarm = new Alarm(scope, `${name}${suffix}`, {
    alarmName: `${stackName}-${prefix}${name}${suffix}`,
    alarmDescription: `Impact: ${text.impact}\nMeaning: ${text.meaning}\nWhat to do: ${todo.join(' ')}`,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...condition,
  });
  const action = new SnsAction(channel.topic);
  if (tells === 'both' || tells === 'begin') alarm.addAlarmAction(action);
  if (tells === 'both' || tells === 'end') alarm.addOkAction(action);
  return alarm;
};
