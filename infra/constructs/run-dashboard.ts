/*
 * The page that IT opens when an alarm rings: did the last run work, who failed and why, since when; below that, how
 * things develop. What changes from run to run comes from metrics and saved log queries, and the open problems come
 * from the state table through a function. For example, the row "Open problems" shows employee 1012 with
 * `OCCUPATION_CODE_MISSING`, the hint for HR, and the day on which it was first seen.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  CustomWidget,
  Dashboard,
  GraphWidget,
  GraphWidgetView,
  LogQueryVisualizationType,
  LogQueryWidget,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarm, IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { MetricName } from '../../shared/observability/metric-names.ts';
import { targetsOf } from './flow-deployment.ts';
import type { FlowDeployment } from './flow-deployment.ts';
import type { FlowWorker } from './flow-worker.ts';
import type { QueueWorker } from './queue-worker.ts';
import { SAVED_QUERIES } from './saved-queries.ts';
import type { SavedQueryName } from './saved-queries.ts';
import type { SyncFunction } from './sync-function.ts';
import { flowMetric, stackMetric } from './sync-metrics.ts';
import type { MetricOf } from './sync-metrics.ts';

interface RunDashboardProps {
  readonly alarms: readonly Alarm[];
  readonly logGroups: readonly LogGroup[];
  /** Lists the open problems of a flow from the state table. */
  readonly widget: SyncFunction;
  readonly flows: readonly FlowWorker[];
  readonly starts: QueueWorker;
}

const FULL_WIDTH = 24;

/** One page: did the last run work, who failed and why, since when; below it, how things develop. */
export class RunDashboard extends Construct {
  /** Where a browser finds it. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: RunDashboardProps) {
    super(scope, id);
    const { region, stackName } = Stack.of(this);
    const ofStack = stackMetric(this);
    const targets = targetsOf(props.flows.map(({ flow }) => flow));
    const vendorMetrics = props.flows.flatMap(({ flow }) => flow.vendorMetrics ?? []);
    const requestsMetrics = new Set(vendorMetrics.map(({ requests }) => requests));
    const throttledMetrics = new Set(vendorMetrics.map(({ throttled }) => throttled));
    const queues = [
      ...props.flows.flatMap(({ flow, records }) =>
        records === null ? [] : [[flow.bearsName ? flow.name : flow.records, records] as const],
      ),
      ['starts', props.starts] as const,
    ];
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: stackName,
      defaultInterval: Duration.days(14),
      widgets: [
        [new TextWidget({ width: FULL_WIDTH, height: 1, markdown: `# ${stackName}: Simployer One to ${targets}` })],
        [
          new AlarmStatusWidget({ title: 'Alarms', width: 10, height: 6, alarms: [...props.alarms] }),
          this.table('How the last runs went', 'how the last runs went', props.logGroups, 14, 6),
        ],
        ...props.flows.map(({ flow }) => [openProblems(flow, props.widget)]),
        [this.table('Who failed and why, in the time shown', 'who failed and why', props.logGroups, FULL_WIDTH, 7)],
        ...props.flows.flatMap(({ flow }) => this.flowRows(flow)),
        [
          graph('Requests', ['SimployerRequests', ...requestsMetrics], 'Sum', ofStack),
          graph(
            'Pace: time waited (ms), answers 429, table of the pace silent',
            ['PaceWait', ...throttledMetrics, 'PacingStoreFailed'],
            'Sum',
            ofStack,
          ),
        ],
        [
          new GraphWidget({
            title: 'Age of the oldest message (s)',
            width: FULL_WIDTH / 2,
            left: queues.map(([label, { queue }]) =>
              queue.metricApproximateAgeOfOldestMessage({ label, statistic: 'Maximum' }),
            ),
          }),
          new GraphWidget({
            title: 'Dead letters',
            width: FULL_WIDTH / 2,
            left: queues.map(([label, { deadLetterQueue }]) =>
              deadLetterQueue.metricApproximateNumberOfMessagesVisible({ label, statistic: 'Maximum' }),
            ),
          }),
        ],
      ],
    });
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard.dashboardName}`;
  }

  private table(
    title: string,
    query: SavedQueryName,
    logGroups: readonly LogGroup[],
    width: number,
    height: number,
  ): IWidget {
    return new LogQueryWidget({
      title,
      width,
      height,
      view: LogQueryVisualizationType.TABLE,
      logGroupNames: logGroups.map(({ logGroupName }) => logGroupName),
      queryLines: [...SAVED_QUERIES[query]],
    });
  }

  /** How the runs of one flow fare: the last one, then all of them. */
  private flowRows(flow: FlowDeployment): IWidget[][] {
    const metric = flowMetric(this, flow);
    return [
      [
        new SingleValueWidget({
          title: titled('Outcomes of the last run', flow),
          width: FULL_WIDTH,
          height: 3,
          setPeriodToTimeRange: false,
          metrics: OUTCOMES.map((name) => metric(name, { statistic: 'Maximum' })),
        }),
      ],
      [
        graph(titled('Outcomes', flow), OUTCOMES, 'Maximum', metric),
        graph(titled('Duration of a run (s)', flow), ['RunDuration'], 'Maximum', metric),
      ],
    ];
  }
}

/** The title of a row that each flow has. */
const titled = (title: string, { name, bearsName }: FlowDeployment): string =>
  bearsName ? `${title}: ${name}` : title;

/** What stands open of a flow, the plan that waits, and buttons; without a parameter the widget tells of the first flow. */
const openProblems = (flow: FlowDeployment, { lambda }: SyncFunction): IWidget =>
  new CustomWidget({
    title: titled('Open problems', flow),
    width: FULL_WIDTH,
    height: 12,
    functionArn: lambda.functionArn,
    updateOnRefresh: true,
    updateOnResize: false,
    updateOnTimeRangeChange: false,
    ...(flow.bearsName && { params: { flow: flow.name } }),
  });

/** How a metric develops, hour by hour. */
const graph = (title: string, names: readonly MetricName[], statistic: 'Sum' | 'Maximum', metric: MetricOf): IWidget =>
  new GraphWidget({
    title,
    width: FULL_WIDTH / 2,
    view: GraphWidgetView.TIME_SERIES,
    left: names.map((name) => metric(name, { statistic, period: Duration.hours(1) })),
  });

const OUTCOMES = [
  'EmployeesInScope',
  'EmployeesCreated',
  'EmployeesUpdated',
  'EmployeesUnchanged',
  'EmployeesSkipped',
  'EmployeesFailed',
] as const satisfies readonly MetricName[];
