import { meaningOf, readAnswer } from '../../../shared/vendors/xledger/answer.ts';
import type { Meaning } from '../../../shared/vendors/xledger/answer.ts';
import { toInstant } from '../../../shared/vendors/xledger/central-european-time.ts';
import { maskWords } from '../../../shared/vendors/xledger/errors.ts';
import { environmentOf } from '../../../shared/vendors/xledger/environment.ts';
import { contactId, xledgerEmployeeId } from '../../../shared/vendors/xledger/ids.ts';

const meaning = (...errors: readonly unknown[]): Meaning | null => {
  const answer = readAnswer(JSON.stringify({ errors, data: null }));
  return answer === null ? null : meaningOf(answer.faults);
};

const burst = { kind: 'throttled', waitInMillis: 5_000, isBurst: true };
const concurrency = { kind: 'throttled', waitInMillis: 1_000, isBurst: false };
const misfit = (place: string | null) => ({ kind: 'contractBroken', place });

describe('What an error of X-ledger means', () => {
  test.each([
    [
      'burst, the code beside the message',
      { message: 'Too many requests', code: 'BAD_REQUEST.BURST_RATE_LIMIT_REACHED' },
      burst,
    ],
    ['burst, the code in the extensions', { message: '', extensions: { code: 'BURST_RATE_LIMIT_REACHED' } }, burst],
    ['too many requests, in words alone', { message: 'Too many requests' }, burst],
    [
      'concurrency, in the words of a burst',
      { message: 'Too many requests', code: 'BAD_REQUEST.CONCURRENCY_LIMIT_REACHED' },
      concurrency,
    ],
    ['credits', { message: 'x', code: 'BAD_REQUEST.INSUFFICIENT_CREDITS' }, { kind: 'creditsUsedUp', resetAt: null }],
    ['a query cut off', { message: 'Your query timed out.' }, { kind: 'tooHeavy' }],
    ['a token of the wrong form', { message: 'Bad format for API Token: abc' }, { kind: 'credentialsRefused' }],
    [
      'a field that is gone',
      { message: 'Cannot query field "trialTo" on type "Employee". Did you mean "dateTo"?' },
      misfit('Employee.trialTo'),
    ],
    [
      'the same in other quotes',
      { message: "Cannot query field 'trialTo' on type 'Employee'." },
      misfit('Employee.trialTo'),
    ],
    [
      'an input field that is gone',
      {
        message:
          'Variable "$inputs" got invalid value { code: "1" }; Field "initials" is not defined by type "AddEmployeesInputNode".',
      },
      misfit('AddEmployeesInputNode.initials'),
    ],
    [
      'the same in newer words',
      {
        message:
          'Variable "$inputs" has invalid value at [0].node: Expected value of type "AddEmployeesInputNode" not to include unknown field "initials". Found: { code: "1" }.',
      },
      misfit('AddEmployeesInputNode.initials'),
    ],
    [
      'an argument that is gone',
      { message: 'Unknown argument "ownerSet" on field "Query.employees".' },
      misfit('Query.employees.ownerSet'),
    ],
    ['a type that is gone', { message: 'Unknown type "AddEmployeesInput".' }, misfit('AddEmployeesInput')],
    ['a word of a list that is gone', { message: 'Value "CURRENT" does not exist in "OwnerSet" enum.' }, misfit(null)],
    [
      'arguments of another type, by code',
      { message: 'x', extensions: { code: 'ARGUMENTS_OF_CORRECT_TYPE' } },
      misfit(null),
    ],
    ['a value, by code', { message: 'x', extensions: { code: 'INVALID_VALUE' } }, { kind: 'invalidValue' }],
    [
      'a value, by code, in words like those of the schema',
      { message: 'Unknown type of phone number', extensions: { code: 'INVALID_VALUE' } },
      { kind: 'invalidValue' },
    ],
    ['a value, in words', { message: 'The argument email is wrong' }, { kind: 'invalidValue' }],
    ['a scope that is missing', { message: 'The API token lacks the scope "Human Resources"' }, { kind: 'unknown' }],
    ['nothing at all', {}, { kind: 'unknown' }],
    ['a code that is no text', { message: 7, code: 7, extensions: 'x' }, { kind: 'unknown' }],
  ])('%s', (_name, error, expected) => {
    expect(meaning(error)).toEqual(expected);
  });

  test('errors may stand alone, without any data', () => {
    expect(readAnswer('{"errors":[{"message":"x"}]}')).toMatchObject({ faults: [{ message: 'x' }] });
  });

  test('of several errors, the one that says that nothing was done', () => {
    expect(meaning({ message: 'x', extensions: { code: 'INVALID_VALUE' } }, { message: 'Too many requests' })).toEqual(
      burst,
    );
  });

  test('what stands where a name should is no name: neither in a message nor in a path', () => {
    expect(meaning({ message: 'Cannot query field "13097248022" on type "Employee".' })).toEqual(misfit(null));
    const path = ['employees', 'edges', 0, 'node', '13097248022', 'Kari Nordmann', 'subledger'];
    const answer = readAnswer(JSON.stringify({ errors: [{ message: 'x', path }] }));
    expect(answer?.faults[0]?.path).toEqual(['employees', 'edges', 'node', 'subledger']);
  });

  test.each([
    ['2026-03-02T10:00:00Z', '2026-03-02T10:00:00Z'],
    ['2026-03-02T10:00:00+02:00', '2026-03-02T08:00:00Z'],
    ['2026-03-02T10:00:00', '2026-03-02T09:00:00Z'],
    [1_772_445_600, '2026-03-02T10:00:00Z'],
    ['1772445600', '2026-03-02T10:00:00Z'],
    [1_772_445_600_000, '2026-03-02T10:00:00Z'],
    ['at noon', null],
    [null, null],
  ])('credits are there again at %j', (resetAt, expected) => {
    const found = meaning({ message: 'x', code: 'BAD_REQUEST.INSUFFICIENT_CREDITS', extensions: { resetAt } });
    expect(found).toEqual({ kind: 'creditsUsedUp', resetAt: expected === null ? null : Date.parse(expected) });
  });

  test.each(['', '<html>', '{"data":', '[]', '{}', '{"data":null}', '{"errors":[]}', '"text"', '7'])(
    '%j is no answer of X-ledger',
    (body) => {
      expect(readAnswer(body)).toBeNull();
    },
  );
});

