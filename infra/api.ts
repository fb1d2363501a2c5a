import { RemovalPolicy, Validations } from 'aws-cdk-lib';
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
import type { SyncFunction } from './sync-function.ts';

interface RunApiProps {
  readonly handler: SyncFunction;
  readonly key: IKey;
  readonly logRetentionInDays: RetentionDays;
}

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
      description: 'Runs of the sync from Simployer One to PowerOffice Go',
      endpointTypes: [EndpointType.REGIONAL],
      // An account that has never used API Gateway may not write logs until it has this role.
      cloudWatchRole: true,
      defaultMethodOptions: { authorizationType: AuthorizationType.IAM },
      deployOptions: {
        stageName: 'v1',
        throttlingRateLimit: 5,
        throttlingBurstLimit: 10,
        tracingEnabled: true,
        metricsEnabled: true,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.jsonWithStandardFields({
          caller: false,
          httpMethod: true,
          ip: false,
          protocol: true,
          requestTime: true,
          resourcePath: true,
          responseLength: true,
          status: true,
          user: false,
        }),
      },
    });

    // The stack names its outputs itself.
    this.api.node.tryRemoveChild('Endpoint');

    const integration = new LambdaIntegration(props.handler.lambda, { allowTestInvoke: false });
    const requestValidator = this.api.addRequestValidator('RequestValidator', {
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    const runs = this.api.root.addResource('runs');
    runs.addMethod('POST', integration, { requestValidator });
    runs.addResource('{runId}').addMethod('GET', integration, {
      requestValidator,
      requestParameters: { 'method.request.path.runId': true },
    });
    this.api.root.addResource('problems').addMethod('GET', integration, { requestValidator });

    Validations.of(this.api).acknowledge(
      {
        id: 'AwsSolutions-APIG3',
        reason: 'No web application firewall: every call must be signed with AWS credentials, and calls are throttled.',
      },
      {
        id: 'AwsSolutions-COG4',
        reason:
          'Callers are people and programs with AWS credentials: IAM authorises every method, no user pool is needed.',
      },
      {
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
        reason:
          "API Gateway's own policy for the account-wide role that lets it write logs; AWS documents no narrower one.",
      },
    );
  }
}
