import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  lineInEnvironmentFile,
  loadEnvironmentFile,
  parseEnvironmentFile,
} from '../../../local/cli/environment-file.ts';
import { flowsIn, readVendors } from '../../../local/cli/environment.ts';

const KNOWN = ['SIMPLOYER_ACCESS_TOKEN', 'SIMPLOYER_BASE_URL', 'POWEROFFICE_CLIENT_KEY', 'SYNC_SETTINGS'];
const SECRET = 'verysecret';

const parse = (content: string | Uint8Array) =>
  parseEnvironmentFile(typeof content === 'string' ? Buffer.from(content) : content, KNOWN);

describe('.env', () => {
  test.each<[string, string, Record<string, string>]>([
    ['with a byte order mark keeps its first line', '\uFEFFSYNC_SETTINGS={}\nA=1', { SYNC_SETTINGS: '{}', A: '1' }],
    ['with the line ends of Windows', 'A=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['with the line ends of old Macs', 'A=1\rB=2\r', { A: '1', B: '2' }],
    ['with comments and empty lines', '# keys\n\n  # more\nA=1 # the first\n', { A: '1' }],
    ['with "export"', 'export A=1', { A: '1' }],
    ['with blanks around the sign', ' A = 1 ', { A: '1' }],
    ['with quotes of every kind', `A="x y"\nB='x "y"'\nC=\`z\``, { A: 'x y', B: 'x "y"', C: 'z' }],
    ['with a "#" in quotes', `A='a#b' # c`, { A: 'a#b' }],
    [
      'with JSON over several lines',
      `SYNC_SETTINGS='{\n  "mapping": {}\n}' # settings\nA=1`,
      { SYNC_SETTINGS: '{\n  "mapping": {}\n}', A: '1' },
    ],
    [
      'with JSON without quotes',
      'SYNC_SETTINGS={"mapping":{"bankCode":"omit"}}',
      { SYNC_SETTINGS: '{"mapping":{"bankCode":"omit"}}' },
    ],
    ['with an empty value', 'A=\nB=""', { A: '', B: '' }],
    ['with a key that ends in "="', 'SIMPLOYER_ACCESS_TOKEN=abc==', { SIMPLOYER_ACCESS_TOKEN: 'abc==' }],
    ['with nothing', '', {}],
  ])('%s', (_what, content, variables) => {
    expect(parse(content)).toEqual(variables);
  });

  test.each<[string, string | Uint8Array, RegExp]>([
    ['a line that assigns nothing', `A=1\n${SECRET}\n`, /^\.env, line 2: .*NAME=value$/],
    ['a name with a blank', `ACCESS TOKEN=${SECRET}`, /line 1: .*NAME=value/],
    ['a colon for a sign', `SIMPLOYER_ACCESS_TOKEN: ${SECRET}`, /line 1: .*NAME=value/],
    [
      'a name that is mistyped',
      `\nSIMPLOYER_BASEURL=${SECRET}`,
      /line 2: SIMPLOYER_BASEURL is unknown; .*SIMPLOYER_BASE_URL/,
    ],
    ['a name in small letters', `simployer_access_token=${SECRET}`, /line 1: simployer_access_token is unknown/],
    [
      'a name with a stroke too many',
      `POWER_OFFICE_CLIENT_KEY=${SECRET}`,
      /line 1: POWER_OFFICE_CLIENT_KEY is unknown/,
    ],
    ['a name of ours that is none', `SYNC_SETTING=${SECRET}`, /line 1: SYNC_SETTING is unknown/],
    ['a name without its stroke', `SYNCSETTINGS=${SECRET}`, /line 1: SYNCSETTINGS is unknown/],
    ['a name with a letter too few', `POWEROFICE_BASE_URL=${SECRET}`, /line 1: POWEROFICE_BASE_URL is unknown/],
    ['a name with two letters too few', `SIMPLYER_BASE_URL=${SECRET}`, /line 1: SIMPLYER_BASE_URL is unknown/],
    ['a name that comes twice', `A=1\n\nA=${SECRET}`, /line 3: A is set a second time, after line 1/],
    [
      'a quote that is never closed',
      `A=1\nB="${SECRET}\nC=2`,
      /line 2: the quotation mark before the value of B is never closed/,
    ],
    ['text behind a quote', `A="x"${SECRET}`, /line 1: there is text behind the closing quotation mark of A/],
    ['escaped quotes', `A="{\\"x\\":1}"`, /line 1: there is text behind the closing quotation mark of A/],
    ['a quote at one end', `A=${SECRET}"`, /line 1: the value of A begins or ends with a quotation mark/],
    ["a word processor's quotes", `A=“${SECRET}”`, /line 1: the value of A begins or ends with a quotation mark/],
    ['a "#" within a value', `A=${SECRET}#x`, /line 1: a "#" cuts the value of A short/],
    [
      'UTF-16, as ">" writes it in PowerShell',
      Buffer.from(`\uFEFFA=${SECRET}`, 'utf16le'),
      /^\.env: is not UTF-8 \(UTF-16/,
    ],
    [
      'bytes that are not UTF-8',
      Buffer.from(`A=1\nB=bl\xe5b\xe6r ${SECRET}`, 'latin1'),
      /^\.env, line 2: is not UTF-8/,
    ],
  ])('refuses %s, with its line and without its value', (_what, content, words) => {
    const parsing = () => parse(content);
    expect(parsing).toThrow(words);
    expect(parsing).not.toThrow(SECRET);
  });

  test('says everything that is wrong at once', () => {
    expect(() => parse('x\nA=1\ny')).toThrow(/line 1.*\n.*line 3/);
  });
});

describe('the file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'environment-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('yields to the environment, also to what is empty there', async () => {
    const file = join(folder, 'env');
    await writeFile(file, 'A=file\nB=file\nC=file');
    const variables: NodeJS.ProcessEnv = { A: 'environment', B: '' };
    loadEnvironmentFile(file, KNOWN, variables);
    expect(variables).toEqual({ A: 'environment', B: '', C: 'file' });
  });

  test('says on which line a value stands, and of a value from elsewhere nothing', async () => {
    const file = join(folder, 'lines');
    await writeFile(file, "# ours\nA=1\nSYNC_SETTINGS='{bad' # mistyped\n");
    expect(lineInEnvironmentFile(file, 'SYNC_SETTINGS', '{bad')).toBe(3);
    expect(lineInEnvironmentFile(file, 'SYNC_SETTINGS', '{of the environment')).toBeNull();
    expect(lineInEnvironmentFile(join(folder, 'none'), 'SYNC_SETTINGS', '{bad')).toBeNull();
  });

  test('may be missing, and may be no folder', async () => {
    expect(() => loadEnvironmentFile(join(folder, 'none'), KNOWN, {})).not.toThrow();
    await mkdir(join(folder, 'folder'));
    expect(() => loadEnvironmentFile(join(folder, 'folder'), KNOWN, {})).toThrow(/is a folder; expected a file/);
  });
});

describe('the environment', () => {
  const FLOWS = ['employees-to-poweroffice'] as const;
  const COMPLETE = {
    SIMPLOYER_ACCESS_TOKEN: 'a',
    POWEROFFICE_APPLICATION_KEY: 'b',
    POWEROFFICE_CLIENT_KEY: 'c',
    POWEROFFICE_SUBSCRIPTION_KEY: 'd',
  };

  test.each(['', '  '])('with SYNC_SETTINGS %j has the defaults', (SYNC_SETTINGS) => {
    expect(readVendors({ ...COMPLETE, SYNC_SETTINGS }, FLOWS).environment['SETTINGS']).toBe('');
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['a key in quotes', { POWEROFFICE_CLIENT_KEY: `"${SECRET}"` }, /^POWEROFFICE_CLIENT_KEY: .*quotation mark/],
    ['settings in quotes', { SYNC_SETTINGS: `'{"${SECRET}":1}'` }, /^SYNC_SETTINGS: .*quotation mark/],
    [
      'a proxy that is none',
      { HTTPS_PROXY: `socks5://user:${SECRET}@proxy` },
      /^HTTPS_PROXY: is not the address of a proxy/,
    ],
  ])('with %s is refused, without its value', (_what, variables, words) => {
    const reading = () => readVendors({ ...COMPLETE, ...variables }, FLOWS);
    expect(reading).toThrow(words);
    expect(reading).not.toThrow(SECRET);
  });

  const TO_XLEDGER = { SIMPLOYER_ACCESS_TOKEN: 'a', XLEDGER_TOKEN: 'e' };

  test.each([
    ['employees-to-poweroffice', TO_XLEDGER, /^POWEROFFICE_CLIENT_KEY: is missing.*employees-to-poweroffice/mu],
    ['employees-to-xledger', COMPLETE, /^XLEDGER_TOKEN: is missing.*employees-to-xledger/u],
    ['employees-to-xledger', { ...TO_XLEDGER, XLEDGER_TOKEN: ' ' }, /^XLEDGER_TOKEN: is empty.*employees-to-xledger/u],
  ] as const)('without a key of %s names the key and the flow', (flow, variables, words) => {
    expect(() => readVendors(variables, [flow])).toThrow(words);
  });

  test('may have the keys of another flow, or none of them', () => {
    expect(readVendors(TO_XLEDGER, ['employees-to-xledger']).keys).toEqual({
      simployerAccessToken: 'a',
      xledgerToken: 'e',
    });
    const { keys, environment } = readVendors({ ...COMPLETE, XLEDGER_URL: 'https://demo.xledger.net/graphql' }, FLOWS);
    expect(Object.keys(keys)).not.toContain('xledgerToken');
    expect(environment['XLEDGER_URL']).toBe('https://demo.xledger.net/graphql');
    expect(readVendors({ ...COMPLETE, ...TO_XLEDGER }, FLOWS).keys).toMatchObject({ xledgerToken: 'e' });
  });

  test.each([
    [{}, ['employees-to-poweroffice']],
    [COMPLETE, ['employees-to-poweroffice']],
    [TO_XLEDGER, ['employees-to-xledger']],
    [{ ...COMPLETE, ...TO_XLEDGER }, ['employees-to-poweroffice', 'employees-to-xledger']],
  ])('is of the flows whose target it has a key of: %#', (variables, flows) => {
    expect(flowsIn(variables)).toEqual(flows);
  });

  test('hands proxies on to the functions', () => {
    const { environment } = readVendors({ ...COMPLETE, https_proxy: 'proxy:3128', NO_PROXY: 'intern.no' }, FLOWS);
    expect(environment).toMatchObject({ HTTP_PROXY: '', HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'intern.no' });
  });
});
