/*
 * The program `npm run secrets`, which stores the vendors' keys in AWS: those that the flows of the stack need, as a tag of the secret
 * says. It asks for each key without showing it, tries all of them against the vendors, and shows to which company they
 * lead before anything is stored. A key
 * that is left empty stays as it is, so the same program rotates one. For example, keys that lead to another company
 * than the one that is named end the program with nothing stored.
 */
import { Agent } from 'node:https';
import { styleText } from 'node:util';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import password from '@inquirer/password';
import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';
import { readProxies } from '../../../../shared/config/proxies.ts';
import { FLOW_KEYS, FLOW_NAMES, FLOWS_TAG, parseStoredKeys } from '../../../../shared/config/vendor-keys.ts';
import type { FlowName, VendorKey, VendorKeys } from '../../../../shared/config/vendor-keys.ts';
import { undiciTransport } from '../../../../shared/http/undici-transport.ts';
import { askAnswer, isSomebodyThere } from '../../ask.ts';
import { describeCredentials } from '../../aws-credentials.ts';
import { createCommand, isHelp, parseArguments, withoutPrefix } from '../../create-command.ts';
import { KEY_VARIABLES, readKeys, readVariables, readVendorUrls } from '../../environment.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { checkKeys } from './check-keys.ts';

/** What is asked for, in the order of asking, each with the variable that answers instead of a person. */
const QUESTIONS: readonly {
  readonly key: VendorKey;
  readonly title: string;
}[] = [
  {
    key: 'simployerAccessToken',
    title: 'Simployer access token (Settings > Access tokens)',
  },
  { key: 'powerOfficeApplicationKey', title: 'PowerOffice application key' },
  {
    key: 'powerOfficeClientKey',
    title: 'PowerOffice client key (Innstillinger > Utvidelser)',
  },
  {
    key: 'powerOfficeSubscriptionKey',
    title: 'PowerOffice subscription key',
  },
  { key: 'xledgerToken', title: 'X-ledger API token (Administration > System Access > GraphQL > API tokens)' },
];

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The keys stored so far; null before the first time. */
const readStored = async (client: SecretsManagerClient, secretId: string): Promise<VendorKeys | null> => {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    return parseStoredKeys(SecretString ?? '');
  } catch (error) {
    // A secret that was never filled, or not with keys, is filled now; whatever else is wrong shows when it is stored.
    if (error instanceof ConfigurationError || (error instanceof Error && error.name === 'ResourceNotFoundException'))
      return null;
    throw error;
  }
};

/** The flows whose keys a secret is for: as its stack says; the first one where an older stack says nothing. */
const readFlows = async (client: SecretsManagerClient, secretId: string): Promise<readonly FlowName[]> => {
  const { Tags = [] } = await client.send(new DescribeSecretCommand({ SecretId: secretId }));
  const named = Tags.find(({ Key }) => Key === FLOWS_TAG)?.Value?.split(' ') ?? [];
  const flows = FLOW_NAMES.filter((flow) => named.includes(flow));
  return flows.length === 0 ? ['employees-to-poweroffice'] : flows;
};

/** Asks at the terminal, without showing what is typed; nobody there is an empty answer. */
const askHidden = async (message: string): Promise<string> =>
  process.stdin.isTTY ? (await password({ message, mask: '*' })).trim() : '';

/** Whether one of the flows cannot do without a key. */
const isNeeded = (key: VendorKey, flows: readonly FlowName[]): boolean =>
  flows.some((flow) => Object.hasOwn(FLOW_KEYS[flow].shape, key));

/**
 * The keys: of the environment, else as typed, else those kept so far. All of them are read as a run reads them. What no
 * flow needs is not asked for, and stays as it is.
 */
const ask = async (
  stored: VendorKeys | null,
  flows: readonly FlowName[],
  variables: NodeJS.ProcessEnv,
): Promise<VendorKeys> => {
  const answers: NodeJS.ProcessEnv = {};
  for (const { key, title } of QUESTIONS) {
    if (!isNeeded(key, flows)) continue;
    const variable = KEY_VARIABLES[key];
    const given = variables[variable]?.trim() ?? '';
    const kept = stored?.[key];
    const typed =
      given === '' ? await askHidden(kept === undefined ? title : `${title}, empty keeps the present one`) : given;
    const answer = typed === '' ? kept : typed;
    if (answer !== undefined) answers[variable] = answer;
  }
  return { ...stored, ...readKeys(answers, flows) };
};

