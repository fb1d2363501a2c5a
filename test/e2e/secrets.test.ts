import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { startLocalSync } from '../../local/cli/local-sync.ts';
import type { LocalSync } from '../../local/cli/local-sync.ts';
import type { DemoVendors } from '../../local/demo-vendors/start-demo-vendors.ts';
import { typeCommand } from './command-session.ts';
import { startSmallVendors } from './small-vendors.ts';

/** What is stored at first. */
const OLD_KEYS = {
  simployerAccessToken: 'old',
  powerOfficeApplicationKey: 'old',
  powerOfficeClientKey: 'old',
  powerOfficeSubscriptionKey: 'old',
  xledgerToken: 'old',
};

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

describe('npm run secrets', () => {
  let vendors: DemoVendors;
  let sync: LocalSync;
  let arn: string;

  const secretsOf = async (
    secret: string,
    environment: Readonly<Record<string, string>>,
    ...more: readonly string[]
  ): Promise<Ended> => {
    const typed = await typeCommand([secret, ...more], {
      program: 'secrets',
      environment: {
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_ENDPOINT_URL_SECRETS_MANAGER: sync.runtime.endpoints.secretsManager,
        ...environment,
      },
    });
    return { code: typed.exitCode, output: typed.stdout + typed.stderr };
  };

  const secrets = (environment: Readonly<Record<string, string>>, ...more: readonly string[]): Promise<Ended> =>
    secretsOf(arn, { AWS_REGION: sync.runtime.region, ...environment }, ...more);

  const store = async (keys: object): Promise<void> => {
    const client = new SecretsManagerClient(sync.runtime.clientOptions('secretsManager'));
    await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: JSON.stringify(keys) }));
  };

  const stored = async (): Promise<unknown> => {
    const client = new SecretsManagerClient(sync.runtime.clientOptions('secretsManager'));
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return JSON.parse(SecretString ?? '');
  };

  beforeAll(async () => {
    vendors = await startSmallVendors(2);
    sync = await startLocalSync({ vendors: { ...vendors, keys: OLD_KEYS }, dataFolder: null });
    arn = sync.runtime.secretArn('VendorKeysSecretArn');
  });

  afterAll(async () => {
    await sync.close();
    await vendors.close();
  });

  test('tries the keys on both vendors, shows which companies they lead to, and stores them for whoever names the company', async () => {
    await store(OLD_KEYS);
    const unnamed = await secrets(vendors.environment);
    expect(unnamed).toMatchObject({
      code: 2,
      output: expect.stringMatching(/Fjordlys.*--company.*Nothing was stored/s),
    });
    const misnamed = await secrets(vendors.environment, '--company', 'Fjordlys Sør AS');
    expect(misnamed).toMatchObject({ code: 2, output: expect.stringContaining('not the company') });
    expect(await stored()).toEqual(OLD_KEYS);

    const company = /Simployer One: (.*)/.exec(unnamed.output)?.[1] ?? '';
    const { code, output } = await secrets(vendors.environment, '--company', company.toLowerCase());
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain('Simployer One: Fjordlys');
    expect(output).toMatch(/PowerOffice Go: \S.*X-ledger: Fjordlys/s);
    expect(output).toContain('Stored.');
    for (const key of Object.values(vendors.keys)) expect(output).not.toContain(key);
    expect(await stored()).toEqual(vendors.keys);
  });

  test('stores nothing when a vendor refuses a key, and says who renews it', async () => {
    const before = await stored();
    const { code, output } = await secrets({ ...vendors.environment, SIMPLOYER_ACCESS_TOKEN: 'another-token' });
    expect(code).toBe(2);
    expect(output).toContain('Simployer > Settings > Access tokens');
    expect(output).toContain('Nothing was stored.');
    expect(await stored()).toEqual(before);
  });

  test.each([
    [
      'with a token that X-ledger refuses, it says whose',
      { XLEDGER_TOKEN: 'another-token' },
      /X-ledger.*Nothing was stored/s,
    ],
    [
      'with an address of nobody we know, it sends no token there',
      { XLEDGER_URL: 'https://x.example/graphql' },
      /XLEDGER_URL.*no host/s,
    ],
  ])('stores nothing: %s', async (_what, changed, words) => {
    const before = await stored();
    const { code, output } = await secrets({ ...vendors.environment, ...changed });
    expect({ code, output }).toEqual({ code: 2, output: expect.stringMatching(words) });
    expect(await stored()).toEqual(before);
  });

  test('reads a key as a run reads it: with its quotation marks it is refused, before a vendor hears of it', async () => {
    const before = vendors.simployer.requests.length;
    const { code, output } = await secrets({ ...vendors.environment, SIMPLOYER_ACCESS_TOKEN: '"a-token"' });
    expect(code).toBe(2);
    expect(output).toMatch(/SIMPLOYER_ACCESS_TOKEN.*quotation mark/);
    expect(output).not.toContain('a-token');
    expect(vendors.simployer.requests.length).toBe(before);
  });

  test('tries the keys that are stored', async () => {
    await store(vendors.keys);
    const { SIMPLOYER_BASE_URL, POWEROFFICE_BASE_URL, POWEROFFICE_TOKEN_URL, XLEDGER_URL } = vendors.environment;
    const urls = { SIMPLOYER_BASE_URL, POWEROFFICE_BASE_URL, POWEROFFICE_TOKEN_URL, XLEDGER_URL } as Record<
      string,
      string
    >;
    expect(await secrets(urls, '--check')).toMatchObject({ code: 0 });
  });

  test('without AWS credentials says how to sign in', async () => {
    const { code, output } = await secrets({
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    });
    expect({ code, output }).toEqual({
      code: 2,
      output: expect.stringMatching(/AWS_CREDENTIALS_MISSING .*aws sso login.*Nothing was stored/s),
    });
  });

  test('asks for the whole ARN when neither it nor the shell names a region', async () => {
    const { code, output } = await secretsOf('VendorKeysSecretArn', { AWS_CONFIG_FILE: '/dev/null' }, '--check');
    expect({ code, output }).toEqual({
      code: 2,
      output: expect.stringMatching(/Type its whole ARN.*VendorKeysSecretArn.*Nothing was stored/s),
    });
  });
});
