import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INTENT_STATUSES } from '../../shared/state/intent.ts';
import { RUN_STATUSES } from '../../shared/state/run.ts';

/* docs/reliability.md draws the states of a run and of an intent, and says of each arrow who moves it. */

const ROOT = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(ROOT, 'docs', 'reliability.md'), 'utf8');

const OUTSIDE = '[*]';
const ARROW = /^ {2}(\S+) --> (\S+): (\d+) /gm;
const ROW = /^\| (\d+) \| `([^`]+)` \| `([^`]+)` \| (.+)\|$/gm;

interface Arrow {
  readonly number: string;
  readonly from: string;
  readonly to: string;
}

/** Each picture, with the table that follows it. */
const pictures = [...text.matchAll(/```mermaid\n([\s\S]*?)```([\s\S]*?)(?=```mermaid|$)/g)].map(
  ([, picture = '', after = '']) => ({
    lines: picture.split('\n').filter((line) => line.includes('-->')).length,
    arrows: [...picture.matchAll(ARROW)].map(([, from = '', to = '', number = '']): Arrow => ({ number, from, to })),
    rows: [...after.matchAll(ROW)].map(([, number = '', from = '', to = '', rest = '']) => ({
      number,
      from,
      to,
      rest,
    })),
  }),
);

test.each([
  ['a run', 0, RUN_STATUSES],
  ['an intent', 1, INTENT_STATUSES],
] as const)('the picture of the states of %s has those of the code', (_, index, states) => {
  const arrows = pictures[index]?.arrows ?? [];
  expect(arrows.length).toBe(pictures[index]?.lines);
  expect([...new Set(arrows.flatMap(({ from, to }) => [from, to]))].toSorted()).toEqual(
    [OUTSIDE, ...states].toSorted(),
  );
});

test.each([0, 1])('every arrow of picture %i has its row, in order', (index) => {
  const { arrows = [], rows = [] } = pictures[index] ?? {};
  expect(rows.map(({ number, from, to }) => ({ number, from, to }))).toEqual(arrows);
});

test('whoever moves a state is there', () => {
  const files = pictures.flatMap(({ rows }) =>
    rows.flatMap(({ rest }) => rest.match(/(?:shared|functions|local)\/[\w/.-]+\.ts/g) ?? []),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});
