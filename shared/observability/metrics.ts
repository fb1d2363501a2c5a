import { Metrics } from '@aws-lambda-powertools/metrics';
import { METRICS, METRICS_NAMESPACE } from './metric-names.ts';
import type { MetricName } from './metric-names.ts';

/** Adds a value to a metric of the registry; stored until the metrics are published at the end of the invocation. */
export type RecordMetric = (name: MetricName, value: number) => void;

/** Powertools metrics under the project's name; their only dimension is POWERTOOLS_SERVICE_NAME, the stack. */
export const createMetrics = (): Metrics => new Metrics({ namespace: METRICS_NAMESPACE });

/** How the code counts. */
export const recordWith =
  (metrics: Pick<Metrics, 'addMetric'>): RecordMetric =>
  (name, value) => {
    metrics.addMetric(name, METRICS[name].unit, value);
  };
