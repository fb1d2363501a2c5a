/*
 * The commands by which a person decides what no rule may: which record somebody is, that what is held may
 * pass once, and what came of a write in doubt; and the retry of people once something was mended. Each is one call of
 * the API. For example, `link 1012 --to 10000077` says that Kari is that record, and `retry --employee 1012` syncs her.
 */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import * as z from 'zod';
import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';
import type { Api } from '../../api-client.ts';
import { tellDecision } from '../../decision-text.ts';
import { refuseWhereDeployed } from '../../deployment-note.ts';
import { decisionDocumentSchema } from '../../documents.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { followRun } from '../../follow-run.ts';
import { asApiCommand, asPersonCommand, underPair, vendorsOf, withApi, wordsOfPlace } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';
import { employeesOf, takesEmployees } from './employee-option.ts';
import type { EmployeeOptions } from './employee-option.ts';
import { showRun } from './run-result.ts';
import { refuseWithoutPlan } from './selection-options.ts';

type End = (result: CommandResult) => void;

interface LinkOptions extends ApiCommandOptions {
  readonly to?: number;
  readonly new?: true;
}
interface AllowOptions extends ApiCommandOptions {
  readonly code: string;
}
interface SettleOptions extends ApiCommandOptions {
  readonly kind: string;
  readonly exists?: number;
  readonly absent?: true;
}
interface RetryOptions extends ApiCommandOptions, EmployeeOptions {
  readonly code: readonly string[];
  readonly run?: string;
}

const runStartedSchema = z.object({ runId: z.string() });

const toRecordId = (text: string): number => {
  if (/^[1-9]\d{0,14}$/.test(text.trim())) return Number(text);
  throw new InvalidArgumentError('The id of a record has digits only.');
};

const toCode = (text: string): string => {
  if (/^[A-Z_]{1,40}$/.test(text)) return text;
  throw new InvalidArgumentError('The code of a problem looks like MATCH_CONFLICT.');
};

const pathOf = (person: string, what: string): string => `/employees/${encodeURIComponent(person)}/${what}`;

/** Makes a decision: on a data folder whose work a stack does, it would be heeded by nobody. */
const decide = async (
  person: string,
  options: ApiCommandOptions,
  call: (api: Api) => Promise<unknown>,
): Promise<CommandResult> => {
  if (options.stack === undefined) await refuseWhereDeployed(options.dataDir);
  return withApi(
    options,
    async (api) => {
      const document = await call(api);
      const told = tellDecision(
        decisionDocumentSchema.parse(document),
        api.words.target,
        person,
        wordsOfPlace(options),
      );
      return {
        document,
        toText: (width) => underPair(document, api, told, width),
        exitCode: EXIT_CODES.finished,
      };
    },
    vendorsOf(options),
  );
};

const withPerson = (command: Command): Command => command.argument('<person>', 'an employee number, or a Simployer id');

const eitherOr = (one: unknown, other: unknown, names: string): void => {
  if ((one === undefined) === (other === undefined)) throw new ConfigurationError([`either ${names}`]);
};

/** What stands in the place of each for leaves. */
const WHO_IS_WHO =
  'who somebody is in payroll, a flow of employees decides: leave --flow out, or name employees-to-xledger';
const HELD =
  'a leave is held until what its problem names is mended; a guard of a plan is accepted with "apply ID --accept CODE"';
const IN_DOUBT = 'a new plan finds the leave in payroll, or shows it as new';

export const defineDecisions = (program: Command, end: End): void => {
  withPerson(asPersonCommand(program.command('link'), 'link 1012 --to 10000077', WHO_IS_WHO))
    .description('decides which record a person is in the system that is written to, or that they are nobody there')
    .option('--to <id>', 'this record, by its id there', toRecordId)
    .option('--new', 'certainly nobody of those there')
    .action(async (person: string, options: LinkOptions) => {
      eitherOr(options.to, options.new, '--to ID or --new');
      const body = options.to === undefined ? { new: true } : { to: options.to };
      end(await decide(person, options, (api) => api.call('PUT', pathOf(person, 'link'), { body })));
    });
  withPerson(asPersonCommand(program.command('unlink'), 'unlink 1012', WHO_IS_WHO))
    .description('forgets which record a person is; matching starts afresh')
    .action(async (person: string, options: ApiCommandOptions) =>
      end(await decide(person, options, (api) => api.call('DELETE', pathOf(person, 'link')))),
    );
  withPerson(asPersonCommand(program.command('allow'), 'allow 1012 --code SALARY_IMPLAUSIBLE', HELD))
    .description('lets what is held of a person pass once, as it is now')
    .addOption(
      new Option('--code <code>', 'the problem that holds it up')
        .choices(['SALARY_IMPLAUSIBLE', 'IDENTITY_CHANGED'])
        .makeOptionMandatory(),
    )
    .action(async (person: string, options: AllowOptions) => {
      const body = { code: options.code };
      end(await decide(person, options, (api) => api.call('PUT', pathOf(person, 'allow'), { body })));
    });
  withPerson(asPersonCommand(program.command('settle'), 'settle 1012 --kind employment --exists 10000123', IN_DOUBT))
    .description('ends a WRITE_IN_DOUBT with what was seen in the system that is written to')
    .addOption(
      new Option('--kind <kind>', 'what the write was to make')
        .choices(['employee', 'bankAccount', 'employment', 'salary', 'ftePercentage'])
        .makeOptionMandatory(),
    )
    .option('--exists <id>', 'it is this record, by its id there', toRecordId)
    .option('--absent', 'it is not there')
    .action(async (person: string, options: SettleOptions) => {
      eitherOr(options.exists, options.absent, '--exists ID or --absent');
      const seen = options.exists === undefined ? { absent: true } : { exists: options.exists };
      const body = { kind: options.kind, ...seen };
      end(await decide(person, options, (api) => api.call('POST', pathOf(person, 'settle'), { body })));
    });
  takesEmployees(asApiCommand(program.command('retry'), 'retry --code BANK_ACCOUNT_INVALID'))
    .description('a run for exactly the people named, with that open problem, or failed in that run; asks nothing more')
    .option(
      '--code <code>',
      'whoever has this problem open; may be repeated',
      (code: string, earlier: readonly string[]) => [...earlier, toCode(code)],
      [],
    )
    .option('--run <id>', 'whoever failed in this run')
    .action(async (options: RetryOptions) => {
      const { code, run, stack, dataDir, flow } = options;
      refuseWithoutPlan(flow);
      const body = {
        ...employeesOf(options),
        ...(code.length > 0 && { codes: code }),
        ...(run !== undefined && { run }),
      };
      if (Object.keys(body).length === 0) throw new ConfigurationError(['retry whom? --employee, --code or --run']);
      if (stack === undefined) await refuseWhereDeployed(dataDir);
      const carryOut = async (api: Api): Promise<CommandResult> => {
        const { runId } = runStartedSchema.parse(await api.start('/retries', { body }));
        await followRun(api, runId, !options.json);
        return showRun(api, runId, options);
      };
      end(await withApi(options, carryOut, vendorsOf(options)));
    });
};
