import { stripVTControlCharacters } from 'node:util';
import { renderRows, wrapText } from '../../../local/cli/layout.ts';

const red = (text: string): string => `\u001B[31m${text}\u001B[39m`;

test('colours take no room, and no word of a colour is cut', () => {
  const rows = [
    { cells: [red('open')], parts: [`${red('incomplete:')} ${red('x'.repeat(70))}`] },
    { cells: ['superseded'], parts: ['y'] },
  ];
  const text = renderRows(rows, [12], { columns: 60 });
  expect(stripVTControlCharacters(text).split('\n')).toEqual([
    'open        incomplete:',
    `            ${'x'.repeat(47)}`,
    `            ${'x'.repeat(23)}`,
    'superseded  y',
  ]);
  expect(stripVTControlCharacters(wrapText(`${red('a'.repeat(50))} ${red('b'.repeat(50))}`, { columns: 60 }))).toBe(
    `${'a'.repeat(50)}\n${'b'.repeat(50)}`,
  );
});
