import type { AllSettings } from '../../shared/config/settings.ts';
import type { FlowName } from '../../shared/config/vendor-keys.ts';
import type { MetricName } from '../../shared/observability/metric-names.ts';
import type { FunctionName } from '../bundle-functions.ts';
import type { AlarmText } from './add-alarm.ts';
import type { VendorVariables } from './foundation.ts';

/** The alarms that every flow has; the first is called after what the flow carries: `employees-failing`. */
export type FlowAlarmName =
  | 'new-errors'
  | 'records-failing'
  | 'plan-waiting'
  | 'run-aborted'
  | 'keys-refused'
  | 'run-too-long'
  | 'dead-letters'
  | 'message-too-old'
  | 'schedule-dropped'
  | 'scheduled-run-missed'
  | 'nothing-succeeded';

/** What a worker is given to read from its environment. */
type WorkerVariables = VendorVariables & { readonly MAIL_QUEUE_URL: string; readonly queueUrl: string };

/** The variables by which start-run knows the queues of the flows; empty for a flow that the stack does not carry. */
export const NO_QUEUES = { EMPLOYEE_QUEUE_URL: '', XLEDGER_QUEUE_URL: '', LEAVES_QUEUE_URL: '' } as const;
type QueueVariable = keyof typeof NO_QUEUES;

/** What works on the records of a flow: a function behind a queue. */
export interface WorkingDeployment {
  /** Logical ids begin with it, for good: `SyncEmployee`. */
  readonly workerId: string;
  readonly worker: FunctionName;
  readonly workerDescription: string;
  /** What the worker reads from its environment. */
  readonly variablesOf: (given: WorkerVariables) => Readonly<Record<string, string>>;
  /**
   * The partitions of the table in which the worker keeps what is of its flow alone, or their beginnings: beside these and
   * the runs it may neither read nor write. Null for a flow that was deployed before a worker could be confined.
   */
  readonly partitions: readonly string[] | null;
  /** The variable by which start-run knows the queue of its records. */
  readonly queueVariable: QueueVariable;
  /** What the stack's outputs call its queues. */
  readonly queueOutputs: { readonly queue: string; readonly deadLetterQueue: string };
}

/** A flow as its stack knows it: what its queue, function, alarms and rows of the dashboard are called. */
export interface FlowDeployment {
  /** `employees-to-poweroffice`. */
  readonly name: string;
  /**
   * Whether construct, alarms, metrics, start messages and rows of the dashboard bear the flow's name. False for the one
   * flow that was deployed before there could be several: CloudFormation would replace whatever is renamed, and fail at
   * alarms, whose names are taken.
   */
  readonly bearsName: boolean;
  /** The system that it writes to, by its whole name: `PowerOffice Go`. */
  readonly target: string;
  /** The flow whose links it uses: a stage carries it beside that one alone. Null for a flow that stands by itself. */
  readonly usesLinksOf: FlowName | null;
  /**
   * Whether runs start by themselves: at the time of the stage, or, of a flow that uses another's links, after that one.
   * False: only when somebody asks for one.
   */
  readonly isScheduled: (settings: AllSettings) => boolean;
  /** What counts the requests to that system, and how often it refused one for coming too soon; null where nobody asks it. */
  readonly vendorMetrics: { readonly requests: MetricName; readonly throttled: MetricName } | null;
  /** What it carries, in the plural, as graphs and alarms call it: `employees`. */
  readonly records: string;
  /** What brings one record after another in step; null where the start of a run does all of the work. */
  readonly working: WorkingDeployment | null;
  /** Every alarm, in the words that the e-mail shows. Each has a section of its own in docs/runbook.md. */
  readonly alarmTexts: Readonly<Record<FlowAlarmName, AlarmText>>;
}

/** The id of a flow's construct. The CDK leaves `Default` out of logical ids. */
export const constructIdOf = ({ name, bearsName }: FlowDeployment): string => (bearsName ? name : 'Default');

/** What stands before the name of something that each flow has: nothing, or `leaves-to-poweroffice-`. */
export const prefixOf = ({ name, bearsName }: FlowDeployment): string => (bearsName ? `${name}-` : '');

/** The systems that flows write to, in words: `PowerOffice Go and X-ledger`. */
export const targetsOf = (flows: readonly FlowDeployment[]): string =>
  new Intl.ListFormat('en').format(new Set(flows.map(({ target }) => target)));
