import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';

/** What is deployed. */
export interface Deployment {
  /** As people call it: `stage test`. */
  readonly name: string;
  readonly stackNames: readonly string[];
  /** What tells the CDK which app it is, and which stage. */
  readonly cdkArguments: readonly string[];
  /** Whether the stacks sync people: no other machine may do that beside them. */
  readonly isMaster: boolean;
}

export interface DeployDependencies {
  /** Runs the CDK's command line; resolves with its exit code. */
  readonly runCdk: (argv: readonly string[]) => Promise<number>;
  readonly say: (text: string) => void;
  /** Asks whoever sits at the terminal; null when nobody does. */
  readonly askYes: ((question: string) => Promise<boolean>) | null;
  /** Notes that the stacks do the work from now on. */
  readonly noteDeployments: (stackNames: readonly string[]) => Promise<unknown>;
}

/** Where the templates are written, and deployed from: what was shown is what is deployed. */
const ASSEMBLY = 'cdk.out';

const describe = ({ name, stackNames }: Deployment): string => `This is ${name}: ${stackNames.join(', ')}`;

/** Synthesises and validates the stacks, offline. @returns an exit code */
export const synthesise = async (
  deployment: Deployment,
  { runCdk, say }: Pick<DeployDependencies, 'runCdk' | 'say'>,
): Promise<number> => {
  say(describe(deployment));
  return runCdk(['synth', '--quiet', '--output', ASSEMBLY, ...deployment.cdkArguments]);
};

/**
 * Deploys stacks after a word that means it. The stage, the stacks, and while they are synthesised the
 * account and the region are shown before it is asked; then the CDK shows what would change and asks for each stack.
 * @param isConfirmed whether `--yes` was typed: nothing is asked then
 * @returns an exit code
 * @throws ConfigurationError when nobody is there to be asked
 */
export const deploy = async (
  deployment: Deployment,
  isConfirmed: boolean,
  dependencies: DeployDependencies,
): Promise<number> => {
  const { runCdk, say, askYes, noteDeployments } = dependencies;
  if (!isConfirmed && askYes === null) {
    throw new ConfigurationError([
      `${describe(deployment)}. Nobody is at a terminal to say yes to it; type "--yes" behind "--" to deploy without being asked`,
    ]);
  }
  const synthesised = await synthesise(deployment, dependencies);
  if (synthesised !== 0) return synthesised;
  if (!isConfirmed && !(await askYes?.(`Deploy ${deployment.name}?`))) {
    say('Nothing was deployed.');
    return 2;
  }
  const approval = isConfirmed ? 'never' : 'any-change';
  const deployed = await runCdk(['deploy', '--all', '--app', ASSEMBLY, '--require-approval', approval]);
  if (deployed !== 0 || !deployment.isMaster) return deployed;
  await noteDeployments(deployment.stackNames);
  say(
    'Noted in .data: from now on runs on this machine only plan. "npm run sync -- deployed --none" takes the note back.',
  );
  return 0;
};
