import { SQSClient } from '@aws-sdk/client-sqs';
import type * as z from 'zod';
import type { apiEnvironment } from '../../shared/config/function-environment.ts';
import type { ExportLedger } from '../../shared/flows/time-off-to-file/export-ledger.ts';
import { createLeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { createMessageQueue } from '../../shared/queue/message-queue.ts';
import { apiFlows } from '../composition/api-flows.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { assembleFileState } from '../composition/file/assemble-file-state.ts';
import { linksTo } from '../composition/file/export-bucket.ts';
import { log } from '../composition/observability.ts';
import { openState, openStateTable } from '../composition/state.ts';
import { assembleXledgerState } from '../composition/xledger/assemble-xledger-state.ts';
import type { ApiExports } from './exports.ts';
import type { ApiDependencies } from './handler.ts';

/** What the stored routes need in a deployed function: that of the API, and those behind the dashboard's buttons. */
export const openApi = ({
  TABLE_NAME,
  START_QUEUE_URL,
  LANGUAGE,
  SCHEDULES,
  EXPORT_BUCKET,
}: z.output<typeof apiEnvironment>): ApiDependencies => {
  const sqs = new SQSClient(AWS_CLIENT);
  const queue = createMessageQueue(sqs, START_QUEUE_URL);
  const state = openState(TABLE_NAME);
  const table = openStateTable(TABLE_NAME);
  const file = assembleFileState(table);
  return {
    ...state,
    flows: apiFlows(
      {
        ...state,
        xledger: assembleXledgerState(table),
        leaves: createLeaveStore(table),
        file,
      },
      SCHEDULES,
    ),
    exports: EXPORT_BUCKET === null ? null : openExports(EXPORT_BUCKET, file.ledger, sqs),
    queueStart: (message) => queue.send(message),
    clock: systemClock,
    random: Math.random,
    language: LANGUAGE,
    schedules: SCHEDULES,
    log,
  };
};

/** Links alone are made here: nothing is sent to the bucket. */
const openExports = (bucket: string, ledger: ExportLedger, { config }: SQSClient): ApiExports => ({
  ledger,
  linkTo: linksTo({ bucket, config, endpoint: process.env['AWS_ENDPOINT_URL_S3'], clock: systemClock }),
});
