import { apiEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { answerRequest } from './handler.ts';
import { openApi } from './open-api.ts';

const dependencies = openApi(readEnvironment(apiEnvironment, process.env));

export const handler = lambdaHandler((event) => answerRequest(event, dependencies));