const NO_REGION =
  'In which region is the secret? Type its whole ARN, the output VendorKeysSecretArn of the stack, which begins with "arn:aws:secretsmanager:"';

/** AWS names its errors better than it words them, and some have no words at all. */
const describe = (error: Error): string => {
  const { name } = error;
  if (error.message === 'Region is missing') return NO_REGION;
  const ofCredentials = describeCredentials(error);
  if (ofCredentials !== null) return `${ofCredentials.refusal.code}  ${ofCredentials.message}`;
  const words = withoutPrefix(error);
  return words === '' || name.endsWith('Exception') ? `${name}: ${words || 'AWS cannot be reached'}` : words;
};

/** A client for the region that the secret's ARN names, which takes the way out that this machine has. */
const createClient = (secretId: string): SecretsManagerClient => {
  const region = /^arn:[^:]+:secretsmanager:([^:]+):/.exec(secretId)?.[1];
  return new SecretsManagerClient({
    ...(region !== undefined && { region }),
    requestHandler: { httpsAgent: new Agent({ keepAlive: true, proxyEnv: process.env }) },
  });
};

/** Names as people type them. */
const isSameName = (one: string, other: string): boolean =>
  one.trim().replaceAll(/\s+/g, ' ').toLowerCase() === other.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/**
 * Whoever stores keys names the company that they lead to: keys of the wrong client write to strangers.
 * @param given what `--company` says
 * @throws ConfigurationError when it is another company, or nobody is there to name it
 */
const confirmCompany = async (company: string, given: string | undefined): Promise<void> => {
  if (given === undefined && !isSomebodyThere()) {
    throw new ConfigurationError([
      'nobody is at a terminal to type the name of the company; type it behind --company instead',
    ]);
  }
  const typed = given ?? (await askAnswer(`To store the keys, type the name of the company in Simployer: `));
  if (!isSameName(typed, company))
    throw new ConfigurationError([`"${typed}" is not the company that the keys lead to`]);
};

interface SecretsOptions {
  readonly check: boolean;
  readonly company?: string;
}

const carryOut = async (secretId: string, { check: isCheck, company }: SecretsOptions): Promise<void> => {
  const variables = readVariables();
  const client = createClient(secretId);
  const flows = await readFlows(client, secretId);
  const stored = await readStored(client, secretId);
  if (isCheck && stored === null)
    throw new ConfigurationError(['vendor keys: none are stored yet; run this without --check']);
  const keys = isCheck && stored !== null ? stored : await ask(stored, flows, variables);

  say('Trying the keys ...');
  const transport = undiciTransport(readProxies(variables));
  const checked = await checkKeys(keys, flows, readVendorUrls(variables), transport);
  for (const { system, company: name } of checked) say(`${styleText('green', '✔')} ${system}: ${name}`);
  say(
    checked.length > 2
      ? 'Employees of the first will be written to the others: make sure that all of them are the same company.'
      : 'Employees of the first will be written to the second: make sure that they are the same company.',
  );
  for (const { warning } of checked) if (warning !== null) say(`${styleText('yellow', '⚠')} ${warning}`);
  if (isCheck) return;
  await confirmCompany(checked[0].company, company);
  await client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString: JSON.stringify(keys) }));
  say(`${styleText('green', '✔')} Stored. Functions take new keys up within five minutes.`);
};

/** Carries out what was typed behind `npm run secrets -- `. @returns the exit code */
export const runCommand = async (argv: readonly string[]): Promise<number> => {
  const program = createCommand(
    'npm run secrets',
    'Asks for the keys that the flows of the stack need, tries them, and stores them in AWS Secrets Manager. Run it again to rotate them.',
  )
    .argument('<secret-arn>', 'ARN of the secret: the output VendorKeysSecretArn of the stack')
    .option('--check', 'only try the keys that are stored', false)
    .option('--company <name>', 'the company that the keys lead to, instead of typing it when asked')
    .action(carryOut);
  try {
    await parseArguments(program, argv);
    return EXIT_CODES.finished;
  } catch (error) {
    if (isHelp(error)) return EXIT_CODES.finished;
    const message = error instanceof Error ? describe(error) : 'unknown';
    process.stderr.write(`${styleText('red', '✖')} ${message}\nNothing was stored.\n`);
    return EXIT_CODES.notStarted;
  }
};
