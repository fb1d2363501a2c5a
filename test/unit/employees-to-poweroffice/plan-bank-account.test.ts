import {
  gradeUnusableAccount,
  planBankAccount,
} from '../../../shared/flows/employees-to-poweroffice/plan/plan-bank-account.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import { buildPayrollBankAccount } from '../../builders/payroll-record.ts';
import { branded } from '../../builders/branded.ts';

const desired = { bankAccountNumber: '12345678903', bankCode: 'Testbanken', bicSwift: 'DNBANOKK', countryCode: 'NO' };
const account = buildPayrollBankAccount;

test('no account wanted: nothing to do, whatever PowerOffice has', () => {
  expect(planBankAccount(null, { accounts: [account()], salaryBankAccountId: 2002, mayChoose: false })).toEqual({
    action: 'none',
    problems: [],
  });
});

test('a new account is created and chosen', () => {
  expect(planBankAccount(desired, { accounts: [], salaryBankAccountId: 2002, mayChoose: true })).toEqual({
    action: 'createAndChoose',
    key: '12345678903',
    fields: [
      { field: 'BankAccountNumber', value: '12345678903' },
      { field: 'BankCode', value: 'Testbanken' },
      { field: 'BicSwift', value: 'DNBANOKK' },
      { field: 'CountryCode', value: 'NO' },
    ],
    problems: [],
  });
});

test.each([
  ['with other digits', '86011117947', '12345678903'],
  ['abroad that ends alike', 'SE3312345678903', '12345678903'],
  ['in a Norwegian IBAN with a wrong check digit', 'NO0012345678903', '12345678903'],
  ['with a foreign IBAN that ends alike', 'SE4550000000058398257466', '58398257466'],
])('an account %s is another account', (_, stored, bankAccountNumber) => {
  const accounts = [account({ bankAccountNumber: stored })];
  expect(
    planBankAccount({ bankAccountNumber }, { accounts, salaryBankAccountId: 2001, mayChoose: true }),
  ).toMatchObject({
    action: 'createAndChoose',
    fields: [{ field: 'BankAccountNumber', value: bankAccountNumber }],
  });
});

test('what the source leaves out is left out', () => {
  const plan = planBankAccount(
    { bankAccountNumber: '12345678903' },
    { accounts: [], salaryBankAccountId: null, mayChoose: true },
  );
  expect(plan).toMatchObject({ fields: [{ field: 'BankAccountNumber', value: '12345678903' }] });
});

test.each([
  ['spaced', '1234 56 78903', '12345678903'],
  ['with dots', '1234.56.78903', '12345678903'],
  ['as an IBAN', 'NO93 8601 1117 947', '86011117947'],
  ['as a foreign IBAN in lower case', 'se45 5000 0000 0583 9825 7466', 'SE4550000000058398257466'],
])('the same account %s is not created again', (_, stored, bankAccountNumber) => {
  expect(
    planBankAccount(
      { bankAccountNumber },
      { accounts: [account({ bankAccountNumber: stored })], salaryBankAccountId: 2001, mayChoose: true },
    ),
  ).toEqual({ action: 'keep', accountId: 2001, problems: [] });
});

test.each([2002, null])('an account that is not the salary account is chosen, whichever was before: %j', (chosen) => {
  expect(planBankAccount(desired, { accounts: [account()], salaryBankAccountId: chosen, mayChoose: true })).toEqual({
    action: 'choose',
    accountId: 2001,
    problems: [],
  });
});

test('of two with the same digits the chosen one stays chosen', () => {
  const accounts = [account({ id: 2001 }), account({ id: 2002, isActive: false })];
  expect(planBankAccount(desired, { accounts, salaryBankAccountId: 2002, mayChoose: true })).toMatchObject({
    action: 'keep',
    accountId: 2002,
  });
});

test('of two with the same digits an active one is chosen', () => {
  const accounts = [account({ id: 2001, isActive: false }), account({ id: 2003 }), account({ id: 2002 })];
  expect(planBankAccount(desired, { accounts, salaryBankAccountId: null, mayChoose: true })).toMatchObject({
    action: 'choose',
    accountId: 2002,
  });
});

describe('without the privilege to choose', () => {
  test('a new account is created all the same, and the missing privilege is named', () => {
    const plan = planBankAccount(desired, { accounts: [], salaryBankAccountId: null, mayChoose: false });
    expect(plan.action).toBe('create');
    expect(plan.problems).toEqual([
      expect.objectContaining({
        code: 'BANK_ACCOUNT_PRIVILEGE',
        message: expect.stringContaining('EmployeeBankAccounts'),
      }),
    ]);
  });

  test('an account that waits to be chosen is reported', () => {
    const plan = planBankAccount(desired, { accounts: [account()], salaryBankAccountId: null, mayChoose: false });
    expect(plan).toMatchObject({ action: 'keep', problems: [{ code: 'BANK_ACCOUNT_PRIVILEGE' }] });
  });

  test('nothing is said when there is nothing to choose', () => {
    const plan = planBankAccount(desired, { accounts: [account()], salaryBankAccountId: 2001, mayChoose: false });
    expect(plan.problems).toEqual([]);
  });
});

describe('an account that cannot be sent', () => {
  const flaw = problem('BANK_ACCOUNT_INVALID', 'The IBAN has a wrong check digit or a wrong length.');
  const other = problem('PHONE_INVALID');
  const grade = (key: string | null, salaryBankAccountId: number | null, held = '1234 56 78903') =>
    gradeUnusableAccount(
      { unusableAccount: { key, problems: [flaw] }, problems: [other, flaw] },
      { salaryBankAccountId: branded(salaryBankAccountId) },
      [account({ id: 2001, bankAccountNumber: held }), account({ id: 2002, bankAccountNumber: '86011117947' })],
    );

  test.each<[string, ...Parameters<typeof grade>]>([
    ['pay goes to an account with other digits', '12345678904', 2001],
    ['it is the one that is not chosen', '12345678903', 2002],
    ['it is an IBAN of another account', 'NO9086011117947', 2001],
    ['the chosen account is not known', '12345678904', 2003],
    ['the chosen account has no number', '12345678904', 2001, ''],
    ['it cannot be read', null, 2001],
  ])('is an error when %s', (_, ...given) => {
    expect(grade(...given)).toEqual([
      other,
      {
        ...flaw,
        severity: 'error',
        message:
          'The IBAN has a wrong check digit or a wrong length. Until it is corrected, pay goes on to the account ' +
          'that PowerOffice has.',
      },
    ]);
  });

  test.each<[string, ...Parameters<typeof grade>]>([
    ['no account is chosen', '12345678904', null],
    ['PowerOffice has the same digits', '12345678904', 2001, '1234.56.78904'],
    ['its IBAN ends with the digits', 'NO0012345678903', 2001],
    ['it cannot be read, and no account is chosen', null, null],
  ])('stays a warning when %s', (_, ...given) => {
    expect(grade(...given)).toEqual([other, flaw]);
  });

  test('says nothing about the problems of other things', () => {
    const problems = [other, problem('BANK_ACCOUNT_PRIVILEGE')];
    expect(
      gradeUnusableAccount({ unusableAccount: null, problems }, { salaryBankAccountId: branded(2001) }, []),
    ).toEqual(problems);
  });
});
