/*
 * The program `npm run secrets`, which stores the keys of both vendors in AWS. It asks for each key without showing
 * it, tries all of them against the vendors, and shows to which company they lead before anything is stored. A key
 * that is left empty stays as it is, so the same program rotates one. For example, keys that lead to another company
 * than the one that is named end the program with nothing stored.
 */
import { Agent } from 'node:https';
import { styleText } from 'node:util';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import password from '@inquirer/password';
import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';
import { readProxies } from '../../../../shared/config/proxies.ts';
import { FLOW_KEYS, parseVendorKeys } from '../../../../shared/config/vendor-keys.ts';
import type { PowerOfficeKeys } from '../../../../shared/config/vendor-keys.ts';
import { undiciTransport } from '../../../../shared/http/undici-transport.ts';
import { askAnswer, isSomebodyThere } from '../../ask.ts';
import { createCommand, isHelp, parseArguments, withoutPrefix } from '../../create-command.ts';
import { KEY_VARIABLES, readKeys, readVariables, readVendorUrls } from '../../environment.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { outliveReaders } from '../../standard-output.ts';
import { checkKeys } from './check-keys.ts';

const FLOW = 'employees-to-poweroffice';

/** What is asked for, in the order of asking, each with the variable that answers instead of a person. */
const QUESTIONS: readonly {
  readonly key: keyof PowerOfficeKeys;
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
];

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The keys stored so far; null before the first time. */
const readStored = async (client: SecretsManagerClient, secretId: string): Promise<PowerOfficeKeys | null> => {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    return parseVendorKeys(SecretString ?? '', FLOW_KEYS[FLOW]);
  } catch (error) {
    // A secret that was never filled, or not with keys, is filled now; whatever else is wrong shows when it is stored.
    if (error instanceof ConfigurationError || (error instanceof Error && error.name === 'ResourceNotFoundException'))
      return null;
    throw error;
  }
};

/** Asks at the terminal, without showing what is typed; nobody there is an empty answer. */
const askHidden = async (message: string): Promise<string> =>
  process.stdin.isTTY ? (await password({ message, mask: '*' })).trim() : '';

/** The keys: of the environment, else as typed, else those kept so far. All of them are read as a run reads them. */
const ask = async (stored: PowerOfficeKeys | null, variables: NodeJS.ProcessEnv): Promise<PowerOfficeKeys> => {
  const answers: NodeJS.ProcessEnv = {};
  for (const { key, title } of QUESTIONS) {
    const variable = KEY_VARIABLES[key];
    const given = variables[variable]?.trim() ?? '';
    const kept = stored?.[key];
    const typed =
      given === '' ? await askHidden(kept === undefined ? title : `${title}, empty keeps the present one`) : given;
    const answer = typed === '' ? kept : typed;
    if (answer !== undefined) answers[variable] = answer;
  }
  return parseVendorKeys(JSON.stringify(readKeys(answers, [FLOW])), FLOW_KEYS[FLOW]);
};

const NO_REGION =
  'In which region is the secret? Type its whole ARN, the output VendorKeysSecretArn of the stack, which begins with "arn:aws:secretsmanager:"';

/** AWS names its errors better than it words them, and some have no words at all. */
const describe = (error: Error): string => {
  const { name } = error;
  if (error.message === 'Region is missing') return NO_REGION;
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
  const stored = await readStored(client, secretId);
  if (isCheck && stored === null)
    throw new ConfigurationError(['vendor keys: none are stored yet; run this without --check']);
  const keys = isCheck && stored !== null ? stored : await ask(stored, variables);

  say('Trying the keys ...');
  const transport = undiciTransport(readProxies(variables));
  const { simployerCompany, powerOfficeClient, missingPrivileges } = await checkKeys(
    keys,
    readVendorUrls(variables),
    transport,
  );
  say(
    `${styleText('green', '✔')} Simployer One: ${simployerCompany}\n${styleText('green', '✔')} PowerOffice Go: ${powerOfficeClient}`,
  );
  say('Employees of the first will be written to the second: make sure that they are the same company.');
  if (missingPrivileges.length > 0) {
    say(
      `${styleText('yellow', '⚠')} PowerOffice does not list these privileges: ${missingPrivileges.join(', ')}. Ask go-api@poweroffice.no for them.`,
    );
  }
  if (isCheck) return;
  await confirmCompany(simployerCompany, company);
  await client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString: JSON.stringify(keys) }));
  say(`${styleText('green', '✔')} Stored. Functions take new keys up within five minutes.`);
};

const main = async (argv: readonly string[]): Promise<number> => {
  const program = createCommand(
    'npm run secrets',
    'Asks for the keys of both vendors, tries them, and stores them in AWS Secrets Manager. Run it again to rotate them.',
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

outliveReaders();
process.exit(await main(process.argv.slice(2)));
