import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../shared/http/clock.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { requestsCounted, typeCommand } from './command-session.ts';
import type { Finished } from './command-line.ts';
import { requestCounts, startSmallVendors } from './small-vendors.ts';

type Vendors = Awaited<ReturnType<typeof startSmallVendors>>;

let vendors: Vendors;
let folder: string;
beforeEach(async () => {
  vendors = await startSmallVendors();
  folder = join(await createTempFolder('sync'), 'data');
});
afterEach(() => vendors.close());

describe('bad input ends with a sentence, exit code 2, the document, and nothing written', () => {
  const expectRefused = (result: Finished, code: string, words: RegExp): void => {
    expect(result.exitCode).toBe(2);
    expect(result.document).toMatchObject({ status: 'aborted', abort: { code }, employees: [] });
    expect(result.document.abort?.message).toMatch(words);
    expect(vendors.powerOffice.writes).toBe(0);
  };
  const syncWith = (environment: Record<string, string | undefined>, ...argv: string[]): Promise<Finished> => {
    const merged = Object.entries({ ...vendors.environment, ...environment });
    return typeCommand(['--json', '--yes', '--data-dir', folder, ...argv], {
      environment: Object.fromEntries(merged.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    });
  };
  const KEYS = [
    'SIMPLOYER_ACCESS_TOKEN',
    'POWEROFFICE_APPLICATION_KEY',
    'POWEROFFICE_CLIENT_KEY',
    'POWEROFFICE_SUBSCRIPTION_KEY',
  ] as const;

  test('no keys at all', async () => {
    const result = await syncWith(Object.fromEntries(KEYS.map((key) => [key, undefined])));

    expectRefused(result, 'CONFIGURATION_INVALID', /SIMPLOYER_ACCESS_TOKEN.*POWEROFFICE_SUBSCRIPTION_KEY/s);
    expect(requestCounts(vendors)).toEqual({ simployer: 0, poweroffice: 0 });
  });

  test.each(KEYS)('without %s, at once', async (key) => {
    const result = await syncWith({ [key]: undefined });

    expectRefused(result, 'CONFIGURATION_INVALID', new RegExp(key));
    for (const other of KEYS.filter((name) => name !== key))
      expect(result.document.abort?.message).not.toContain(other);
    expect(vendors.powerOffice.requests).toHaveLength(0);
    expect(vendors.simployer.requests).toHaveLength(0);
  });

  test.each(KEYS)('with a wrong %s', async (key) => {
    const result = await syncWith({ [key]: 'wrong-key-7f3a' });

    expectRefused(result, 'CREDENTIALS_REFUSED', key.startsWith('SIMPLOYER') ? /Simployer.*token/ : /PowerOffice.*key/);
    expect(result.stdout + result.stderr).not.toContain('wrong-key-7f3a');
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['a base URL that is none', { SIMPLOYER_BASE_URL: 'simployer' }, /SIMPLOYER_BASE_URL.*URL/],
    [
      'a rate that is no number',
      { POWEROFFICE_MAX_REQUESTS_PER_SECOND: 'many' },
      /POWEROFFICE_MAX_REQUESTS_PER_SECOND/,
    ],
    ['a rate of nothing', { POWEROFFICE_MAX_REQUESTS_PER_SECOND: '0' }, /POWEROFFICE_MAX_REQUESTS_PER_SECOND/],
    ['settings that are not JSON', { SYNC_SETTINGS: '{mapping' }, /^SYNC_SETTINGS \(in the environment\): not JSON$/],
    ['a setting of a wrong value', { SYNC_SETTINGS: '{"mapping":{"bankCode":"iban"}}' }, /bankCode.*clearing/s],
    ['a setting that does not exist', { SYNC_SETTINGS: '{"maping":{}}' }, /^SYNC_SETTINGS \(in .*"maping"/],
  ])('%s', async (_what, environment, words) => {
    const result = await syncWith(environment);

    expectRefused(result, 'CONFIGURATION_INVALID', words);
    expect(vendors.powerOffice.requests).toHaveLength(0);
  });

  test.each<[string, string[], RegExp]>([
    ['an unknown option', ['--fast'], /--fast/],
    ['a word too many', ['everybody'], /"everybody".*npm run sync -- --help/],
    ['an employee number with letters', ['--employee', 'abc'], /--employee abc/],
    ['an option without its value', ['--employee'], /--employee/],
    ['a data folder without a name', ['--data-dir', ''], /--data-dir is empty/],
  ])('%s', async (_what, argv, words) => {
    const result = await syncWith({}, ...argv);

    expectRefused(result, 'CONFIGURATION_INVALID', words);
    expect(vendors.powerOffice.requests).toHaveLength(0);
  });

  test('a number that nobody has, beside one that somebody has', async () => {
    const result = await syncWith({}, '--employee', '4711', '--employee', '1002');

    expectRefused(result, 'CONFIGURATION_INVALID', /4711/);
    expect(await requestsCounted(result, folder)).toEqual(requestCounts(vendors));
  });

  test("a clock that is not the vendors'", async () => {
    await vendors.close();
    vendors = await startSmallVendors(5, { ...systemClock, now: () => Date.parse('2041-03-02T06:00:00Z') });
    const result = await syncWith({});

    expectRefused(result, 'CLOCK_WRONG', /^The clock here says 20.*, and that of \w+ 2041-03-02T06:00:00Z\./);
  });

  test('a data folder that cannot be written', async () => {
    await mkdir(join(folder, '..'), { recursive: true });
    const file = join(folder, '..', 'file');
    await writeFile(file, '');

    const result = await typeCommand(['--json', '--yes', '--data-dir', join(file, 'below')], {
      environment: vendors.environment,
    });

    expectRefused(result, 'CONFIGURATION_INVALID', /data folder .*: a part of this path is a file, and no folder$/);
    expect(vendors.powerOffice.requests).toHaveLength(0);
  });

  test('settings in .env that are not JSON are told with their line', async () => {
    const workingFolder = join(folder, '..');
    await writeFile(join(workingFolder, '.env'), "# ours\nSYNC_SETTINGS='{bad'\n");

    const result = await typeCommand(['--json', '--yes', '--data-dir', folder], {
      environment: vendors.environment,
      workingFolder,
    });

    expectRefused(result, 'CONFIGURATION_INVALID', /^SYNC_SETTINGS \(\.env, line 2\): not JSON$/);
  });

  test('a data folder that is a file', async () => {
    await mkdir(join(folder, '..'), { recursive: true });
    await writeFile(folder, '');

    const result = await syncWith({});

    expectRefused(result, 'CONFIGURATION_INVALID', /^--data-dir .*data: this is a file; name a folder$/);
    expect(vendors.powerOffice.requests).toHaveLength(0);
  });

  test('is told to people in words as well', async () => {
    const result = await typeCommand(['--data-dir', folder], { environment: {} });

    expect(result.exitCode).toBe(2);
    expect(result.stdout).toContain('CONFIGURATION_INVALID');
    expect(result.stdout).toContain('SIMPLOYER_ACCESS_TOKEN');
    expect(result.stdout + result.stderr).not.toMatch(/\bat .*\.ts:\d+/);
  });
});
