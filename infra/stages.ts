import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { StageSettingsInput } from './stage-settings.ts';

/** The deployments, by name: `STAGE=NAME npm run deploy`, or a script of its own in package.json. Only what differs from the defaults is written down. */
export const STAGES: Readonly<Record<string, StageSettingsInput>> = {
  prod: {
    // Paused until a plan was looked at, and until somebody is told of alarms: then take `paused` out, set `alarmEmail`.
    schedule: { days: ['MON', 'TUE', 'WED', 'THU', 'FRI'], time: '05:30', paused: true },
  },
  test: {
    schedule: { days: ['MON'], time: '09:00', paused: true },
    logRetentionInDays: RetentionDays.TWO_WEEKS,
    removalPolicy: 'destroy',
  },
};

/** The stage that is meant when none is named. */
export const DEFAULT_STAGE = 'prod';
