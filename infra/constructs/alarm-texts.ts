interface AlarmText {
  /** What it costs while nobody acts. */
  readonly impact: string;
  /** What it means that it rings. */
  readonly meaning: string;
}

/** Every alarm, in the words that the e-mail shows. Each has a section of its own in docs/runbook.md. */
export const ALARM_TEXTS = {
  'employees-failing': {
    impact: 'Changes of these employees do not reach payroll.',
    meaning: 'The last run ended, and for at least one employee something asked for was not written.',
  },
  'run-aborted': {
    impact: 'Nobody was synced by that run; payroll works with the data of the run before.',
    meaning: 'The last run gave up before it had looked at everybody.',
  },
  'run-too-long': {
    impact: 'Payroll may begin before the data is there.',
    meaning: 'The last run took longer than the settings allow (longestRunInMinutes).',
  },
  'dead-letters': {
    impact: 'At least one employee or one start of a run was given up.',
    meaning: 'A message ended in a dead-letter queue: a defect of ours, or an outage that outlasted every attempt.',
  },
  'schedule-dropped': {
    impact: 'A scheduled run did not start.',
    meaning: 'EventBridge Scheduler could not put a message into the start queue, and has given it up.',
  },
  'scheduled-run-missed': {
    impact: 'Payroll works with the data of the run before.',
    meaning: 'The last scheduled run has not ended in the time that the settings allow (longestRunInMinutes).',
  },
  'functions-failing': {
    impact: 'Employees wait to be synced, or calls of the API fail.',
    meaning: 'Functions failed or were throttled several times within an hour.',
  },
  'nothing-succeeded': {
    impact: 'Payroll works with data that is older than the schedule allows.',
    meaning: 'No run has ended for longer than the schedule allows; nothing may be starting any.',
  },
  'poweroffice-throttled': {
    impact: 'Runs take longer; employees are written late.',
    meaning: 'PowerOffice refuses requests although the sync keeps its pace: something else uses the subscription key.',
  },
  'keys-refused': {
    impact: 'No run can do anything until the keys are replaced.',
    meaning: 'Simployer or PowerOffice refused the keys of the last run.',
  },
  'message-too-old': {
    impact: 'Employees wait to be synced, and the run does not end.',
    meaning: 'The oldest message of a queue has waited for more than two hours.',
  },
} as const satisfies Record<string, AlarmText>;

export type AlarmName = keyof typeof ALARM_TEXTS;

/** The runbook's section on an alarm. */
export const runbookAnchorOf = (name: AlarmName): string => `docs/runbook.md#${name}`;

/** What CloudWatch shows and the e-mail says. */
export const describeAlarm = (name: AlarmName): string => {
  const { impact, meaning } = ALARM_TEXTS[name];
  return `Impact: ${impact}\nMeaning: ${meaning}\nWhat to do: ${runbookAnchorOf(name)}`;
};
