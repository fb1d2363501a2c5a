import { chooseStage } from '../../../../infra/choose-stage.ts';
import { ACCOUNT_STACK_NAME, stackNameOf } from '../../../../infra/create-app.ts';
import { stageSettingsOf } from '../../../../infra/synthesise.ts';
import type { Deployment } from './deploy.ts';

/**
 * What a stage deploys.
 * @param option where an option names the stage
 * @throws ConfigurationError when there is no such stage, or one of its settings is wrong
 */
export const readDeployment = (option: string | undefined, variables: NodeJS.ProcessEnv): Deployment => {
  const stageName = chooseStage(option, variables);
  const { clients } = stageSettingsOf(stageName);
  return {
    name: `stage ${stageName}`,
    stackNames: clients.map(({ name }) => stackNameOf(stageName, name)),
    cdkArguments: ['--context', `stage=${stageName}`],
    isMaster: true,
  };
};

/** What belongs to the account and region, and to no stage. */
export const accountDeployment = (): Deployment => ({
  name: 'what the account has once for all stages',
  stackNames: [ACCOUNT_STACK_NAME],
  cdkArguments: ['--app', 'node bin/node24.mjs infra/account-app.ts'],
  isMaster: false,
});
