import * as z from 'zod';
import type { StackAssembly } from './read-assembly.ts';
import type { References } from './resolve-intrinsics.ts';
import { UnknownIntrinsicError, noValue, resolveCondition, resolveIntrinsics } from './resolve-intrinsics.ts';

export interface TemplateReferences extends References {
  /** The name under which a resource is reached: the one in the template, or one made of the stack and the logical id. */
  physicalName(logicalId: string): string;
}

/** The account of everything on one machine; the loopback SQS knows no other. */
export const localAccountId = '000000000000';

/** The property that names a resource of a type, where a template may choose the name. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::CompositeAlarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
};

/** How CloudFormation shortens and lengthens names does not matter here; AWS's limit on them does. */
const longestName = 64;

/**
 * What `Ref`, `Fn::GetAtt`, conditions and imports mean on one machine.
 * @param importValue what another stack of the app exports under a name; throws when none does
 */
export const templateReferences = (
  assembly: StackAssembly,
  sqsUrl: string,
  importValue: (exportName: string) => unknown,
): TemplateReferences => {
  const { template, region, stackName } = assembly;

  const pseudoParameters: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': localAccountId,
    'AWS::NoValue': noValue,
    'AWS::NotificationARNs': [],
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${localAccountId}:stack/${stackName}/local`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };

  const resource = (logicalId: string) => {
    const found = Object.hasOwn(template.Resources, logicalId) ? template.Resources[logicalId] : undefined;
    if (found === undefined)
      throw new UnknownIntrinsicError(`The template refers to ${logicalId}, which it does not have`);
    return found;
  };

  const physicalName = (logicalId: string): string => {
    const { Type: type, Properties: properties } = resource(logicalId);
    const property = nameProperties[type];
    const chosen = property === undefined ? undefined : properties[property];
    if (chosen !== undefined) return z.string().parse(resolveIntrinsics(chosen, references));
    const name = `${stackName}-${logicalId}`;
    // The end of a logical id carries the hash that tells two of them apart.
    return name.length <= longestName ? name : name.slice(-longestName).replace(/^[^a-zA-Z0-9]+/, '');
  };

  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${localAccountId}:${rest}`;

  const attributes = (logicalId: string): Readonly<Record<string, string>> => {
    const name = physicalName(logicalId);
    switch (resource(logicalId).Type) {
      case 'AWS::DynamoDB::GlobalTable':
      case 'AWS::DynamoDB::Table':
        return { Ref: name, Arn: arn('dynamodb', `table/${name}`) };
      case 'AWS::SQS::Queue': {
        const url = `${sqsUrl}/${localAccountId}/${name}`;
        return { Ref: url, Arn: arn('sqs', name), QueueName: name, QueueUrl: url };
      }
      case 'AWS::SecretsManager::Secret': {
        const id = arn('secretsmanager', `secret:${name}-local1`);
        return { Ref: id, Id: id };
      }
      case 'AWS::Lambda::Function':
        return { Ref: name, Arn: arn('lambda', `function:${name}`) };
      case 'AWS::Scheduler::Schedule':
        return { Ref: name, Arn: arn('scheduler', `schedule/default/${name}`) };
      case 'AWS::ApiGateway::RestApi':
        return { Ref: logicalId, RestApiId: logicalId, RootResourceId: `${logicalId}.root` };
      case 'AWS::ApiGateway::Resource':
        return { Ref: logicalId, ResourceId: logicalId };
      case 'AWS::SNS::Topic':
        return { Ref: arn('sns', name), TopicArn: arn('sns', name), TopicName: name };
      default:
        // What has no counterpart can still be named: in an environment variable, an output, another resource.
        return { Ref: name, Arn: arn('local', name) };
    }
  };

  const attribute = (logicalId: string, attributeName: string): string => {
    const value = attributes(logicalId)[attributeName];
    if (value === undefined) {
      const { Type: type } = resource(logicalId);
      throw new UnknownIntrinsicError(
        `The attribute ${attributeName} of ${logicalId} (${type}) has no local counterpart`,
      );
    }
    return value;
  };

  const references: TemplateReferences = {
    importValue,
    physicalName,
    attribute,
    ref: (name) => {
      if (Object.hasOwn(pseudoParameters, name)) return pseudoParameters[name];
      if (!Object.hasOwn(template.Parameters, name)) return attribute(name, 'Ref');
      const value = template.Parameters[name]?.Default;
      if (value === undefined) throw new UnknownIntrinsicError(`The template's parameter ${name} has no default`);
      return value;
    },
    condition: (name) => {
      if (!Object.hasOwn(template.Conditions, name)) {
        throw new UnknownIntrinsicError(`The template has no condition called ${name}`);
      }
      return resolveCondition(template.Conditions[name], references);
    },
    mapping: (mapName, topLevelKey, secondLevelKey) => {
      const value = template.Mappings[mapName]?.[topLevelKey]?.[secondLevelKey];
      if (value === undefined) {
        throw new UnknownIntrinsicError(`The mapping ${mapName} has no ${topLevelKey}.${secondLevelKey}`);
      }
      return value;
    },
  };
  return references;
};
