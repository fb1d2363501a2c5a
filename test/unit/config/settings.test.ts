import { DEFAULT_MAPPING_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { parseSettings, readSettings } from '../../../shared/config/settings.ts';
import { DEFAULT_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/settings.ts';
import { DEFAULT_XLEDGER_SETTINGS } from '../../../shared/flows/employees-to-xledger/settings.ts';
import { readEnvironment, startRunEnvironment } from '../../../shared/config/function-environment.ts';
import { FLOW_KEYS, parseHashKey, parseVendorKeys } from '../../../shared/config/vendor-keys.ts';
import { DEFAULT_FILE_SETTINGS } from '../../../shared/flows/time-off-to-file/settings.ts';
import { DEFAULT_TIME_OFF_SETTINGS } from '../../../shared/time-off/settings.ts';

const DEFAULTS = {
  ...DEFAULT_SETTINGS,
  xledger: DEFAULT_XLEDGER_SETTINGS,
  timeOff: { ...DEFAULT_TIME_OFF_SETTINGS, file: DEFAULT_FILE_SETTINGS, note: 'omit', xledgerApi: 'off' },
};

describe('Settings', () => {
  test('left out altogether are the defaults of the mapping table', () => {
    expect(parseSettings({})).toEqual(DEFAULTS);
    expect(readSettings(undefined)).toEqual(DEFAULTS);
    expect(DEFAULT_SETTINGS.mapping).toEqual(DEFAULT_MAPPING_SETTINGS);
  });

  test('given in part keep the other defaults', () => {
    expect(parseSettings({ mapping: { bankCode: 'omit' }, guards: { archiveShare: 0.5 } })).toEqual({
      ...DEFAULTS,
      mapping: { ...DEFAULT_MAPPING_SETTINGS, bankCode: 'omit' },
      guards: { ...DEFAULT_SETTINGS.guards, archiveShare: 0.5 },
    });
  });

  test('survive the way through an environment variable', () => {
    const settings = parseSettings({
      mapping: { employmentForms: { Vikariat: 'Temporary' }, payPeriodFactors: { WEEKLY: 52 } },
    });
    expect(readSettings(JSON.stringify(settings))).toEqual(settings);
  });

  test.each([
    [{ mapping: { archive: 'never' } }, /^settings\.mapping\.archive: .*"whenInactive"\|"afterEndDate"/u],
    [{ mapping: { bankCode: 'name' } }, /^settings\.mapping\.bankCode: .*"bank"\|"clearing"\|"omit"/u],
    [
      { mapping: { employmentForms: { Vikariat: 'Temp' } } },
      /^settings\.mapping\.employmentForms\.Vikariat: .*"Temporary"/u,
    ],
    [{ mapping: { payPeriodFactors: { FORTNIGHTLY: 26 } } }, /^settings\.mapping\.payPeriodFactors/u],
    [{ mapping: { fullTimeHoursPerWeek: 0 } }, /^settings\.mapping\.fullTimeHoursPerWeek: .*>0/u],
    [{ guards: { archiveShare: 20 } }, /^settings\.guards\.archiveShare: .*<=1/u],
    [{ scope: { employees: ['42', 'A-102'] } }, /^settings\.scope\.employees\[1\]: .*digits/u],
    [{ plans: { keepDays: 0 } }, /^settings\.plans\.keepDays: .*>0/u],
    [{ firstRun: 'ask' }, /^settings\.firstRun: .*"plan"\|"apply"/u],
    [{ onPossibleDuplicate: 'merge' }, /^settings\.onPossibleDuplicate: .*"hold"\|"create"/u],
    [{ salaryVerification: 'sometimes' }, /^settings\.salaryVerification: .*"every-run"\|"rolling"/u],
    [{ xledger: { fullTimeOnly: 'no' } }, /^settings\.xledger\.fullTimeOnly: .*boolean/u],
    [{ xledger: { fullTimeonly: false } }, /^settings\.xledger: .*fullTimeonly/u],
    [{ maping: {} }, /^settings: .*maping/u],
    ['{}', /^settings: .*expected object/u],
  ])('that are wrong are refused with their path and what is allowed: %j', (input, message) => {
    expect(() => parseSettings(input)).toThrow(message);
  });

  test('that are wrong in several places are refused in one go', () => {
    expect(() => parseSettings({ mapping: { bankCode: 'x', fixedValues: 'y' } })).toThrow(/bankCode[^]*fixedValues/u);
  });

  test('that are not JSON are refused', () => {
    expect(() => readSettings('{')).toThrow('settings: not JSON');
  });
});

const VARIABLES = {
  TABLE_NAME: 'state',
  VENDOR_KEYS_SECRET_ARN: 'arn:vendor-keys',
  HASH_KEY_SECRET_ARN: 'arn:hash-key',
  SIMPLOYER_BASE_URL: 'http://127.0.0.1:1/v1',
  POWEROFFICE_BASE_URL: 'http://127.0.0.1:2/v2',
  POWEROFFICE_TOKEN_URL: 'http://127.0.0.1:2/OAuth/Token',
  POWEROFFICE_MAX_REQUESTS_PER_SECOND: '10',
  XLEDGER_URL: 'http://127.0.0.1:4/graphql',
  PACE_TABLE_NAME: 'state',
  EMPLOYEE_QUEUE_URL: 'http://127.0.0.1:3/queue',
  START_QUEUE_URL: 'http://127.0.0.1:3/starts',
  SETTINGS: '{"salaryVerification":"rolling"}',
};

describe("A function's environment", () => {
  test('is parsed into numbers and settings', () => {
    const environment = readEnvironment(startRunEnvironment, { ...VARIABLES, PATH: '/bin' });
    expect(environment.POWEROFFICE_MAX_REQUESTS_PER_SECOND).toBe(10);
    expect(environment.SETTINGS).toEqual({ ...DEFAULTS, salaryVerification: 'rolling' });
    expect(environment).not.toHaveProperty('PATH');
  });

  test.each(['', ' '])('with SETTINGS %j has the defaults', (SETTINGS) => {
    expect(readEnvironment(startRunEnvironment, { ...VARIABLES, SETTINGS }).SETTINGS).toEqual(DEFAULTS);
  });

  test.each([
    [{ TABLE_NAME: undefined }, /^TABLE_NAME: /u],
    [{ EMPLOYEE_QUEUE_URL: 'queue' }, /^EMPLOYEE_QUEUE_URL: not a URL/u],
    [{ POWEROFFICE_MAX_REQUESTS_PER_SECOND: 'ten' }, /^POWEROFFICE_MAX_REQUESTS_PER_SECOND: /u],
    [{ SETTINGS: '{"guards":{"archiveShare":2}}' }, /^SETTINGS\.guards\.archiveShare: /u],
    [{ SETTINGS: 'x' }, /^SETTINGS: not JSON/u],
  ])('that is wrong is refused by the name of the variable: %j', (change, message) => {
    expect(() => readEnvironment(startRunEnvironment, { ...VARIABLES, ...change })).toThrow(message);
  });
});

const POWEROFFICE = FLOW_KEYS['employees-to-poweroffice'];
const XLEDGER = FLOW_KEYS['employees-to-xledger'];

const KEYS = {
  simployerAccessToken: 'token',
  powerOfficeApplicationKey: 'application',
  powerOfficeClientKey: 'client',
  powerOfficeSubscriptionKey: 'subscription',
};

describe('Vendor keys', () => {
  test('are trimmed, and what else is in the secret is left out', () => {
    const secret = JSON.stringify({ ...KEYS, powerOfficeClientKey: ' client\n', note: 'by Kari' });
    expect(parseVendorKeys(secret, POWEROFFICE)).toEqual(KEYS);
  });

  test.each(Object.keys(KEYS))('%s missing or empty is named, and no key is shown', (name) => {
    for (const value of [undefined, '', '  ', 'two words']) {
      let message = '';
      try {
        parseVendorKeys(JSON.stringify({ ...KEYS, [name]: value }), POWEROFFICE);
      } catch (error) {
        message = String(error);
      }
      expect(message).toContain(`vendor keys.${name}: `);
      for (const key of [...Object.values(KEYS), 'two words']) expect(message).not.toContain(`"${key}"`);
    }
  });

  test('of another flow may be absent, and one that is missing names the flow that needs it', () => {
    const keys = { simployerAccessToken: 'token', xledgerToken: 'x-ledger' };
    expect(parseVendorKeys(JSON.stringify(keys), XLEDGER)).toEqual(keys);
    expect(() => parseVendorKeys(JSON.stringify(KEYS), XLEDGER)).toThrow(
      /^vendor keys\.xledgerToken: is missing; employees-to-xledger needs it.*npm run secrets/u,
    );
    expect(() => parseVendorKeys(JSON.stringify(keys), POWEROFFICE)).toThrow(
      /powerOfficeClientKey: is missing; employees-to-poweroffice needs it/u,
    );
  });

  test('that were never stored say how to store them', () => {
    expect(() => parseVendorKeys('', POWEROFFICE)).toThrow('npm run secrets');
  });
});

test('A hash key shorter than 32 characters is refused', () => {
  expect(parseHashKey('x'.repeat(64))).toHaveLength(64);
  expect(() => parseHashKey('x'.repeat(31))).toThrow('32 characters');
});
