import { listBeside } from '../../../local/cli/export-file.ts';

test.each([
  ['march.csv', 'march_withdrawn.csv'],
  ['files/march', 'files/march_withdrawn'],
  ['/files.d/march', '/files.d/march_withdrawn'],
  ['/files.d/march.2026.csv', '/files.d/march.2026_withdrawn.csv'],
])('Beside %s the list of what was withdrawn is %s', (path, list) => {
  expect(listBeside(path)).toBe(list);
});
