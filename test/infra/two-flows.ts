import { Stack } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../../infra/constructs/alarm-topic.ts';
import {
  addApiHandler,
  addDashboardFunctions,
  addDeadLetter,
  addDecide,
  addInspect,
  addMail,
  addStartRun,
} from '../../infra/constructs/client-functions.ts';
import type { FlowDeployment } from '../../infra/constructs/flow-deployment.ts';
import { FlowWorker } from '../../infra/constructs/flow-worker.ts';
import { createFoundation } from '../../infra/constructs/foundation.ts';
import type { FoundationOptions } from '../../infra/constructs/foundation.ts';
import { addMonitoring } from '../../infra/constructs/monitoring.ts';
import { QueueWorker } from '../../infra/constructs/queue-worker.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../infra/flows/employees-to-poweroffice.ts';
import { parseStageSettings } from '../../infra/stage-settings.ts';
import { MAIL_LIMITS, START_LIMITS } from '../../shared/run/limits.ts';
import { STAGE, createCodeFolders } from './template.ts';

/** A second flow, as it would be deployed. */
export const LEAVES: FlowDeployment = {
  ...EMPLOYEES_TO_POWEROFFICE,
  name: 'leaves-to-poweroffice',
  bearsName: true,
  records: 'leaves',
  workerId: 'SyncLeave',
  variablesOf: ({ source, queueUrl }) => ({ ...source, LEAVE_QUEUE_URL: queueUrl }),
};

/** What a client's stack would be with two flows, without the API: the constructs that there are, and no other. */
class TwoFlows extends Stack {
  constructor(scope: Construct, id: string, options: FoundationOptions) {
    super(scope, id);
    const { stage } = options;
    const foundation = createFoundation(this, options);
    const { topic } = new AlarmTopic(this, 'AlarmTopic', { key: foundation.key, email: stage.alarmEmail });
    const channel = { topic, runbook: 'docs/runbook.md' };
    const topics = { alarms: topic, hr: null };
    const { key } = foundation;
    const starts = new QueueWorker(this, 'Starts', { key, limits: START_LIMITS });
    const { deadLetterQueue } = starts;
    const mails = new QueueWorker(this, 'Mails', { key, limits: MAIL_LIMITS, deadLetterQueue });
    const deadLetter = addDeadLetter(this, foundation, mails);
    const { schedule, longestRunInMinutes } = stage;
    const shared = { foundation, starts, mails, deadLetter, channel, schedule, longestRunInMinutes };
    const employees = new FlowWorker(this, { ...shared, flow: EMPLOYEES_TO_POWEROFFICE, watchesStarts: true });
    const leaves = new FlowWorker(this, { ...shared, flow: LEAVES, watchesStarts: false });
    starts.deadLettersWorkedOnBy(deadLetter);
    foundation.state.allowReadingAndWriting(deadLetter);
    const startRun = addStartRun(this, foundation, { starts, mails, employees });
    leaves.records.allowSending(startRun);
    const apiHandler = addApiHandler(this, foundation, starts);
    const dashboard = addDashboardFunctions(this, foundation, starts);
    const inspect = addInspect(this, foundation, topics);
    const decide = addDecide(this, foundation);
    const mail = addMail(this, foundation, { mails, topics, runbook: channel.runbook });
    const functions = { startRun, deadLetter, apiHandler, inspect, decide, mail, ...dashboard };
    addMonitoring(this, { ...functions, channel, hasDashboard: true, flows: [employees, leaves], starts });
  }
}

/** A stack with two flows in an app that may have others. */
export const addTwoFlows = async (app: App): Promise<Stack> => {
  const stage = parseStageSettings('test', STAGE);
  const [client] = stage.clients;
  return new TwoFlows(app, 'two-flows', { stage, client: client!, codeFolders: await createCodeFolders() });
};
