import { Stack, Validations } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import * as z from 'zod';
import { LIMITED_AGENT, ROLES } from '../../shared/api/routes.ts';
import type { Role } from '../../shared/api/routes.ts';
import { routesOf } from './api-routes.ts';
import type { DashboardFunctions } from './client-functions.ts';

interface ApiPoliciesProps {
  readonly api: RestApi;
  readonly dashboard: DashboardFunctions;
}

/** The functions of the dashboard that a role adds to those of the roles before it. */
const functionsOf = ({ widget, explain, operatorActions, approverActions }: DashboardFunctions) =>
  ({ reader: [widget, explain], operator: [operatorActions], approver: [approverActions] }) as const;

/** What may be given to people and programs: a policy per role, which allows exactly the calls of that role. */
export class ApiPolicies extends Construct {
  /** Role -> the policy's ARN. */
  readonly arns: Readonly<Record<Role, string>>;

  constructor(scope: Construct, id: string, props: ApiPoliciesProps) {
    super(scope, id);
    this.arns = {
      reader: this.policyOf('Reader', 'reader', props),
      operator: this.policyOf('Operator', 'operator', props),
      approver: this.policyOf('Approver', 'approver', props),
    };
  }

  private policyOf(id: string, role: Role, { api, dashboard }: ApiPoliciesProps): string {
    const { stageName } = api.deploymentStage;
    const calls = routesOf(role).map(({ path, isLimited, ...route }) => ({
      method: route.method,
      path: path.replaceAll(/\{\w+\}/gu, '*'),
      isLimited: isLimited && route.role === role,
    }));
    const resourcesOf = (those: typeof calls): string[] =>
      those.map(({ method, path }) => api.arnForExecuteApi(method, path, stageName));
    const limited = calls.filter(({ isLimited }) => isLimited);
    const policy = new ManagedPolicy(this, id, {
      description: `May call the API of ${Stack.of(this).stackName} as ${role}`,
      statements: [
        new PolicyStatement({
          actions: ['execute-api:Invoke'],
          resources: resourcesOf(calls.filter(({ isLimited }) => !isLimited)),
        }),
        ...(limited.length === 0
          ? []
          : [
              new PolicyStatement({
                actions: ['execute-api:Invoke'],
                resources: resourcesOf(limited),
                conditions: { StringEquals: { 'aws:UserAgent': LIMITED_AGENT } },
              }),
            ]),
        // The console calls the functions of a dashboard as whoever is signed in.
        new PolicyStatement({
          actions: ['lambda:InvokeFunction'],
          resources: ROLES.slice(0, ROLES.indexOf(role) + 1).flatMap((one) =>
            functionsOf(dashboard)[one].map(({ lambda }) => lambda.functionArn),
          ),
        }),
        // The command line finds the API by the stack's outputs.
        new PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [Stack.of(this).stackId] }),
      ],
    });
    // cdk-nag names a resource with what it refers to.
    const referenceIn = (token: string): string =>
      `<${z.object({ Ref: z.string() }).parse(Stack.of(this).resolve(token)).Ref}>`;
    for (const { method, path } of calls.filter((call) => call.path.includes('*'))) {
      const resource = `arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:${referenceIn(api.restApiId)}/${referenceIn(stageName)}/${method}${path}`;
      Validations.of(policy).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${resource}]`,
        reason: 'The star stands for a parameter of the path, such as the id of a run.',
      });
    }
    return policy.managedPolicyArn;
  }
}
