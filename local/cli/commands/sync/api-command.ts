import { styleText } from 'node:util';
import { Option } from 'commander';
import type { Command } from 'commander';
import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';
import { FIRST_FLOW, flowOption } from '../../../../shared/records/first-flow.ts';
import { TIME_OFF_ABORTS } from '../../../../shared/time-off/aborts.ts';
import { isOfTimeOff, UNVERIFIED_FLOW } from '../../../../shared/time-off/flows.ts';
import { openApi } from '../../api-client.ts';
import type { Api, ApiPlace, OpenApiOptions } from '../../api-client.ts';
import { companiesSchema } from '../../documents.ts';
import { flowCalled, readVariables, readVendors } from '../../environment.ts';
import { RefusedError } from '../../explain-error.ts';
import { describeCompanies } from '../../flow-words.ts';
import { layoutOf, wrapText } from '../../layout.ts';
import { refuseUnknownFlow } from '../../refuse-unknown-flow.ts';
import { STACK_NAME } from '../../stack-name.ts';
import { toDataFolder } from '../../to-data-folder.ts';
import type { CommandResult } from './command-result.ts';

/** What every command that calls the API takes. */
export interface ApiCommandOptions {
  readonly json: boolean;
  readonly flow: string;
  readonly dataDir: string;
  readonly stack?: string;
}

const DEFAULT_FOLDER = '.data';

const toStackName = (text: string): string => {
  if (!STACK_NAME.test(text))
    throw new ConfigurationError([`--stack ${text}: a stack's name has letters, digits and -`]);
  return text;
};

/**
 * Adds what every command that calls the API takes: where, which flow, and in which form the result is printed.
 * @param example as it is typed behind `npm run sync -- `
 */
export const asApiCommand = (command: Command, example: string): Command =>
  command
    .option('--data-dir <folder>', 'the data folder of this machine', toDataFolder, DEFAULT_FOLDER)
    .addOption(
      new Option('--stack <name>', "a stack in AWS, called with the shell's AWS credentials")
        .argParser(toStackName)
        .conflicts('dataDir'),
    )
    .option('--flow <flow>', 'which flow', FIRST_FLOW)
    .option('--json', 'print the result as one JSON document; logs go to standard error', false)
    .addHelpText('after', `\nExample:\n  npm run sync -- ${example}`)
    .hook('preAction', () => {
      const { flow, stack } = command.opts<ApiCommandOptions>();
      if (flow === UNVERIFIED_FLOW)
        throw new RefusedError({ code: 'TARGET_UNVERIFIED', message: TIME_OFF_ABORTS.TARGET_UNVERIFIED.summary });
      if (stack === undefined) refuseUnknownFlow(flow);
    });

/**
 * Adds the same to a command about people, which is refused for flows of time off.
 * @param instead what is done there in its place
 */
export const asPersonCommand = (command: Command, example: string, instead: string): Command =>
  asApiCommand(command, example).hook('preAction', () => {
    const { flow } = command.opts<ApiCommandOptions>();
    if (!isOfTimeOff(flow)) return;
    throw new ConfigurationError([`"${command.name()}" is about people, and ${flow} carries leaves: ${instead}`]);
  });

const placeOf = ({ stack, dataDir }: ApiCommandOptions): ApiPlace => (stack === undefined ? { dataDir } : { stack });

/** What has to be typed behind another command for the same place and flow: ` --stack NAME`, or nothing. */
export const wordsOfPlace = ({
  stack,
  dataDir,
  flow = FIRST_FLOW,
}: Pick<ApiCommandOptions, 'stack' | 'dataDir'> & Partial<Pick<ApiCommandOptions, 'flow'>>): string => {
  const about = flowOption(flow);
  if (stack !== undefined) return ` --stack ${stack}${about}`;
  return dataDir === DEFAULT_FOLDER ? about : ` --data-dir ${dataDir}${about}`;
};

/** What a command needs that asks the vendors: their keys on this machine; a stack has its own. */
export const vendorsOf = ({
  stack,
  flow,
}: Pick<ApiCommandOptions, 'stack' | 'flow'>): Pick<OpenApiOptions, 'vendors'> =>
  stack === undefined ? { vendors: readVendors(readVariables(), flowCalled(flow)) } : {};

/** Opens the API that the options name, for one command. */
export const withApi = async (
  options: ApiCommandOptions,
  carryOut: (api: Api) => Promise<CommandResult>,
  { vendors = null }: Pick<OpenApiOptions, 'vendors'> = {},
): Promise<CommandResult> => {
  const api = await openApi(placeOf(options), {
    vendors,
    flow: options.flow,
    onLog: ({ line }) => {
      if (options.json) process.stderr.write(`${line}\n`);
    },
  });
  try {
    return await carryOut(api);
  } finally {
    await api.close();
  }
};

/** A text for people, with the pair of companies above it, as the document names it. @param width columns of the terminal */
export const underPair = (
  document: unknown,
  { environment }: Pick<Api, 'environment'>,
  text: string,
  width: number,
): string => {
  const { connection } = companiesSchema.parse(document);
  if (connection === null) return text;
  return `${styleText('bold', wrapText(describeCompanies(connection, environment), layoutOf(width)))}\n\n${text}`;
};
