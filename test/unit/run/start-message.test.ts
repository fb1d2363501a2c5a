import { MOST_NUMBERS, requesterOf, startMessageSchema } from '../../../shared/run/start-message.ts';

const message = (overrides: object = {}): object => ({ trigger: 'command-line', ...overrides });
const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

describe('A start message', () => {
  test('of the version before, or of a schedule, names nobody and asks for everybody', () => {
    expect(startMessageSchema.parse({ trigger: 'schedule' })).toEqual({
      trigger: 'schedule',
      mode: 'apply',
      employees: null,
      requestedBy: null,
    });
  });

  test.each([
    ['as many people as a run takes', { employees: numbers(MOST_NUMBERS) }, true],
    ['one more', { employees: numbers(MOST_NUMBERS + 1) }, false],
    ['the longest number', { employees: ['9'.repeat(19)] }, true],
    ['a longer one', { employees: ['9'.repeat(20)] }, false],
    ['nobody', { employees: [] }, false],
    ['an id of the code', { runId: '20260302T060000-000abc' }, true],
    ['an id that no key takes', { runId: 'x'.repeat(2_000) }, false],
    ['an id that is a path', { runId: 'a/b' }, false],
    ['a name', { requestedBy: 'kari' }, true],
    ['a novel for a name', { requestedBy: 'k'.repeat(2_000) }, false],
    ['something that nobody knows', { force: true }, false],
  ])('with %s is one of ours or not', (_what, overrides, isRead) => {
    expect(startMessageSchema.safeParse(message(overrides)).success).toBe(isRead);
  });
});

test.each([
  ['schedule', null, 'schedule'],
  ['api', null, null],
  ['api', 'arn:aws:iam::000000000000:user/kari', 'arn:aws:iam::000000000000:user/kari'],
  ['command-line', 'kari', 'kari'],
] as const)('A run of the trigger "%s", asked for by %s, is by %s', (trigger, requestedBy, requester) => {
  expect(requesterOf({ trigger, requestedBy })).toBe(requester);
});
