/*
 * The functions that the flows of a client share, each with its variables and with what it may do, which is no more
 * than it needs. What a flow has of its own is its FlowWorker. For example, the function behind the API may start runs
 * and read everything that is remembered, and has no keys of the vendors; the one that checks and explains has them,
 * and can change nothing. Behind the dashboard's buttons each role has a function of its own.
 */
import { Stack } from 'aws-cdk-lib';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type {
  actionsEnvironment,
  apiEnvironment,
  deadLetterEnvironment,
  decideEnvironment,
  explainEnvironment,
  inspectEnvironment,
  mailEnvironment,
  startRunEnvironment,
  widgetEnvironment,
} from '../../shared/config/function-environment.ts';
import { DEAD_LETTER_TIMEOUT_IN_SECONDS, MAIL_LIMITS, START_LIMITS } from '../../shared/run/limits.ts';
import { allowMailing, allowSeeingSubscribers } from './mail-topic.ts';
import type { ExportBucket } from './export-bucket.ts';
import { NO_QUEUES } from './flow-deployment.ts';
import type { FlowWorker } from './flow-worker.ts';
import type { Foundation } from './foundation.ts';
import type { QueueWorker } from './queue-worker.ts';
import { EXPORT_PARTITIONS, SCHEDULE_PARTITION } from './state-table.ts';
import type { SyncFunction, Variables } from './sync-function.ts';

/** Twice what reading both sides of 20,000 people takes, see docs/adr/0056-a-start-has-a-gigabyte.md. */
const START_MEMORY_IN_MEGABYTES = 1024;

/** Enough to look through the problems of 20,000 people, and more than half a processor to do it within seconds. */
const VIEW_MEMORY_IN_MEGABYTES = 1024;

/** API Gateway gives up after 29. */
const ANSWER_WITHIN_SECONDS = 27;

/** Whom mails go to. */
export interface MailTopics {
  readonly alarms: Topic;
  /** Null unless the stage has an `hrEmail`. */
  readonly hr: Topic | null;
}

const topicsOf = ({ alarms, hr }: MailTopics): readonly Topic[] => (hr === null ? [alarms] : [alarms, hr]);

const topicVariables = ({ alarms, hr }: MailTopics) => ({
  ALARM_TOPIC_ARN: alarms.topicArn,
  HR_TOPIC_ARN: hr?.topicArn ?? '',
});

/** Works on the dead letters of every queue. */
export const addDeadLetter = (
  stack: Construct,
  { vendorVariables, addFunction }: Foundation,
  mails: QueueWorker,
): SyncFunction => {
  const environment: Variables<typeof deadLetterEnvironment> = {
    TABLE_NAME: vendorVariables.source.TABLE_NAME,
    MAIL_QUEUE_URL: mails.queue.queueUrl,
  };
  const deadLetter = addFunction(stack, 'DeadLetter', 'dead-letter', {
    description: 'Records the employees that were given up',
    timeoutInSeconds: DEAD_LETTER_TIMEOUT_IN_SECONDS,
    memorySizeInMegabytes: 256,
    environment,
  });
  mails.allowSending(deadLetter);
  return deadLetter;
};

/** Works on the start queue, for every flow. */
export const addStartRun = (
  stack: Construct,
  { vendorVariables, addFunction, allowSyncing }: Foundation,
  {
    starts,
    mails,
    flows,
    exports,
  }: {
    readonly starts: QueueWorker;
    readonly mails: QueueWorker;
    readonly flows: readonly FlowWorker[];
    readonly exports: ExportBucket | null;
  },
): SyncFunction => {
  const environment: Variables<typeof startRunEnvironment> = {
    ...vendorVariables.source,
    ...vendorVariables.powerOffice,
    ...vendorVariables.xledger,
    ...NO_QUEUES,
    ...Object.fromEntries(
      flows.flatMap(({ flow: { working }, records }) =>
        working === null || records === null ? [] : [[working.queueVariable, records.queue.queueUrl] as const],
      ),
    ),
    EXPORT_BUCKET: exports?.bucket.bucketName ?? '',
    START_QUEUE_URL: starts.queue.queueUrl,
    MAIL_QUEUE_URL: mails.queue.queueUrl,
  };
  const startRun = addFunction(stack, 'StartRun', 'start-run', {
    description: 'Reads both vendors and sends one message per employee',
    timeoutInSeconds: START_LIMITS.timeoutInSeconds,
    memorySizeInMegabytes: START_MEMORY_IN_MEGABYTES,
    environment,
  });
  starts.workedOnBy(startRun);
  allowSyncing(startRun, null);
  for (const { records } of flows) records?.allowSending(startRun);
  exports?.allowStoring(startRun);
  // A scheduled start that another run is in the way of comes again as a new message.
  starts.allowSending(startRun);
  mails.allowSending(startRun);
  return startRun;
};

