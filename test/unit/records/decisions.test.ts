import { createHmac } from 'node:crypto';
import { digestHeld, isAllowed, NO_DECISIONS } from '../../../shared/records/decisions.ts';

const keyed = (key: string) => (text: string) => createHmac('sha256', key).update(text).digest('base64url');
const digest = (value: unknown, { sourceId = 'person-1', code = 'SALARY_IMPLAUSIBLE', key = 'key' } = {}) =>
  digestHeld(keyed(key), sourceId, code, value);

const PAY = ['2026-01-01', '50000.00', '600000.00'];
const decisions = {
  ...NO_DECISIONS,
  allowed: [{ code: 'SALARY_IMPLAUSIBLE', digests: [digest(PAY)], by: 'kari', at: 1 }],
};

test.each<[string, string, string, boolean]>([
  ['the value that was looked at', 'SALARY_IMPLAUSIBLE', digest(PAY), true],
  ['another value', 'SALARY_IMPLAUSIBLE', digest(['2026-01-01', '50000.00', '610000.00']), false],
  ['the same value under another code', 'IDENTITY_CHANGED', digest(PAY), false],
  ['the same value of another code', 'SALARY_IMPLAUSIBLE', digest(PAY, { code: 'IDENTITY_CHANGED' }), false],
  ['the same value of somebody else', 'SALARY_IMPLAUSIBLE', digest(PAY, { sourceId: 'person-2' }), false],
  ['the same value after the key was replaced', 'SALARY_IMPLAUSIBLE', digest(PAY, { key: 'another' }), false],
])('%s passes or not', (_, code, held, expected) => {
  expect(isAllowed(decisions, { code, digest: held })).toBe(expected);
});

test('with nothing decided nothing passes', () => {
  expect(isAllowed(NO_DECISIONS, { code: 'SALARY_IMPLAUSIBLE', digest: digest(PAY) })).toBe(false);
});

test('a digest shows nothing of the value', () => {
  expect(digest(PAY)).toMatch(/^[\w-]{16}$/);
});