describe('A time of X-ledger', () => {
  test.each([
    ['in winter', '2026-01-15T12:00:00', '2026-01-15T11:00:00Z'],
    ['in summer', '2026-07-15T12:00:00', '2026-07-15T10:00:00Z'],
    ['with parts of a second', '2026-07-15T12:00:00.250', '2026-07-15T10:00:00.250Z'],
    ['with a blank for the T', '2026-07-15 12:00:00', '2026-07-15T10:00:00Z'],
    ['with an offset', '2026-07-15T12:00:00+01:00', '2026-07-15T11:00:00Z'],
    ['before the hour that comes twice', '2026-10-25T01:59:59', '2026-10-24T23:59:59Z'],
    ['in the hour that comes twice: the first', '2026-10-25T02:30:00', '2026-10-25T00:30:00Z'],
    ['after it', '2026-10-25T03:00:00', '2026-10-25T02:00:00Z'],
    ['in the hour that never comes', '2026-03-29T02:30:00', '2026-03-29T01:30:00Z'],
    ['over the new year', '2026-01-01T00:30:00', '2025-12-31T23:30:00Z'],
  ])('%s', (_name, text, expected) => {
    expect(toInstant(text)).toBe(Date.parse(expected));
  });

  test.each(['', '2026-01-15', 'now', '2026-13-15T12:00:00', '15.01.2026 12:00'])('%j is none', (text) => {
    expect(toInstant(text)).toBeNull();
  });
});

describe("X-ledger's own words", () => {
  test.each([
    ['a national id in any grouping', ['130972 48022 is taken'], [], '*** is taken'],
    ['an account in any grouping', ['1234.56.78903 is no account'], [], '*** is no account'],
    ['a value that was sent, as it stands', ['"Storgata 5 B" is too long'], ['Storgata 5 B'], '"***" is too long'],
    ['a value that was sent, in another grouping', ['number 12 345 is wrong'], ['12345'], 'number *** is wrong'],
    ['the token', ['Bad token abc_DEF-123='], ['abc_DEF-123='], 'Bad token ***'],
    ['several messages', ['One', ' ', 'Two'], [], 'One; Two'],
  ])('are shown without %s', (_name, messages, secrets, expected) => {
    expect(maskWords(messages, secrets)).toBe(expected);
  });

  test('are none when nothing is said, and are cut when they are long', () => {
    expect(maskWords(['', ' '], [])).toBeNull();
    expect(maskWords(['long '.repeat(1_000)], [])?.length).toBeLessThanOrEqual(1_000);
  });
});

test.each([
  ['https://www.xledger.net/graphql', 'production'],
  ['https://demo.xledger.net/graphql', 'demo'],
  ['http://127.0.0.1:4000/graphql', '127.0.0.1'],
])('%s is %s', (url, expected) => {
  expect(environmentOf(url)).toBe(expected);
});

describe('An id of X-ledger', () => {
  test.each([
    [21_000_001, '21000001'],
    ['21000001', '21000001'],
    [' 7 ', '7'],
  ])('%j is %j', (value, expected) => {
    expect(xledgerEmployeeId.parse(value)).toBe(expected);
    expect(contactId.parse(value)).toBe(expected);
  });

  test.each([[''], [' '], [null], [1.5], [-1], ['a b'], ['"; drop'], ['x'.repeat(65)], [{}]])('%j is none', (value) => {
    expect(xledgerEmployeeId.safeParse(value).success).toBe(false);
  });
});
