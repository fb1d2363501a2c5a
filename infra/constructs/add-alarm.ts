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
}

/** When an alarm rings. */
export type AlarmCondition = Pick<AlarmProps, 'metric' | 'threshold'> & Partial<AlarmProps>;

interface AlarmOptions {
  /** Told once when it begins and once when it ends. */
  readonly topic: ITopic;
  readonly text: AlarmText;
  /** Stands between the stack's name and the alarm's: `leaves-to-poweroffice-`. */
  readonly prefix?: string;
  readonly condition: AlarmCondition;
}

/** For an alarm about events: those that lie less than an hour apart are one episode. */
export const EPISODE = { evaluationPeriods: 12, datapointsToAlarm: 1 } as const;

/** The runbook's section on an alarm. */
export const runbookAnchorOf = (name: string): string => `docs/runbook.md#${name}`;

/**
 * An alarm, with what CloudWatch shows and the e-mail says.
 * @param name its own, which is also its section's in docs/runbook.md
 */
export const addAlarm = (scope: Construct, name: string, options: AlarmOptions): Alarm => {
  const { topic, text, prefix = '', condition } = options;
  const alarm = new Alarm(scope, name, {
    alarmName: `${Stack.of(scope).stackName}-${prefix}${name}`,
    alarmDescription: `Impact: ${text.impact}\nMeaning: ${text.meaning}\nWhat to do: ${runbookAnchorOf(name)}`,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...condition,
  });
  const action = new SnsAction(topic);
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
  return alarm;
};
