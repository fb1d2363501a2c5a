import { createLogger, logWith } from '../../shared/observability/logger.ts';
import { createMetrics, recordWith } from '../../shared/observability/metrics.ts';

export const logger = createLogger();
const metrics = createMetrics();
export const log = logWith(logger);
export const recordMetric = recordWith(metrics);
/** Writes out what was recorded, now instead of at the end of the invocation. */
export const publishMetrics = (): void => {
  // With nothing to write, Powertools writes a warning, which is no event of ours.
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
};
