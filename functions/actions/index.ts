import { actionsEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { openApi } from '../api/open-api.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { answerButton } from './handler.ts';

const environment = readEnvironment(actionsEnvironment, process.env);
const dependencies = { role: environment.ROLE, language: environment.LANGUAGE, api: openApi(environment) };

export const handler = lambdaHandler((event, context) => answerButton(event, context, dependencies));
