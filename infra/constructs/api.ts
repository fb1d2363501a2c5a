/*
 * The API with which IT starts a run and looks at runs and problems. API Gateway checks who calls, by the signature of
 * AWS credentials, and hands the call to a function: to one that has the vendors' keys where they are read for the
 * answer or for a decision, else to one that has none. It logs each call in one line without anything personal. For
 * example, `POST /runs` with a valid signature reaches the function; one without is answered 403, and no function runs.
 */
import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { API_ROUTES } from './api-routes.ts';
import type { SyncFunction } from './sync-function.ts';

interface RunApiProps {
  /** What answers which routes. */
  readonly functions: Readonly<Record<'api' | 'inspect' | 'decide', SyncFunction>>;
  readonly key: IKey;
  readonly logRetentionInDays: RetentionDays;
}

/**
 * One line per call: who asked for what, and what became of it. The caller is an IAM name, which an organisation may
 * have made of a person's name or e-mail; nothing else about people is in it, so no body, no query and no address.
 */
const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  callerArn: '$context.identity.userArn',
  callerAccount: '$context.identity.accountId',
  callerPrincipal: '$context.identity.user',
  httpMethod: '$context.httpMethod',
  resourcePath: '$context.resourcePath',
  status: '$context.status',
  responseLength: '$context.responseLength',
  refusal: '$context.error.responseType',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
});

/** Starts a run by hand and shows what became of it. Every call is signed with AWS credentials (IAM). */
export class RunApi extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: RunApiProps) {
    super(scope, id);
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: props.logRetentionInDays,
      encryptionKey: props.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.api = new RestApi(this, 'Api', {
      // Metrics of API Gateway are told apart by this name alone.
      restApiName: Stack.of(this).stackName,
      description: 'Runs of the sync from Simployer One to PowerOffice Go',
      endpointTypes: [EndpointType.REGIONAL],
      // The role that lets API Gateway write logs belongs to the account, not to a stack: see account-stack.ts.
      cloudWatchRole: false,
      defaultMethodOptions: { authorizationType: AuthorizationType.IAM },
      deployOptions: {
        stageName: 'v1',
        throttlingRateLimit: 5,
        throttlingBurstLimit: 10,
        tracingEnabled: true,
        // Metrics per method are charged each, and those of the API as a whole are free.
        metricsEnabled: false,
        loggingLevel: MethodLoggingLevel.OFF,
        dataTraceEnabled: false,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.custom(ACCESS_LOG_FORMAT),
      },
    });

    // The stack names its outputs itself.
    this.api.node.tryRemoveChild('Endpoint');

    const { api, inspect, decide } = props.functions;
    const toIntegration = ({ lambda }: SyncFunction) => new LambdaIntegration(lambda, { allowTestInvoke: false });
    const integrations = { api: toIntegration(api), inspect: toIntegration(inspect), decide: toIntegration(decide) };
    const requestValidator = this.api.addRequestValidator('RequestValidator', {
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    for (const { method, path, parameters, answeredBy } of API_ROUTES) {
      this.api.root.resourceForPath(path).addMethod(method, integrations[answeredBy], {
        requestValidator,
        ...(parameters.length > 0 && {
          requestParameters: Object.fromEntries(parameters.map((name) => [`method.request.path.${name}`, true])),
        }),
      });
    }

    Validations.of(this.api).acknowledge(
      {
        id: 'AwsSolutions-APIG3',
        reason: 'No web application firewall: every call must be signed with AWS credentials, and calls are throttled.',
      },
      {
        id: 'AwsSolutions-APIG6',
        reason:
          'API Gateway would make a log group of its own that never expires and is not encrypted with our key; the access log says who called, the status and why API Gateway refused, and the function logs the rest.',
      },
      {
        id: 'AwsSolutions-COG4',
        reason:
          'Callers are people and programs with AWS credentials: IAM authorises every method, no user pool is needed.',
      },
    );
  }
}
