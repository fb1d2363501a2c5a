import { Stack } from 'aws-cdk-lib';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { LogEventName, LogFieldValues } from '../../shared/observability/log-events.ts';

/** A name of a log line's field, or one that Logs Insights adds. */
type Field = keyof LogFieldValues | '@timestamp';

const show = (...fields: Field[]): string => `fields ${fields.join(', ')}`;
const only = (...events: LogEventName[]): string =>
  `filter event in [${events.map((event) => `"${event}"`).join(', ')}]`;
const LATEST_FIRST = 'sort @timestamp desc';

/** What the saved queries ask, line by line. The dashboard shows the first two. */
export const SAVED_QUERIES = {
  'who failed and why': [
    only('EMPLOYEE_PROBLEM'),
    'filter severity = "error"',
    'stats earliest(@timestamp) as firstSeen, latest(@timestamp) as lastSeen, count(*) as runs by employeeNumber, mode, code, summary, hint',
    'sort lastSeen desc',
  ],
  'how the last runs went': [
    only('RUN_ENDED', 'RUN_ABORTED'),
    show(
      '@timestamp',
      'runId',
      'trigger',
      'mode',
      'status',
      'code',
      'inScope',
      'created',
      'updated',
      'unchanged',
      'skipped',
      'failed',
      'durationInSeconds',
      'hint',
    ),
    LATEST_FIRST,
    'limit 50',
  ],
  'warnings by employee': [
    only('EMPLOYEE_PROBLEM'),
    'filter severity = "warning"',
    'stats latest(@timestamp) as lastSeen by employeeNumber, mode, code, summary, hint',
    'sort employeeNumber, code',
  ],
  'one run from start to end': [
    '# Put the id of the run between the quotes.',
    'filter runId = ""',
    'fields @timestamp, event, mode, employeeNumber, outcome, code, summary, errorName',
    'sort @timestamp',
    'limit 10000',
  ],
  'how the problems changed': [
    only('PROBLEMS_COMPARED', 'MAIL_SENT', 'MAIL_UNCERTAIN', 'MAIL_GIVEN_UP'),
    show('@timestamp', 'runId', 'newErrors', 'newProblems', 'solvedProblems', 'standingProblems', 'mail'),
    LATEST_FIRST,
    'limit 100',
  ],
  'postponed employees': [
    only('EMPLOYEE_POSTPONED'),
    show('@timestamp', 'runId', 'employeeNumber', 'code', 'receiveCount', 'delayInSeconds'),
    LATEST_FIRST,
  ],
  'unexpected errors': [
    only('UNEXPECTED_ERROR', 'MESSAGE_UNREADABLE'),
    show('@timestamp', 'runId', 'employeeNumber', 'errorName', 'errorCode', 'stackFrames'),
    LATEST_FIRST,
  ],
} as const satisfies Record<string, readonly string[]>;

export type SavedQueryName = keyof typeof SAVED_QUERIES;

interface SavedQueriesProps {
  readonly logGroups: readonly LogGroup[];
}

/** The questions that a log is asked most often, ready under Logs Insights > Queries > the stack's name. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, { logGroups }: SavedQueriesProps) {
    super(scope, id);
    for (const [name, lines] of Object.entries(SAVED_QUERIES)) {
      new CfnQueryDefinition(this, name.replaceAll(' ', '-'), {
        name: `${Stack.of(this).stackName}/${name}`,
        queryString: lines.join('\n| ').replace(/^(#.*)\n\| /u, '$1\n'),
        logGroupNames: logGroups.map(({ logGroupName }) => logGroupName),
      });
    }
  }
}
