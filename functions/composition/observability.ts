import { createLogger, logWith } from '../../shared/observability/logger.ts';
import { createMetrics, recordWith } from '../../shared/observability/metrics.ts';

export const logger = createLogger();
export const metrics = createMetrics();
export const log = logWith(logger);
export const recordMetric = recordWith(metrics);
