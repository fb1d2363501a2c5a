import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { apiEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { toRunAbort } from '../../shared/sync/abort.ts';
import { listOpenProblems } from '../../shared/sync/open-problems.ts';
import { reportRun } from '../../shared/sync/run-report.ts';
import { newRunId, startMessageSchema } from '../../shared/sync/start-message.ts';
import { LEASE_IN_MILLIS } from '../../shared/sync/sync-batch.ts';
import { openState } from '../composition/state.ts';

const eventSchema = z.object({
  httpMethod: z.string(),
  resource: z.string(),
  pathParameters: z.record(z.string(), z.string()).nullish(),
  body: z.string().nullish(),
});

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const answer = (statusCode: number, body: unknown): Answer => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

const requestSchema = startMessageSchema.pick({ mode: true, employees: true });
const sqs = new SQSClient({ maxAttempts: 5 });

/** `POST /runs` starts a run, `GET /runs/{runId}` shows it, `GET /problems` lists what is open. */
export const handleRequest = async (event: unknown): Promise<Answer> => {
  const environment = readEnvironment(apiEnvironment, process.env);
  const { runs, employees } = openState(environment.TABLE_NAME);
  const { httpMethod, resource, pathParameters, body } = eventSchema.parse(event);
  switch (`${httpMethod} ${resource}`) {
    case 'POST /runs':
      return startRun(body ?? '', runs, environment.START_QUEUE_URL);
    case 'GET /runs/{runId}': {
      const run = await runs.getRun(pathParameters?.['runId'] ?? '');
      if (run === null)
        return answer(404, { message: 'There is no run with this id. Runs are kept for three months.' });
      return answer(200, reportRun(run, await runs.outcomes(run.runId)));
    }
    case 'GET /problems':
      return answer(200, { problems: listOpenProblems(await employees.all()) });
    default:
      return answer(404, { message: `There is no ${httpMethod} ${resource}.` });
  }
};

/** Takes the lease at once, so that the caller learns whether a run is under way; the start itself is queued. */
const startRun = async (
  body: string,
  runs: ReturnType<typeof openState>['runs'],
  startQueueUrl: string,
): Promise<Answer> => {
  const request = parseRequest(body);
  if ('message' in request) return answer(400, request);
  const now = systemClock.now();
  const runId = newRunId(now, Math.random());
  const lease = await runs.takeLease({ ...request, runId, trigger: 'api', now, leaseInMillis: LEASE_IN_MILLIS });
  if (!lease.taken) {
    return answer(409, { code: 'ALREADY_RUNNING', message: `Run ${lease.holder} is under way.`, runId: lease.holder });
  }
  try {
    const message = { ...request, trigger: 'api', runId };
    await sqs.send(new SendMessageCommand({ QueueUrl: startQueueUrl, MessageBody: JSON.stringify(message) }));
  } catch (error) {
    await runs.abortRun(runId, toRunAbort('RUN_LOST', 'The run could not be queued.'), systemClock.now());
    throw error;
  }
  return answer(202, { runId });
};

const parseRequest = (body: string): z.output<typeof requestSchema> | { message: string; details: string[] } => {
  let value: unknown;
  try {
    value = body.trim() === '' ? {} : JSON.parse(body);
  } catch {
    return { message: 'The body is not JSON.', details: [] };
  }
  const parsed = requestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return {
    message: 'The body is {"mode": "apply" | "plan", "employees": ["101", ...]}, each of them optional.',
    details,
  };
};
