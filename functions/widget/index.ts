import { readEnvironment, widgetEnvironment } from '../../shared/config/function-environment.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { openState } from '../composition/state.ts';
import { showWidget } from './handler.ts';

const { TABLE_NAME, LANGUAGE } = readEnvironment(widgetEnvironment, process.env);
const dependencies = { ...openState(TABLE_NAME), language: LANGUAGE };

export const handler = lambdaHandler((event) => showWidget(event, dependencies));