/** What the API needs, wherever it is called: it lets nobody change what is remembered of an employee. */
const apiVariables = (
  { settings, schedules, vendorVariables }: Foundation,
  starts: QueueWorker,
): Variables<typeof apiEnvironment> => ({
  TABLE_NAME: vendorVariables.source.TABLE_NAME,
  START_QUEUE_URL: starts.queue.queueUrl,
  LANGUAGE: settings.language,
  SCHEDULES: schedules,
  EXPORT_BUCKET: '',
});

const allowAnswering = (
  { state }: Foundation,
  starts: QueueWorker,
  grantee: SyncFunction,
  ...others: readonly string[]
): SyncFunction => {
  state.allowStartingRuns(grantee, ...others);
  starts.allowSending(grantee);
  return grantee;
};

/** Answers the API. */
export const addApiHandler = (
  stack: Construct,
  foundation: Foundation,
  { starts, exports }: { readonly starts: QueueWorker; readonly exports: ExportBucket | null },
): SyncFunction => {
  const handler = foundation.addFunction(stack, 'ApiHandler', 'api', {
    description: 'Starts a run, shows runs and open problems',
    // No call of API Gateway lasts longer.
    timeoutInSeconds: 29,
    memorySizeInMegabytes: VIEW_MEMORY_IN_MEGABYTES,
    environment: { ...apiVariables(foundation, starts), EXPORT_BUCKET: exports?.bucket.bucketName ?? '' },
  });
  exports?.allowLinking(handler);
  const others = exports === null ? [] : EXPORT_PARTITIONS;
  return allowAnswering(foundation, starts, handler, SCHEDULE_PARTITION, ...others);
};

/** Does what the buttons of a role on the dashboard say: the same calls as those of the API, made in a function of the role's own. */
const addActions = (
  stack: Construct,
  foundation: Foundation,
  { starts, id, role }: { readonly starts: QueueWorker; readonly id: string; readonly role: 'operator' | 'approver' },
): SyncFunction => {
  const environment: Variables<typeof actionsEnvironment> = { ...apiVariables(foundation, starts), ROLE: role };
  const actions = foundation.addFunction(stack, id, 'actions', {
    description: `Does what the dashboard's buttons for the ${role} say`,
    timeoutInSeconds: 29,
    memorySizeInMegabytes: VIEW_MEMORY_IN_MEGABYTES,
    environment,
  });
  return allowAnswering(foundation, starts, actions, ...(role === 'approver' ? [SCHEDULE_PARTITION] : []));
};

/** What whoever reads both vendors for an answer is told. */
const lookingVariables = ({ vendorVariables, schedules }: Foundation) => ({
  ...vendorVariables.source,
  ...vendorVariables.powerOffice,
  ...vendorVariables.xledger,
  SCHEDULES: schedules,
  ANSWER_WITHIN_SECONDS: String(ANSWER_WITHIN_SECONDS),
});

/** A request to a vendor may take as long as API Gateway waits; on one machine, many people take minutes. */
const INSPECTION_TIMEOUT_IN_SECONDS = 900;

/** Answers what both vendors are read for, with their keys. */
export const addInspect = (stack: Construct, foundation: Foundation, topics: MailTopics): SyncFunction => {
  const environment: Variables<typeof inspectEnvironment> = {
    ...lookingVariables(foundation),
    ...topicVariables(topics),
  };
  const inspect = foundation.addFunction(stack, 'Inspect', 'inspect', {
    description: 'Checks that everything is ready, and explains what a run would do with a person',
    timeoutInSeconds: INSPECTION_TIMEOUT_IN_SECONDS,
    memorySizeInMegabytes: VIEW_MEMORY_IN_MEGABYTES,
    environment,
  });
  foundation.allowInspecting(inspect);
  for (const topic of topicsOf(topics)) allowSeeingSubscribers(inspect, topic);
  return inspect;
};

