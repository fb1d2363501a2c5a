import type { Command } from 'commander';
import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';
import type { CommandResult } from './command-result.ts';
import { forgetDeployments, noteDeployments, readDeployments } from '../../deployment-note.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { STACK_NAME } from '../../stack-name.ts';
import { toDataFolder } from '../../to-data-folder.ts';

interface DeployedOptions {
  readonly none: boolean;
  readonly dataDir: string;
}

const carryOut = async (name: string | undefined, { none, dataDir }: DeployedOptions): Promise<readonly string[]> => {
  if (none) {
    if (name !== undefined) throw new ConfigurationError([`deployed: either ${name} or --none`]);
    await forgetDeployments(dataDir);
    return [];
  }
  if (name === undefined) return readDeployments(dataDir);
  if (!STACK_NAME.test(name))
    throw new ConfigurationError([`deployed ${name}: a stack's name has letters, digits and -`]);
  return noteDeployments(dataDir, [name]);
};

const toText = (stacks: readonly string[], folder: string): string =>
  stacks.length === 0
    ? `The data folder ${folder} knows of no deployment: runs on this machine may write.`
    : `The people of the data folder ${folder} are synced by ${stacks.join(', ')}. ` +
      'Runs on this machine only plan. "npm run sync -- deployed --none" takes it back.';

/** `deployed NAME`: tells a data folder that a stack in AWS does its work, so that this machine becomes no second master. */
export const defineDeployed = (program: Command, end: (result: CommandResult) => void): Command =>
  program
    .command('deployed')
    .description('note that a stack in AWS does the work of this data folder: runs here then only plan')
    .argument('[stack]', 'name of the stack; without it, says what is noted')
    .option('--none', 'take it back: no stack does', false)
    .option('--data-dir <folder>', 'where state and logs are kept', toDataFolder, '.data')
    .option('--json', 'print the result as one JSON document', false)
    .addHelpText('after', '\nExample:\n  npm run sync -- deployed simployer-poweroffice-prod-main')
    .action(async (name: string | undefined, options: DeployedOptions) => {
      const stacks = await carryOut(name, options);
      end({ document: { stacks }, toText: () => toText(stacks, options.dataDir), exitCode: EXIT_CODES.finished });
    });
