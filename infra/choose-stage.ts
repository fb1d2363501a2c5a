import { ConfigurationError } from '../shared/config/configuration-error.ts';
import { DEFAULT_STAGE } from './stages.ts';

/**
 * The stage that is meant.
 * @param option as an option names it: `-c stage=NAME` of the CDK, `--stage NAME` of a script
 * @param variables the environment; STAGE names it where no option does
 * @throws ConfigurationError when the two differ: nobody can tell which one was forgotten
 */
export const chooseStage = (
  option: string | undefined,
  variables: Readonly<Record<string, string | undefined>>,
): string => {
  const fromVariable = variables['STAGE']?.trim() || undefined;
  if (option !== undefined && fromVariable !== undefined && option !== fromVariable)
    throw new ConfigurationError([`stage: "${option}" is asked for, and the variable STAGE says "${fromVariable}"`]);
  return option ?? fromVariable ?? DEFAULT_STAGE;
};