/** Stores what people decide of a person, once both vendors were read for it. */
export const addDecide = (stack: Construct, foundation: Foundation): SyncFunction => {
  const environment: Variables<typeof decideEnvironment> = lookingVariables(foundation);
  const decide = foundation.addFunction(stack, 'Decide', 'decide', {
    description: 'Stores what people decide of an employee',
    timeoutInSeconds: INSPECTION_TIMEOUT_IN_SECONDS,
    memorySizeInMegabytes: VIEW_MEMORY_IN_MEGABYTES,
    environment,
  });
  foundation.allowDeciding(decide);
  return decide;
};

/** Explains a person on the dashboard, as the API does. */
const addExplain = (stack: Construct, foundation: Foundation): SyncFunction => {
  const environment: Variables<typeof explainEnvironment> = {
    ...lookingVariables(foundation),
    LANGUAGE: foundation.settings.language,
  };
  const explain = foundation.addFunction(stack, 'Explain', 'explain', {
    description: 'Explains on the dashboard what a run would do with a person',
    timeoutInSeconds: INSPECTION_TIMEOUT_IN_SECONDS,
    memorySizeInMegabytes: VIEW_MEMORY_IN_MEGABYTES,
    environment,
  });
  foundation.allowInspecting(explain);
  return explain;
};

/** The functions of the dashboard, by who may call them: the widget itself and what stands behind its buttons. */
export interface DashboardFunctions {
  readonly widget: SyncFunction;
  readonly explain: SyncFunction;
  readonly operatorActions: SyncFunction;
  readonly approverActions: SyncFunction;
}

/** Shows the open problems and plans on the dashboard, with buttons for each role. */
export const addDashboardFunctions = (
  stack: Construct,
  foundation: Foundation,
  starts: QueueWorker,
): DashboardFunctions => {
  const { state, settings, schedules, vendorVariables, addFunction } = foundation;
  const explain = addExplain(stack, foundation);
  const operatorActions = addActions(stack, foundation, { starts, id: 'OperatorActions', role: 'operator' });
  const approverActions = addActions(stack, foundation, { starts, id: 'ApproverActions', role: 'approver' });
  const environment: Variables<typeof widgetEnvironment> = {
    TABLE_NAME: vendorVariables.source.TABLE_NAME,
    LANGUAGE: settings.language,
    SCHEDULES: schedules,
    EXPLAIN_FUNCTION_ARN: explain.lambda.functionArn,
    OPERATOR_ACTIONS_ARN: operatorActions.lambda.functionArn,
    APPROVER_ACTIONS_ARN: approverActions.lambda.functionArn,
  };
  const widget = addFunction(stack, 'Widget', 'widget', {
    description: 'Shows the open problems on the dashboard',
    // Every record of a plan for 20,000 people is read.
    timeoutInSeconds: 60,
    memorySizeInMegabytes: VIEW_MEMORY_IN_MEGABYTES,
    environment,
  });
  state.allowReading(widget);
  return { widget, explain, operatorActions, approverActions };
};

/** Tells people by mail what a run means for them. */
export const addMail = (
  stack: Construct,
  { state, key, settings, vendorVariables, addFunction }: Foundation,
  { mails, topics, runbook }: { readonly mails: QueueWorker; readonly topics: MailTopics; readonly runbook: string },
): SyncFunction => {
  const environment: Variables<typeof mailEnvironment> = {
    TABLE_NAME: vendorVariables.source.TABLE_NAME,
    LANGUAGE: settings.language,
    STACK_NAME: Stack.of(stack).stackName,
    RUNBOOK: runbook,
    ...topicVariables(topics),
  };
  const mail = addFunction(stack, 'Mail', 'mail', {
    description: 'Tells HR and IT by mail what a run found',
    timeoutInSeconds: MAIL_LIMITS.timeoutInSeconds,
    memorySizeInMegabytes: VIEW_MEMORY_IN_MEGABYTES,
    environment,
  });
  mails.workedOnBy(mail);
  state.allowNotingMails(mail);
  for (const topic of topicsOf(topics)) allowMailing(mail, topic, key);
  return mail;
};
