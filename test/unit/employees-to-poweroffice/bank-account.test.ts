import { DEFAULT_MAPPING_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { MappingSettings } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { mapBankAccount } from '../../../shared/flows/employees-to-poweroffice/rules/bank-account.ts';
import type { SourceBankAccount } from '../../../shared/model/employee.ts';
import { buildEmptySourceEmployee, buildSourceEmployee } from '../../builders/source-employee.ts';
import type { Plain } from '../../builders/branded.ts';

const NOTHING: SourceBankAccount = { number: null, iban: null, bic: null, bank: null, clearing: null, country: null };

const map = (bankAccount: Partial<Plain<SourceBankAccount>>, settings: Partial<MappingSettings> = {}) =>
  mapBankAccount(buildSourceEmployee({ bankAccount: { ...NOTHING, ...bankAccount } }), {
    ...DEFAULT_MAPPING_SETTINGS,
    ...settings,
  });

test('no account at the source: nothing to write and nothing to report', () => {
  expect(mapBankAccount(buildEmptySourceEmployee(), DEFAULT_MAPPING_SETTINGS)).toEqual({
    bankAccount: null,
    unusableAccount: null,
    problems: [],
  });
});

describe('rows 10 and 13: number and country', () => {
  test.each<[string, Partial<Plain<SourceBankAccount>>, string, string]>([
    ['a Norwegian number with dots', { number: '1234.56.78903' }, '12345678903', 'NO'],
    ['a Norwegian number with blanks and its country', { number: '1234 56 78903', country: 'no' }, '12345678903', 'NO'],
    ['the country by its name', { number: '12345678903', country: 'Norge' }, '12345678903', 'NO'],
    ['a country nobody knows, as if it were empty', { number: '12345678903', country: '?' }, '12345678903', 'NO'],
    ['a Norwegian IBAN', { iban: 'NO93 8601 1117 947' }, '86011117947', 'NO'],
    ['a Norwegian IBAN with its country', { iban: 'NO9386011117947', country: 'NO' }, '86011117947', 'NO'],
    ['a Norwegian IBAN with dots and dashes', { iban: 'NO93.8601-1117.947' }, '86011117947', 'NO'],
    ['a Norwegian IBAN as number', { number: 'no9386011117947' }, '86011117947', 'NO'],
    ['the number before the IBAN', { number: '12345678903', iban: 'NO9386011117947' }, '12345678903', 'NO'],
    ['the IBAN when the number is blank', { number: ' ', iban: 'NO9386011117947' }, '86011117947', 'NO'],
    ['a foreign IBAN', { iban: 'SE45 5000 0000 0583 9825 7466' }, 'SE4550000000058398257466', 'SE'],
    ['a foreign IBAN as number', { number: 'GB82WEST12345698765432' }, 'GB82WEST12345698765432', 'GB'],
    [
      'a prefix that the country borrows',
      { iban: 'GB82WEST12345698765432', country: 'JE' },
      'GB82WEST12345698765432',
      'JE',
    ],
    ['a foreign number', { number: '8327-9 123 456', country: 'SE' }, '8327-9123456', 'SE'],
    ['a foreign number with letters', { number: 'ab-12345', country: 'SE' }, 'AB-12345', 'SE'],
    [
      'eleven digits that a foreign bank may use as it likes',
      { number: '12345678904', country: 'SE' },
      '12345678904',
      'SE',
    ],
  ])('%s', (_, bankAccount, bankAccountNumber, countryCode) => {
    expect(map(bankAccount)).toEqual({
      bankAccount: { bankAccountNumber, countryCode },
      unusableAccount: null,
      problems: [],
    });
  });

  const neither = 'The bank account is neither a Norwegian account number with the right check digit nor an IBAN.';
  const wrongIban = 'The IBAN has a wrong check digit or a wrong length.';
  const neitherInSweden = 'The bank account in SE is neither an IBAN nor an account number.';

  test.each<[string, Partial<Plain<SourceBankAccount>>, string]>([
    ['a wrong check digit', { number: '12345678904' }, neither],
    ['a wrong check digit, whatever the IBAN says', { number: '12345678904', iban: 'NO9386011117947' }, neither],
    ['too few digits', { number: '1234567890', country: 'NO' }, neither],
    ['words', { number: 'see contract' }, neither],
    ['a wrong Norwegian IBAN', { iban: 'NO9386011117948' }, wrongIban],
    ['a Norwegian IBAN of zeros', { iban: 'NO1300000000000' }, 'The account in the Norwegian IBAN is none.'],
    ['a wrong foreign IBAN', { iban: 'SE4550000000058398257467' }, wrongIban],
    ['a foreign IBAN of the wrong length', { iban: 'SE455000000005839825746', country: 'SE' }, wrongIban],
    ['an IBAN that is none', { iban: '583982574', country: 'SE' }, neitherInSweden],
    ['a foreign number without a country', { number: '583982574' }, neither],
    ['a foreign word', { number: 'unknown', country: 'SE' }, neitherInSweden],
    [
      'an IBAN abroad at a Norwegian bank',
      { iban: 'SE4550000000058398257466', country: 'NO' },
      "The IBAN is of SE, but the bank's country is NO.",
    ],
    [
      'a Norwegian IBAN at a bank abroad',
      { iban: 'NO9386011117947', country: 'SE' },
      "The IBAN is of NO, but the bank's country is SE.",
    ],
  ])('%s is refused, and no digit of it is shown', (_, bankAccount, message) => {
    const { bankAccount: account, problems } = map({ ...bankAccount, bank: 'Testbanken', bic: 'DNBANOKK' });
    expect(account).toBeNull();
    expect(problems).toEqual([expect.objectContaining({ code: 'BANK_ACCOUNT_INVALID', severity: 'warning', message })]);
  });
});

describe('row 11: the bank code', () => {
  const account = { number: '12345678903', bank: ' Testbanken ', clearing: '1234' };

  test.each([
    ['bank', { bankCode: 'Testbanken' }],
    ['clearing', { bankCode: '1234' }],
    ['omit', {}],
  ] as const)('with the option %s', (bankCode, expected) => {
    expect(map(account, { bankCode }).bankAccount).toEqual({
      bankAccountNumber: '12345678903',
      countryCode: 'NO',
      ...expected,
    });
  });

  test('a blank name is left out', () => {
    expect(map({ ...account, bank: ' ' }).bankAccount).not.toHaveProperty('bankCode');
  });
});

describe('row 12: BIC', () => {
  test.each([
    ['dnbanokk', 'DNBANOKK'],
    ['DNBA NO KK XXX', 'DNBANOKKXXX'],
  ])('%s is sent as %s', (bic, expected) => {
    expect(map({ number: '12345678903', bic }).bankAccount).toHaveProperty('bicSwift', expected);
  });

  test.each(['DNBANOK', 'DNBANOKKX', 'DNBANOKKXXXX', 'DNBA-OKK', ''])('%j is left out, without a word', (bic) => {
    const { bankAccount, problems } = map({ number: '12345678903', bic });
    expect(bankAccount).not.toHaveProperty('bicSwift');
    expect(problems).toEqual([]);
  });
});
