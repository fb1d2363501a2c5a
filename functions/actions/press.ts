import type { Context } from 'aws-lambda';
import * as z from 'zod';
import type { Answer } from '../api/answer.ts';
import { readWidgetEvent } from '../widget/widget-event.ts';
import type { ApiCall } from './actions.ts';

const buttonSchema = z.looseObject({ action: z.string().max(40) });

/** Simployer's own ids have 24 characters, and PowerOffice's numbers 19. */
const personSchema = z.string().trim().min(1).max(200);

/** Which button was pressed, with what, and in which theme. */
export const readPress = (event: unknown) => {
  const { fields, parameters, ...rest } = readWidgetEvent(event, buttonSchema);
  return {
    ...rest,
    action: parameters?.action ?? '',
    parameters,
    person: personSchema.safeParse(fields['person']).data ?? null,
  };
};

/**
 * Who asks, as far as that can be known: Lambda tells a function nothing about whoever invokes it. The id is that of the
 * invocation, under which CloudTrail has their name, where it records calls of functions.
 */
const requestedBy = ({ awsRequestId }: Pick<Context, 'awsRequestId'>): string => `dashboard/${awsRequestId}`;

/** A call as API Gateway hands it over. */
export const toApiEvent = (
  { route, path = {}, query = {}, body }: ApiCall,
  context: Pick<Context, 'awsRequestId'>,
): object => {
  const [httpMethod = '', resource = ''] = route.split(' ');
  return {
    httpMethod,
    resource,
    headers: { 'content-type': 'application/json' },
    pathParameters: path,
    multiValueQueryStringParameters: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])),
    requestContext: { identity: { userArn: requestedBy(context) } },
    body: body === undefined ? '' : JSON.stringify(body),
  };
};

/** The document of an answer, and whether it is a refusal. */
export const readAnswer = ({
  statusCode,
  body,
}: Answer): { readonly refused: boolean; readonly document: unknown } => ({
  refused: statusCode >= 400,
  document: JSON.parse(body),
});
