import { SQSClient } from '@aws-sdk/client-sqs';
import type * as z from 'zod';
import type { apiEnvironment } from '../../shared/config/function-environment.ts';
import { createLeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { createMessageQueue } from '../../shared/queue/message-queue.ts';
import { apiFlows } from '../composition/api-flows.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { assembleFileState } from '../composition/file/assemble-file-state.ts';
import { log } from '../composition/observability.ts';
import { openState, openStateTable } from '../composition/state.ts';
import { assembleXledgerState } from '../composition/xledger/assemble-xledger-state.ts';
import type { ApiDependencies } from './handler.ts';

/** What the stored routes need in a deployed function: that of the API, and those behind the dashboard's buttons. */
export const openApi = ({
  TABLE_NAME,
  START_QUEUE_URL,
  LANGUAGE,
  SCHEDULES,
}: z.output<typeof apiEnvironment>): ApiDependencies => {
  const queue = createMessageQueue(new SQSClient(AWS_CLIENT), START_QUEUE_URL);
  const state = openState(TABLE_NAME);
  const table = openStateTable(TABLE_NAME);
  return {
    ...state,
    flows: apiFlows(
      {
        ...state,
        xledger: assembleXledgerState(table),
        leaves: createLeaveStore(table),
        file: assembleFileState(table),
      },
      SCHEDULES,
    ),
    queueStart: (message) => queue.send(message),
    clock: systemClock,
    random: Math.random,
    language: LANGUAGE,
    schedules: SCHEDULES,
    log,
  };
};
