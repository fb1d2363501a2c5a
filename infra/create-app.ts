import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import cdkConfiguration from '../cdk.json' with { type: 'json' };
import type { FunctionName } from './bundle-functions.ts';
import { PaceStack } from './pace-stack.ts';
import type { StageSettings } from './stage-settings.ts';
import { SyncStack } from './sync-stack.ts';

interface AppOptions {
  readonly stageName: string;
  readonly stage: StageSettings;
  /** Function -> its bundle's folder. */
  readonly codeFolders: Readonly<Record<FunctionName, string>>;
  /** Where the assembly is written; the CDK command line says so itself. */
  readonly outdir?: string;
  /** Whether the templates are checked: CloudFormation's rules, cdk-nag's AwsSolutions and Serverless. */
  readonly checked: boolean;
}

const PREFIX = 'simployer-poweroffice';

/** The name of a client's stack. */
export const stackNameOf = (stageName: string, clientName: string): string => `${PREFIX}-${stageName}-${clientName}`;

/** The CDK app of a stage: a stack per client, and one per subscription key that several clients share. */
export const createApp = ({ stageName, stage, codeFolders, outdir, checked }: AppOptions): App => {
  const app = new App({
    ...(outdir !== undefined && { outdir }),
    analyticsReporting: false,
    builtinCloudFormationValidation: checked,
    // Where each function's bundle lies in the assembly, also when it is not the CDK command line that asks.
    context: { ...cdkConfiguration.context, 'aws:cdk:enable-asset-metadata': true },
  });

  const clientCounts = Map.groupBy(stage.clients, ({ subscription }) => subscription);
  const paceStacks = new Map<string, PaceStack>();
  for (const [subscription, clients] of clientCounts) {
    if (clients.length < 2) continue;
    paceStacks.set(subscription, new PaceStack(app, `${PREFIX}-pace-${stageName}-${subscription}`));
  }

  for (const client of stage.clients) {
    const paceTable = paceStacks.get(client.subscription)?.table;
    new SyncStack(app, stackNameOf(stageName, client.name), {
      description: `Keeps PowerOffice Go in step with Simployer One (${stageName}, ${client.name})`,
      stage,
      client,
      codeFolders,
      ...(paceTable !== undefined && { paceTable }),
    });
  }

  if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return app;
};
