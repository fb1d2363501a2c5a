/*
 * The functions that the flows of a client share, each with its variables and with what it may do, which is no more
 * than it needs. What a flow has of its own is its FlowWorker. For example, the function behind the API may start runs
 * and read everything that is remembered, and has no keys of the vendors; the one that checks and explains has them,
 * and can change nothing.
 */
import type { Construct } from 'constructs';
import type {
  apiEnvironment,
  deadLetterEnvironment,
  inspectEnvironment,
  startRunEnvironment,
  widgetEnvironment,
} from '../../shared/config/function-environment.ts';
import { DEAD_LETTER_TIMEOUT_IN_SECONDS, START_LIMITS } from '../../shared/run/limits.ts';
import { WORKER_MEMORY_IN_MEGABYTES } from './flow-worker.ts';
import type { FlowWorker } from './flow-worker.ts';
import type { Foundation } from './foundation.ts';
import type { QueueWorker } from './queue-worker.ts';
import type { SyncFunction, Variables } from './sync-function.ts';

/** Enough to look through the problems of 20,000 people, and more than half a processor to do it within seconds. */
const VIEW_MEMORY_IN_MEGABYTES = 1024;

/** API Gateway gives up after 29. */
const ANSWER_WITHIN_SECONDS = 27;

/** Works on the dead letters of every queue. */
export const addDeadLetter = (stack: Construct, { vendorVariables, addFunction }: Foundation): SyncFunction => {
  const environment: Variables<typeof deadLetterEnvironment> = { TABLE_NAME: vendorVariables.TABLE_NAME };
  return addFunction(stack, 'DeadLetter', 'dead-letter', {
    description: 'Records the employees that were given up',
    timeoutInSeconds: DEAD_LETTER_TIMEOUT_IN_SECONDS,
    memorySizeInMegabytes: 256,
    environment,
  });
};

/** Works on the start queue, for every flow. */
export const addStartRun = (
  stack: Construct,
  { vendorVariables, addFunction, allowSyncing }: Foundation,
  { starts, employees }: { readonly starts: QueueWorker; readonly employees: FlowWorker },
): SyncFunction => {
  const environment: Variables<typeof startRunEnvironment> = {
    ...vendorVariables,
    EMPLOYEE_QUEUE_URL: employees.records.queue.queueUrl,
    START_QUEUE_URL: starts.queue.queueUrl,
  };
  const startRun = addFunction(stack, 'StartRun', 'start-run', {
    description: 'Reads both vendors and sends one message per employee',
    timeoutInSeconds: START_LIMITS.timeoutInSeconds,
    memorySizeInMegabytes: WORKER_MEMORY_IN_MEGABYTES,
    environment,
  });
  starts.workedOnBy(startRun);
  allowSyncing(startRun);
  employees.records.allowSending(startRun);
  // A scheduled start that another run is in the way of comes again as a new message.
  starts.allowSending(startRun);
  return startRun;
};

/** Answers the API: lets nobody change what is remembered of an employee. */
export const addApiHandler = (
  stack: Construct,
  { state, settings, schedule, vendorVariables, addFunction }: Foundation,
  starts: QueueWorker,
): SyncFunction => {
  const environment: Variables<typeof apiEnvironment> = {
    TABLE_NAME: vendorVariables.TABLE_NAME,
    START_QUEUE_URL: starts.queue.queueUrl,
    LANGUAGE: settings.language,
    SCHEDULE: schedule,
  };
  const handler = addFunction(stack, 'ApiHandler', 'api', {
    description: 'Starts a run, shows runs and open problems',
    // No call of API Gateway lasts longer.
    timeoutInSeconds: 29,
    memorySizeInMegabytes: VIEW_MEMORY_IN_MEGABYTES,
    environment,
  });
  state.allowStartingRuns(handler);
  starts.allowSending(handler);
  return handler;
};

/** Answers what both vendors are read for: it has their keys, and writes nothing but the pace of its requests. */
export const addInspect = (
  stack: Construct,
  { vendorVariables, addFunction, allowInspecting, schedule }: Foundation,
): SyncFunction => {
  const environment: Variables<typeof inspectEnvironment> = {
    ...vendorVariables,
    ANSWER_WITHIN_SECONDS: String(ANSWER_WITHIN_SECONDS),
    SCHEDULE: schedule,
  };
  const inspect = addFunction(stack, 'Inspect', 'inspect', {
    description: 'Checks that everything is ready, and explains what a run would do with a person',
    // A request to a vendor may take as long as API Gateway waits; on one machine, many people take minutes.
    timeoutInSeconds: 900,
    memorySizeInMegabytes: VIEW_MEMORY_IN_MEGABYTES,
    environment,
  });
  allowInspecting(inspect);
  return inspect;
};

/** Lists the open problems on the dashboard. */
export const addWidget = (
  stack: Construct,
  { state, settings, schedule, vendorVariables, addFunction }: Foundation,
): SyncFunction => {
  const environment: Variables<typeof widgetEnvironment> = {
    TABLE_NAME: vendorVariables.TABLE_NAME,
    LANGUAGE: settings.language,
    SCHEDULE: schedule,
  };
  const widget = addFunction(stack, 'Widget', 'widget', {
    description: 'Shows the open problems on the dashboard',
    timeoutInSeconds: 20,
    memorySizeInMegabytes: VIEW_MEMORY_IN_MEGABYTES,
    environment,
  });
  state.allowReading(widget);
  return widget;
};
