import type { StackAssembly } from './read-assembly.ts';
import type { References } from './resolve-intrinsics.ts';
import { UnknownTemplatePartError } from './unknown-template-part-error.ts';

export interface TemplateReferences extends References {
  /** The name under which a resource is reached: made of the stack and the logical id. */
  physicalName(logicalId: string): string;
}

/** The account of everything on one machine; the loopback SQS knows no other. */
export const localAccountId = '000000000000';

/** How CloudFormation shortens and lengthens names does not matter here; AWS's limit on them does. */
const longestName = 64;

/** What `Ref` and `Fn::GetAtt` mean on one machine. */
export const templateReferences = (assembly: StackAssembly, sqsUrl: string): TemplateReferences => {
  const { template, region, stackName } = assembly;

  const pseudoParameters: Readonly<Record<string, string>> = {
    'AWS::AccountId': localAccountId,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::URLSuffix': 'amazonaws.com',
  };

  const typeOf = (logicalId: string): string => {
    const found = Object.hasOwn(template.Resources, logicalId) ? template.Resources[logicalId] : undefined;
    if (found !== undefined) return found.Type;
    throw new UnknownTemplatePartError(`Something refers to ${logicalId}, which is no resource of the template`);
  };

  const physicalName = (logicalId: string): string => {
    const name = `${stackName}-${logicalId}`;
    // The end of a logical id carries the hash that tells two of them apart.
    return name.length <= longestName ? name : name.slice(-longestName).replace(/^[^a-zA-Z0-9]+/, '');
  };

  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${localAccountId}:${rest}`;

  const attributes = (logicalId: string): Readonly<Record<string, string>> => {
    const name = physicalName(logicalId);
    switch (typeOf(logicalId)) {
      case 'AWS::DynamoDB::Table':
        return { Ref: name, Arn: arn('dynamodb', `table/${name}`) };
      case 'AWS::SQS::Queue':
        return { Ref: `${sqsUrl}/${localAccountId}/${name}`, Arn: arn('sqs', name), QueueName: name };
      case 'AWS::SecretsManager::Secret':
        return { Ref: arn('secretsmanager', `secret:${name}-local1`) };
      case 'AWS::Lambda::Function':
        return { Ref: name, Arn: arn('lambda', `function:${name}`) };
      case 'AWS::ApiGateway::RestApi':
        return { Ref: logicalId, RootResourceId: `${logicalId}.root` };
      case 'AWS::ApiGateway::Resource':
        return { Ref: logicalId };
      default:
        // What has no counterpart can still be named: in an environment variable, an output, another resource.
        return { Ref: name, Arn: arn('local', name) };
    }
  };

  const attribute = (logicalId: string, attributeName: string): string => {
    const value = attributes(logicalId)[attributeName];
    if (value !== undefined) return value;
    const type = typeOf(logicalId);
    throw new UnknownTemplatePartError(`The attribute ${attributeName} of ${logicalId} (${type}) has no rule here`);
  };

  return { physicalName, attribute, ref: (name) => pseudoParameters[name] ?? attribute(name, 'Ref') };
};
