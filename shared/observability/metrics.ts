import { Metrics } from '@aws-lambda-powertools/metrics';
import { FIRST_FLOW } from '../records/first-flow.ts';
import { METRICS, METRICS_NAMESPACE } from './metric-names.ts';
import type { MetricName } from './metric-names.ts';

/**
 * Adds a value to a metric of the registry.
 * @param flow whose it is, as the metric's dimension; left out for what concerns all flows. The first flow has none
 */
export type RecordMetric = (name: MetricName, value: number, flow?: string) => void;

/** Powertools metrics under the project's name; their dimension is POWERTOOLS_SERVICE_NAME, the stack. */
export const createMetrics = (): Metrics => new Metrics({ namespace: METRICS_NAMESPACE });

/** How the code counts: metrics are stored until the end of the invocation, those of a named flow published at once. */
export const recordWith =
  (metrics: Pick<Metrics, 'addMetric' | 'singleMetric'>): RecordMetric =>
  (name, value, flow = FIRST_FLOW) => {
    const { unit } = METRICS[name];
    if (flow === FIRST_FLOW) metrics.addMetric(name, unit, value);
    else metrics.singleMetric().addDimension('flow', flow).addMetric(name, unit, value);
  };
