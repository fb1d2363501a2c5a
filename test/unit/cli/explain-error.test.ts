import { planSchema } from '../../../local/cli/documents.ts';
import { explainError, isDiskFull } from '../../../local/cli/explain-error.ts';

test.each<[string, unknown, boolean]>([
  ['the system says so', Object.assign(new Error('write'), { code: 'ENOSPC' }), true],
  ["a user's share is used up", Object.assign(new Error('write'), { code: 'EDQUOT' }), true],
  ['LevelDB hands the words on', new Error('IO error: .data/dynamodb/000005.log: No space left on device'), true],
  ['SQLite says it in its own', new Error('database or disk is full'), true],
  [
    'it is what caused another',
    new Error('Not started', { cause: Object.assign(new Error(), { code: 'ENOSPC' }) }),
    true,
  ],
  ['something else is wrong', Object.assign(new Error('open'), { code: 'EACCES' }), false],
  ['nothing is known', undefined, false],
])('a full disk is told by its error: %s', (_what, error, isFull) => {
  expect(isDiskFull(error)).toBe(isFull);
});

test('a document of a version that this one does not know names the place and no value', () => {
  const { error } = planSchema.safeParse({ planId: 'one', state: 'open', totals: 'Kari 540000' });
  const { code, message } = explainError(error);
  expect(code).toBe('DOCUMENT_UNREADABLE');
  expect(message).toContain('createdAt');
  expect(message).toContain('IT: ');
  expect(message).not.toMatch(/Kari|540000/);
});
