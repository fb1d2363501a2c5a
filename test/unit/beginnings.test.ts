import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * A file of more than 100 lines says at its beginning, to a reader who does not know the system yet, what it is about:
 * three sentences or more in one comment, with an example. What is said there is for people to judge; that something
 * is said is looked at here.
 */

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDERS = ['bench', 'functions', 'infra', 'local', 'shared'];
const MOST_LINES_WITHOUT = 100;
/** Lines in which the comment has to begin: after the imports, at the main export at the latest. */
const FIRST_LINES = 60;

const sentencesOf = (comment: string): readonly string[] =>
  comment
    .replaceAll(/^\s*\/?\*+\/?/gm, ' ')
    .replaceAll(/\s+/g, ' ')
    .split(/[.:?!](?=\s)/)
    .filter((sentence) => sentence.trim().split(' ').length >= 3);

const introduces = (comment: string): boolean => sentencesOf(comment).length >= 3 && /\bexample\b/i.test(comment);

const hasBeginning = (lines: readonly string[]): boolean => {
  const text = lines.join('\n');
  const end = lines.slice(0, FIRST_LINES).join('\n').length;
  return [...text.matchAll(/\/\*[\s\S]*?\*\//g)].some(({ 0: comment, index }) => index < end && introduces(comment));
};

const longFiles = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
)
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, lines: readFileSync(join(ROOT, path), 'utf8').trimEnd().split('\n') }))
  .filter(({ lines }) => lines.length > MOST_LINES_WITHOUT);

test('every file of more than 100 lines begins with what it is about, and an example', () => {
  expect(longFiles.length).toBeGreaterThan(50);
  expect(longFiles.filter(({ lines }) => !hasBeginning(lines)).map(({ path }) => path)).toEqual([]);
});

test.each([
  ['three sentences and an example', '/* One thing is so. Another is so. For example, a third is so. */', true],
  ['no example', '/* One thing is so. Another is so. And a third is so. */', false],
  ['an example alone', '/** Example: one thing is so. */', false],
  [
    'several comments that have it together',
    '/** One thing is so. Another is so. */\n/** For example, a third is so. */',
    false,
  ],
])('a beginning with %s', (_, comment, expected) => {
  expect(hasBeginning(comment.split('\n'))).toBe(expected);
});
