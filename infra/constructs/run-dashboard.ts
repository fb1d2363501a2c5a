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
import type { QueueWorker } from './queue-worker.ts';
import { SAVED_QUERIES } from './saved-queries.ts';
import type { SavedQueryName } from './saved-queries.ts';
import type { SyncFunction } from './sync-function.ts';
import { syncMetric } from './sync-metrics.ts';

interface RunDashboardProps {
  readonly alarms: readonly Alarm[];
  readonly logGroups: readonly LogGroup[];
  /** Lists the open problems from the state table. */
  readonly widget: SyncFunction;
  readonly employees: QueueWorker;
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
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: stackName,
      defaultInterval: Duration.days(14),
      widgets: [
        [new TextWidget({ width: FULL_WIDTH, height: 1, markdown: `# ${stackName}: Simployer One to PowerOffice Go` })],
        [
          new AlarmStatusWidget({ title: 'Alarms', width: 10, height: 6, alarms: [...props.alarms] }),
          this.table('How the last runs went', 'how the last runs went', props.logGroups, 14, 6),
        ],
        [
          new CustomWidget({
            title: 'Open problems',
            width: FULL_WIDTH,
            height: 9,
            functionArn: props.widget.lambda.functionArn,
            updateOnRefresh: true,
            updateOnResize: false,
            updateOnTimeRangeChange: false,
          }),
        ],
        [this.table('Who failed and why, in the time shown', 'who failed and why', props.logGroups, FULL_WIDTH, 7)],
        [
          new SingleValueWidget({
            title: 'Outcomes of the last run',
            width: FULL_WIDTH,
            height: 3,
            setPeriodToTimeRange: false,
            metrics: OUTCOMES.map((name) => syncMetric(this, name, { statistic: 'Maximum' })),
          }),
        ],
        [this.graph('Outcomes', OUTCOMES, 'Maximum'), this.graph('Duration of a run (s)', ['RunDuration'], 'Maximum')],
        [
          this.graph('Requests', ['SimployerRequests', 'PowerOfficeRequests'], 'Sum'),
          this.graph(
            'Pace: time waited (ms), answers 429, table of the pace silent',
            ['PaceWait', 'PowerOfficeThrottled', 'PacingStoreFailed'],
            'Sum',
          ),
        ],
        [
          new GraphWidget({
            title: 'Age of the oldest message (s)',
            width: FULL_WIDTH / 2,
            left: [
              props.employees.queue.metricApproximateAgeOfOldestMessage({ label: 'employees', statistic: 'Maximum' }),
              props.starts.queue.metricApproximateAgeOfOldestMessage({ label: 'starts', statistic: 'Maximum' }),
            ],
          }),
          new GraphWidget({
            title: 'Dead letters',
            width: FULL_WIDTH / 2,
            left: [
              props.employees.deadLetterQueue.metricApproximateNumberOfMessagesVisible({
                label: 'employees',
                statistic: 'Maximum',
              }),
              props.starts.deadLetterQueue.metricApproximateNumberOfMessagesVisible({
                label: 'starts',
                statistic: 'Maximum',
              }),
            ],
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

  private graph(title: string, names: readonly MetricName[], statistic: 'Sum' | 'Maximum'): IWidget {
    return new GraphWidget({
      title,
      width: FULL_WIDTH / 2,
      view: GraphWidgetView.TIME_SERIES,
      left: names.map((name) => syncMetric(this, name, { statistic, period: Duration.hours(1) })),
    });
  }
}

const OUTCOMES = [
  'EmployeesInScope',
  'EmployeesCreated',
  'EmployeesUpdated',
  'EmployeesUnchanged',
  'EmployeesSkipped',
  'EmployeesFailed',
] as const satisfies readonly MetricName[];
