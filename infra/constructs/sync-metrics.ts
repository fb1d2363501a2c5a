import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { METRICS_NAMESPACE } from '../../shared/observability/metric-names.ts';
import type { MetricName } from '../../shared/observability/metric-names.ts';
import type { FlowDeployment } from './flow-deployment.ts';

interface MetricOptions {
  readonly statistic: 'Sum' | 'Maximum' | 'SampleCount' | 'Average';
  readonly period?: Duration;
  readonly label?: string;
}

/** A metric that the code emits. */
export type MetricOf = (name: MetricName, options: MetricOptions) => Metric;

/** Metrics of everything that a stack does. */
export const stackMetric =
  (scope: Construct, dimensions: Readonly<Record<string, string>> = {}): MetricOf =>
  (name, options) =>
    new Metric({
      namespace: METRICS_NAMESPACE,
      metricName: name,
      dimensionsMap: { service: Stack.of(scope).stackName, ...dimensions },
      period: Duration.minutes(5),
      ...options,
    });

/** Metrics of one flow: where it bears its name, the code gives them the dimension `flow`. */
export const flowMetric = (scope: Construct, { name: flow, bearsName }: FlowDeployment): MetricOf =>
  stackMetric(scope, bearsName ? { flow } : {});
