import { readEnvironment, widgetEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { openState } from '../composition/state.ts';
import { showWidget } from './handler.ts';

const { TABLE_NAME, LANGUAGE, SCHEDULE } = readEnvironment(widgetEnvironment, process.env);
const dependencies = { ...openState(TABLE_NAME), language: LANGUAGE, schedule: SCHEDULE, clock: systemClock };

export const handler = lambdaHandler((event) => showWidget(event, dependencies));
