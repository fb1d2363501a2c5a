import { styleText } from 'node:util';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import password from '@inquirer/password';
import { CommanderError } from 'commander';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import { parseVendorKeys } from '../../shared/config/vendor-keys.ts';
import type { VendorKeys } from '../../shared/config/vendor-keys.ts';
import { undiciTransport } from '../../shared/http/undici-transport.ts';
import { createCommand, withoutPrefix } from '../cli/create-command.ts';
import { readVendorAddresses } from '../cli/environment.ts';
import { checkKeys } from './check-keys.ts';

/** What is asked for, in the order of asking, with the variable that answers instead of a person. */
const QUESTIONS: readonly { readonly key: keyof VendorKeys; readonly title: string; readonly variable: string }[] = [
  {
    key: 'simployerAccessToken',
    title: 'Simployer access token (Settings > Access tokens)',
    variable: 'SIMPLOYER_ACCESS_TOKEN',
  },
  { key: 'powerOfficeApplicationKey', title: 'PowerOffice application key', variable: 'POWEROFFICE_APPLICATION_KEY' },
  {
    key: 'powerOfficeClientKey',
    title: 'PowerOffice client key (Innstillinger > Utvidelser)',
    variable: 'POWEROFFICE_CLIENT_KEY',
  },
  {
    key: 'powerOfficeSubscriptionKey',
    title: 'PowerOffice subscription key',
    variable: 'POWEROFFICE_SUBSCRIPTION_KEY',
  },
];

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The keys stored so far; null before the first time. */
const readStored = async (client: SecretsManagerClient, secretId: string): Promise<VendorKeys | null> => {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    return parseVendorKeys(SecretString ?? '');
  } catch (error) {
    // A secret that was never filled, or not with keys, is filled now; whatever else is wrong shows when it is stored.
    if (error instanceof ConfigurationError || (error instanceof Error && error.name === 'ResourceNotFoundException'))
      return null;
    throw error;
  }
};

const ask = async (stored: VendorKeys | null): Promise<VendorKeys> => {
  const answers: Partial<Record<keyof VendorKeys, string>> = {};
  for (const { key, title, variable } of QUESTIONS) {
    const given = process.env[variable]?.trim() ?? '';
    const kept = stored?.[key];
    const typed =
      given !== ''
        ? given
        : process.stdin.isTTY
          ? (
              await password({
                message: kept === undefined ? title : `${title}, empty keeps the present one`,
                mask: '*',
              })
            ).trim()
          : '';
    answers[key] = typed === '' ? (kept ?? '') : typed;
  }
  return parseVendorKeys(JSON.stringify(answers));
};

/** AWS names its errors better than it words them, and some have no words at all. */
const describe = (error: Error): string => {
  const { name } = error;
  const words = withoutPrefix(error);
  return words === '' || name.endsWith('Exception') ? `${name}: ${words || 'AWS cannot be reached'}` : words;
};

const main = async (argv: readonly string[]): Promise<number> => {
  const command = createCommand(
    'npm run secrets --',
    'Asks for the keys of both vendors, tries them, and stores them in AWS Secrets Manager. Run it again to rotate them.',
  )
    .argument('<secret>', 'ARN of the secret: the output VendorKeysSecretArn of the stack')
    .option('--check', 'only try the keys that are stored', false);
  try {
    command.parse([...argv], { from: 'user' });
    const addresses = readVendorAddresses();
    const urls = {
      simployerBaseUrl: addresses.SIMPLOYER_BASE_URL,
      powerOfficeBaseUrl: addresses.POWEROFFICE_BASE_URL,
      powerOfficeTokenUrl: addresses.POWEROFFICE_TOKEN_URL,
    };
    const [secretId = ''] = command.args;
    const region = /^arn:[^:]+:secretsmanager:([^:]+):/.exec(secretId)?.[1];
    const client = new SecretsManagerClient(region === undefined ? {} : { region });
    const stored = await readStored(client, secretId);
    const isCheck = command.opts()['check'] === true;
    if (isCheck && stored === null)
      throw new ConfigurationError(['vendor keys: none are stored yet; run this without --check']);
    const keys = isCheck && stored !== null ? stored : await ask(stored);

    say('Trying the keys ...');
    const { simployerCompany, powerOfficeClient, missingPrivileges } = await checkKeys(keys, urls, undiciTransport());
    say(
      `${styleText('green', '✔')} Simployer One: ${simployerCompany}\n${styleText('green', '✔')} PowerOffice Go: ${powerOfficeClient}`,
    );
    say('Employees of the first will be written to the second: make sure that they are the same company.');
    if (missingPrivileges.length > 0) {
      say(
        `${styleText('yellow', '⚠')} PowerOffice does not list these privileges: ${missingPrivileges.join(', ')}. Ask go-api@poweroffice.no for them.`,
      );
    }
    if (isCheck) return 0;
    await client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString: JSON.stringify(keys) }));
    say(`${styleText('green', '✔')} Stored. Functions take new keys up within five minutes.`);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`${styleText('red', '✖')} ${describe(error)}\nNothing was stored.\n`);
    return 2;
  }
};

process.exit(await main(process.argv.slice(2)));
