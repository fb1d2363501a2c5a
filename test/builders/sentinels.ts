import {
  syntheticAccountNumber,
  syntheticNationalId,
  withWrongCheckDigit,
} from '../../local/demo-vendors/company/synthetic-numbers.ts';

/* Personal data that is looked for in everything that comes out, in whatever grouping of digits. */

export const NATIONAL_ID = syntheticNationalId({ birthDate: '1984-11-23', gender: 'Male', dNumber: false }, 77);
export const ACCOUNT = syntheticAccountNumber(777_777);
const IBAN = `NO93${ACCOUNT}`;
export const STREET = 'Hemmelighetsveien 17';
export const MONTHLY_PAY = 51_234.56;
export const ANNUAL_PAY = '614814.72';

/** The ways in which people and programs group the digits of a number. */
const groupings = (digits: string, ...sizes: readonly (readonly number[])[]): string[] => [
  digits,
  ...sizes.flatMap((parts) => {
    let start = 0;
    const pieces = parts.map((size) => digits.slice(start, (start += size)));
    return [' ', '.', '-', '\u00a0'].map((between) => pieces.join(between));
  }),
];

const ECHOES = {
  nationalId: groupings(NATIONAL_ID, [6, 5], [2, 2, 2, 5], [6, 3, 2]),
  account: [...groupings(ACCOUNT, [4, 2, 5]), IBAN, IBAN.replaceAll(/(.{4})(?=.)/g, '$1 ')],
  pay: [
    ANNUAL_PAY,
    '614 814,72',
    '614.814,72',
    '614,814.72',
    '614814,72',
    '614\u00a0814.72',
    String(MONTHLY_PAY),
    '51 234,56',
  ],
  address: [STREET, STREET.toUpperCase()],
} as const;

export const squeeze = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** What nobody may find, with everything but letters and digits taken out. */
const SECRETS = [
  NATIONAL_ID,
  ACCOUNT,
  ANNUAL_PAY,
  String(MONTHLY_PAY),
  STREET,
  withWrongCheckDigit(NATIONAL_ID),
  withWrongCheckDigit(ACCOUNT),
].map((secret) => squeeze(secret));

export const findSecrets = (text: string): string[] => SECRETS.filter((secret) => squeeze(text).includes(secret));

/**
 * A refusal as a careless vendor words it: every number that it may know, in every form, and where its code fell over.
 * @param to what of an address it has from the very request
 */
export const carelessRefusal = (to: string | null): string => {
  const { address, ...numbers } = ECHOES;
  const echoes = [...Object.values(numbers).flat(), ...(to === null ? [] : address)];
  const whom = to ?? 'somebody';
  return [
    ...echoes.map((value) => `The value '${value}' is not valid.`),
    `System.ArgumentException: ${NATIONAL_ID} / ${ACCOUNT} / ${ANNUAL_PAY} / ${whom}`,
    `   at Payroll.Check(String nationalId = "${NATIONAL_ID}")`,
    `   at Payroll.Pay(Decimal amount = ${ANNUAL_PAY}, String account = "${ACCOUNT}", String to = "${whom}")`,
  ].join('\n');
};
