import { createMetrics, recordWith } from '../../../shared/observability/metrics.ts';

/** What is written to the log while something is recorded, as CloudWatch reads it. */
const written = (record: (recordMetric: ReturnType<typeof recordWith>) => void): any[] => {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const metrics = createMetrics();
  record(recordWith(metrics));
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  log.mockRestore();
  return lines.map((line) => JSON.parse(line));
};

const dimensionsOf = ({ _aws }: any): unknown => _aws.CloudWatchMetrics[0].Dimensions;

const before = { ...process.env };
beforeAll(() => {
  // On the console of this process, and all the same written.
  Object.assign(process.env, { POWERTOOLS_DEV: 'true', POWERTOOLS_METRICS_DISABLED: 'false' });
});
afterAll(() => {
  process.env = before;
});

test('the metrics of the first flow have no dimension beside the stack, as they always had', () => {
  const [metric] = written((record) => record('RunAborted', 1, 'employees-to-poweroffice'));

  expect(metric).toMatchObject({ RunAborted: 1 });
  expect(dimensionsOf(metric)).toEqual([['service']]);
});

test('those of every other flow have its name as a dimension', () => {
  const metrics = written((record) => {
    record('RunAborted', 1, 'leaves-to-poweroffice');
    record('PaceWait', 5);
  });

  expect(metrics).toMatchObject([{ RunAborted: 1, flow: 'leaves-to-poweroffice' }, { PaceWait: 5 }]);
  expect(metrics.map(dimensionsOf)).toEqual([[['service', 'flow']], [['service']]]);
});
