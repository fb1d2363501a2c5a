import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import cdkConfiguration from '../cdk.json' with { type: 'json' };
import { AccountStack } from './stacks/account-stack.ts';
import type { FunctionName } from './bundle-functions.ts';
import { PaceStack } from './stacks/pace-stack.ts';
import { targetsOf } from './constructs/flow-deployment.ts';
import { FLOW_DEPLOYMENTS } from './flows/flow-deployments.ts';
import { flowsOf } from './flow-schedules.ts';
import type { StageSettings } from './stage-settings.ts';
import { SyncStack } from './stacks/sync-stack.ts';

interface AppOptions {
  /** Where the assembly is written; the CDK command line says so itself. */
  readonly outdir?: string;
  /** Whether the templates are checked: CloudFormation's rules, cdk-nag's AwsSolutions and Serverless. */
  readonly checked: boolean;
}

interface StageOptions extends AppOptions {
  readonly stageName: string;
  readonly stage: StageSettings;
  /** Function -> its bundle's folder. */
  readonly codeFolders: Readonly<Record<FunctionName, string>>;
}

const PREFIX = 'simployer-poweroffice';

/** The name of the stack that an account and region has once. */
export const ACCOUNT_STACK_NAME = `${PREFIX}-account`;

/** The name of a client's stack. */
export const stackNameOf = (stageName: string, clientName: string): string => `${PREFIX}-${stageName}-${clientName}`;

const newApp = ({ outdir, checked }: AppOptions): App =>
  new App({
    ...(outdir !== undefined && { outdir }),
    analyticsReporting: false,
    builtinCloudFormationValidation: checked,
    // Where in the code each construct was made, and the tree of all of them: read by people who look into a finding.
    stackTraces: checked,
    treeMetadata: checked,
    // Where each function's bundle lies in the assembly, also when it is not the CDK command line that asks.
    context: { ...cdkConfiguration.context, 'aws:cdk:enable-asset-metadata': true },
  });

/** Checks the app's templates when it is synthesised, if its options say so. */
const addChecks = (app: App, { checked }: AppOptions): void => {
  if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
};

/** The CDK app of what belongs to an account and region rather than to a stage. */
export const createAccountApp = (options: AppOptions): App => {
  const app = newApp(options);
  new AccountStack(app, ACCOUNT_STACK_NAME, {
    description: 'Lets API Gateway write access logs, once per account and region',
  });
  addChecks(app, options);
  return app;
};

/** The CDK app of a stage: a stack per client, and one per subscription key that several clients share. */
export const createApp = (options: StageOptions): App => {
  const { stageName, stage, codeFolders } = options;
  const app = newApp(options);

  const clientCounts = Map.groupBy(stage.clients, ({ subscription }) => subscription);
  const paceStacks = new Map<string, PaceStack>();
  for (const [subscription, clients] of clientCounts) {
    if (clients.length < 2) continue;
    paceStacks.set(subscription, new PaceStack(app, `${PREFIX}-pace-${stageName}-${subscription}`));
  }

  for (const client of stage.clients) {
    const paceTable = paceStacks.get(client.subscription)?.table;
    new SyncStack(app, stackNameOf(stageName, client.name), {
      description: `Keeps ${targetsOf(flowsOf(stage, client).map((flow) => FLOW_DEPLOYMENTS[flow]))} in step with Simployer One (${stageName}, ${client.name})`,
      terminationProtection: stage.removalPolicy === 'retain',
      stage,
      client,
      codeFolders,
      ...(paceTable !== undefined && { paceTable }),
    });
  }

  addChecks(app, options);
  return app;
};
