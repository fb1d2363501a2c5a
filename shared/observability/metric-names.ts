/** One word for code, dashboard and alarms. The dimension `service` is the stack's name, so that clients stay apart. */
export const METRICS_NAMESPACE = 'SimployerPowerOfficeSync';

type Unit = 'Count' | 'Seconds' | 'Milliseconds';

/** Every metric that the code emits, with its unit and what it says. */
export const METRICS = {
  RunSucceeded: { unit: 'Count', meaning: '1 when a run ends and nobody failed.' },
  RunCompletedWithErrors: { unit: 'Count', meaning: '1 when a run ends and somebody failed.' },
  RunAborted: { unit: 'Count', meaning: '1 when a run ends before everybody was looked at.' },
  RunDuration: { unit: 'Seconds', meaning: 'From the start of a run to its end.' },
  EmployeesInScope: { unit: 'Count', meaning: 'People in scope of a run.' },
  EmployeesCreated: { unit: 'Count', meaning: 'People created by a run.' },
  EmployeesUpdated: { unit: 'Count', meaning: 'People updated by a run.' },
  EmployeesUnchanged: { unit: 'Count', meaning: 'People for whom a run had nothing to write.' },
  EmployeesSkipped: { unit: 'Count', meaning: 'People for whom a rule says that nothing is written.' },
  EmployeesFailed: { unit: 'Count', meaning: 'People of whom something asked for was not written.' },
  NewErrors: { unit: 'Count', meaning: 'Errors that people have not been told of before, after a run for everybody.' },
  PlanWaiting: {
    unit: 'Count',
    meaning: '1 when a run became a plan that waits for an approval, 0 when a run for everybody ended.',
  },
  EmployeeDeadLettered: { unit: 'Count', meaning: 'A person, or the start of a run, given up after every attempt.' },
  SimployerRequests: { unit: 'Count', meaning: 'Requests to Simployer, repeats included.' },
  PowerOfficeRequests: { unit: 'Count', meaning: 'Requests to PowerOffice, repeats included.' },
  PowerOfficeThrottled: { unit: 'Count', meaning: 'Answers 429 from PowerOffice.' },
  XledgerRequests: { unit: 'Count', meaning: 'Requests to X-ledger, repeats included.' },
  XledgerThrottled: { unit: 'Count', meaning: 'Requests that X-ledger refused for coming too soon.' },
  PaceWait: { unit: 'Milliseconds', meaning: 'What requests to the target waited for their turn.' },
  ScheduledRunMissed: {
    unit: 'Count',
    meaning: '1 when a scheduled run has not ended in the time it is expected to; 0 when it has.',
  },
  ScheduledRunPaused: {
    unit: 'Count',
    meaning: '1 when a scheduled start was left out because somebody had paused the schedule.',
  },
  PacingStoreFailed: {
    unit: 'Count',
    meaning: 'A request whose turn could not be agreed with the other processes: the table of the pace did not answer.',
  },
  CredentialsRefused: { unit: 'Count', meaning: 'A vendor refused the keys.' },
} as const satisfies Record<string, { readonly unit: Unit; readonly meaning: string }>;

export type MetricName = keyof typeof METRICS;
