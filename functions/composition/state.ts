import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoDbTable } from '../../shared/state/dynamodb-table.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { assembleState } from './assemble-state.ts';
import type { State } from './assemble-state.ts';
import { AWS_CLIENT } from './aws-client.ts';
import { log, publishMetrics, recordMetric } from './observability.ts';
import type { Table } from '../../shared/state/table.ts';
import { withoutExpired } from '../../shared/state/without-expired.ts';
import { tellRunEnd } from './tell-run-end.ts';
import type { Telling } from './tell-run-end.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient(AWS_CLIENT), {
  marshallOptions: { removeUndefinedValues: true },
});

/** A table of this account by its name. */
export const openTable = (tableName: string) => createDynamoDbTable(client, tableName);

/** The state table as stores read it: without what it has not removed yet. */
export const openStateTable = (tableName: string): Table => withoutExpired(openTable(tableName), systemClock);

/**
 * What the sync remembers, and the one place where its runs end.
 * @param requestMails left out where runs only begin or are given up: no mail tells of those
 */
export const openState = (tableName: string, requestMails: Telling['requestMails'] = null): State =>
  assembleState(openTable(tableName), {
    clock: systemClock,
    tell: tellRunEnd({ log, recordMetric, publishMetrics, requestMails }),
  });
