/*
 * The stack of one client: a company, with the flows that its stage names. What the flows share stands once (key, table,
 * secrets, the queue of starts, API, dashboard), and each flow has a worker of its own with queue, alarms and schedule.
 * For example, a client with both flows has two workers, and one secret that holds the keys of three vendors.
 */
import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { MAIL_LIMITS, START_LIMITS } from '../../shared/run/limits.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { ApiPolicies } from '../constructs/api-policies.ts';
import { RunApi } from '../constructs/api.ts';
import {
  addApiHandler,
  addDashboardFunctions,
  addDeadLetter,
  addDecide,
  addInspect,
  addMail,
  addStartRun,
} from '../constructs/client-functions.ts';
import { ExportBucket } from '../constructs/export-bucket.ts';
import { FlowWorker } from '../constructs/flow-worker.ts';
import { createFoundation } from '../constructs/foundation.ts';
import type { FoundationOptions } from '../constructs/foundation.ts';
import { addMailTopic } from '../constructs/mail-topic.ts';
import { addMonitoring } from '../constructs/monitoring.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { FLOW_DEPLOYMENTS } from '../flows/flow-deployments.ts';
import { flowsOf, scheduleOf } from '../flow-schedules.ts';

/** The runbook's place in the project, for a stage that says no address. */
const RUNBOOK = 'docs/runbook.md';

type SyncStackProps = StackProps & FoundationOptions;

/** Everything that one client needs: one company, with the flows that it has. */
export class SyncStack extends Stack {
  constructor(scope: Construct, id: string, { stage, client, codeFolders, paceTable, ...props }: SyncStackProps) {
    super(scope, id, props);
    const foundation = createFoundation(this, {
      stage,
      client,
      codeFolders,
      ...(paceTable !== undefined && { paceTable }),
    });
    const { key, logRetentionInDays, state, vendorKeysArn } = foundation;
    const { topic } = new AlarmTopic(this, 'AlarmTopic', { key, email: stage.alarmEmail });
    const { hrEmail } = stage;
    const hr = hrEmail === null ? null : addMailTopic(this, 'HrTopic', { key, email: hrEmail });
    const topics = { alarms: topic, hr };
    const runbook = stage.runbookUrl ?? RUNBOOK;
    const channel = { topic, runbook };

    const starts = new QueueWorker(this, 'Starts', { key, limits: START_LIMITS });
    const mails = new QueueWorker(this, 'Mails', {
      key,
      limits: MAIL_LIMITS,
      deadLetterQueue: starts.deadLetterQueue,
    });
    const deadLetter = addDeadLetter(this, foundation, mails);
    const flows = flowsOf(stage, client).map(
      (name, index) =>
        new FlowWorker(this, {
          flow: FLOW_DEPLOYMENTS[name],
          foundation,
          starts,
          watchesStarts: index === 0,
          deadLetter,
          channel,
          mails,
          schedule: scheduleOf(stage, client, name),
          longestRunInMinutes: stage.longestRunInMinutes,
        }),
    );
    starts.deadLettersWorkedOnBy(deadLetter);
    state.allowReadingAndWriting(deadLetter);
    // A file lies there for days; nothing else does.
    const exports = flowsOf(stage, client).includes('time-off-to-file')
      ? new ExportBucket(this, 'Exports', {
          key,
          keepDays: foundation.settings.timeOff.file.keepDays,
          removalPolicy: foundation.removalPolicy,
        })
      : null;
    const startRun = addStartRun(this, foundation, { starts, mails, flows, exports });

    const apiHandler = addApiHandler(this, foundation, { starts, exports });
    const inspect = addInspect(this, foundation, topics);
    const decide = addDecide(this, foundation);
    const answering = { api: apiHandler, inspect, decide };
    const { api } = new RunApi(this, 'RunApi', { functions: answering, key, logRetentionInDays });
    const dashboard = addDashboardFunctions(this, foundation, starts);
    const { arns: apiPolicies } = new ApiPolicies(this, 'ApiPolicies', { api, dashboard });

    const mail = addMail(this, foundation, { mails, topics, runbook });
    const shared = { starts, startRun, deadLetter, apiHandler, inspect, decide, mail, ...dashboard };
    const monitoring = addMonitoring(this, { ...shared, channel, hasDashboard: client.dashboard, flows });

    const outputs = {
      ApiUrl: api.url,
      ...monitoring,
      ReaderPolicyArn: apiPolicies.reader,
      OperatorPolicyArn: apiPolicies.operator,
      ApproverPolicyArn: apiPolicies.approver,
      StateTableName: state.table.tableName,
      ...Object.fromEntries(flows.flatMap(queuesOf)),
      StartQueueUrl: starts.queue.queueUrl,
      StartDeadLetterQueueUrl: starts.deadLetterQueue.queueUrl,
      VendorKeysSecretArn: vendorKeysArn,
      NextStep: `npm run secrets -- ${vendorKeysArn}`,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}

/** The queues of a flow, as the outputs call them. */
const queuesOf = ({ flow: { working }, records }: FlowWorker): [string, string][] =>
  working === null || records === null
    ? []
    : [
        [working.queueOutputs.queue, records.queue.queueUrl],
        [working.queueOutputs.deadLetterQueue, records.deadLetterQueue.queueUrl],
      ];
