import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { METRICS_NAMESPACE } from '../../shared/observability/metric-names.ts';
import type { MetricName } from '../../shared/observability/metric-names.ts';

interface MetricOptions {
  readonly statistic: 'Sum' | 'Maximum' | 'SampleCount' | 'Average';
  readonly period?: Duration;
  readonly label?: string;
}

/** A metric that the code emits, of this stack. */
export const syncMetric = (scope: Construct, name: MetricName, options: MetricOptions): Metric =>
  new Metric({
    namespace: METRICS_NAMESPACE,
    metricName: name,
    dimensionsMap: { service: Stack.of(scope).stackName },
    period: Duration.minutes(5),
    ...options,
  });
