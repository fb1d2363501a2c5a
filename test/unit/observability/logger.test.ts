import { Logger } from '@aws-lambda-powertools/logger';
import { logBatchEvent } from '../../../functions/sync-records/log-batch-event.ts';
import { problem, summaryOf } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import { LOG_EVENTS } from '../../../shared/observability/log-events.ts';
import { createLogger, describeError, logWith } from '../../../shared/observability/logger.ts';
import { METRICS } from '../../../shared/observability/metric-names.ts';
import { createMetrics, recordWith } from '../../../shared/observability/metrics.ts';

/** What is written to standard output while `act` runs, as JSON documents. */
const written = (act: () => void): any[] => {
  const lines: string[] = [];
  const keep = (line?: unknown): void => void lines.push(String(line));
  const spies = [
    jest.spyOn(console, 'info').mockImplementation(keep),
    jest.spyOn(console, 'warn').mockImplementation(keep),
    jest.spyOn(console, 'error').mockImplementation(keep),
  ];
  const before = process.env['POWERTOOLS_DEV'];
  process.env['POWERTOOLS_DEV'] = 'true';
  try {
    act();
  } finally {
    for (const spy of spies) spy.mockRestore();
    if (before === undefined) delete process.env['POWERTOOLS_DEV'];
    else process.env['POWERTOOLS_DEV'] = before;
  }
  return lines.map((line) => JSON.parse(line));
};

describe('The log', () => {
  test('holds the fields of the event, its words and its level', () => {
    const [line] = written(() =>
      logWith(createLogger())('EMPLOYEE_SYNCED', {
        runId: 'r-1',
        mode: 'apply',
        employeeNumber: '42',
        outcome: 'updated',
        changeCount: 3,
      }),
    );
    expect(line).toMatchObject({
      level: 'INFO',
      event: 'EMPLOYEE_SYNCED',
      message: LOG_EVENTS.EMPLOYEE_SYNCED.message,
      runId: 'r-1',
      employeeNumber: '42',
      outcome: 'updated',
      changeCount: 3,
    });
  });

  test('says of a plan that it was one, with its problems too, in words that hold for both', () => {
    const envelope: any = { runId: 'r-1', mode: 'plan', number: '42' };
    const problems = [problem('SALARY_BACKDATED', 'The salary from "2026-01-01" begins before this month.')];
    const outcome: any = { outcome: 'created', changes: [], problems };
    const lines = written(() =>
      logBatchEvent({ event: 'record-synced', envelope, outcome }, summaryOf, logWith(createLogger())),
    );
    expect(lines).toMatchObject([
      { event: 'EMPLOYEE_SYNCED', mode: 'plan', outcome: 'created' },
      { event: 'EMPLOYEE_PROBLEM', mode: 'plan', code: 'SALARY_BACKDATED' },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/is done|was written/u);
  });

  test('drops every field that the event is not registered with', () => {
    const fields = {
      runId: 'r-1',
      mode: 'apply',
      employeeNumber: '42',
      outcome: 'updated',
      changeCount: 1,
      salary: '540000',
      lastName: 'Hansen',
    };
    const [line] = written(() => logWith(createLogger())('EMPLOYEE_SYNCED', fields));
    expect(JSON.stringify(line)).not.toMatch(/540000|Hansen/u);
  });

  test('drops the contents of a field that is an object', () => {
    const fields: any = { runId: 'r-1', employeeNumber: { name: 'Hansen' }, outcome: 'updated', changeCount: 1 };
    const [line] = written(() => logWith(createLogger())('EMPLOYEE_SYNCED', fields));
    expect(JSON.stringify(line)).not.toContain('Hansen');
  });

  test('drops what is logged past the registry', () => {
    const lines = written(() => {
      const logger = createLogger();
      logger.info('Hansen earns 540000', { salary: '540000' });
      logger.error('Failed', new Error('Hansen'));
    });
    expect(lines.map(({ event }) => event)).toEqual(['UNREGISTERED', 'UNREGISTERED']);
    expect(JSON.stringify(lines)).not.toMatch(/540000|Hansen/u);
  });

  test('masks a national id that stands where an employee number should, and leaves a run id alone', () => {
    const [line] = written(() =>
      logWith(createLogger())('EMPLOYEE_DEAD_LETTERED', { runId: '12345678901', employeeNumber: '010190 12345' }),
    );
    expect(line).toMatchObject({ runId: '12345678901', employeeNumber: '***' });
  });

  test('is a Powertools logger, so that its middleware fits', () => {
    expect(createLogger()).toBeInstanceOf(Logger);
  });
});

describe('An unexpected error', () => {
  test('is described by name, code and place, without its message', () => {
    const error = Object.assign(new TypeError('Hansen\n    at Storgata 5'), { code: 'ECONNRESET' });
    const description = describeError(error);
    expect(description).toMatchObject({ errorName: 'TypeError', errorCode: 'ECONNRESET' });
    expect(description.stackFrames).toContain('logger.test.ts');
    expect(JSON.stringify(description)).not.toMatch(/Hansen|Storgata/u);
  });

  test('that is no Error is described by its type alone', () => {
    expect(describeError('Hansen')).toEqual({ errorName: 'string', errorCode: null, stackFrames: null });
  });
});

test('A metric is published under the project with the unit of the registry', () => {
  const metrics = createMetrics();
  recordWith(metrics)('RunDuration', 12);
  const document: any = metrics.serializeMetrics();
  metrics.clearMetrics();
  expect(document.RunDuration).toBe(12);
  expect(document._aws.CloudWatchMetrics).toEqual([
    {
      Namespace: 'SimployerPowerOfficeSync',
      Dimensions: [['service']],
      Metrics: [{ Name: 'RunDuration', Unit: METRICS.RunDuration.unit }],
    },
  ]);
});
