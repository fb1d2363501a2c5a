import { deadLetterEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { openState } from '../composition/state.ts';
import { handleDeadLetters } from './handler.ts';

const { TABLE_NAME } = readEnvironment(deadLetterEnvironment, process.env);
const dependencies = { state: openState(TABLE_NAME), clock: systemClock, log, recordMetric };

export const handler = lambdaHandler((event) => handleDeadLetters(event, dependencies));
