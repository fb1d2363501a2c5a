import type { FlowDeployment } from '../constructs/flow-deployment.ts';
import { FILE_ALARM_TEXTS } from './file-alarm-texts.ts';

/** Time off, from Simployer One to a file that payroll imports in X-ledger: made by plans that somebody has approved. */
export const TIME_OFF_TO_FILE: FlowDeployment = {
  name: 'time-off-to-file',
  bearsName: true,
  target: 'a file for X-ledger',
  usesLinksOf: null,
  isScheduled: () => false,
  vendorMetrics: null,
  records: 'leaves',
  working: null,
  alarmTexts: FILE_ALARM_TEXTS,
};
