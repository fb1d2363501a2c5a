import * as fc from 'fast-check';
import { fileNameOf } from '../../../shared/flows/time-off-to-file/file/file-keys.ts';
import { renderFile } from '../../../shared/flows/time-off-to-file/file/render-file.ts';
import type { FileRow } from '../../../shared/flows/time-off-to-file/rules/file-row.ts';
import { DEFAULT_FILE_SETTINGS, fileSettingsSchema } from '../../../shared/flows/time-off-to-file/settings.ts';
import type { FileSettings } from '../../../shared/flows/time-off-to-file/settings.ts';

const row = (overrides: Partial<FileRow> = {}): FileRow => ({
  leaveId: 'leave-1',
  number: '145',
  title: 'Engineer',
  code: 'ABC',
  note: '',
  absence: 'Ferie',
  from: '2024-02-19',
  to: '2024-02-25',
  percentage: '23.81',
  hours: '37.50',
  ...overrides,
});
const bytes = (rows: readonly FileRow[], settings: Partial<FileSettings> = {}): Uint8Array =>
  renderFile(rows, { ...DEFAULT_FILE_SETTINGS, ...settings });
const text = (...args: Parameters<typeof bytes>): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes(...args));
/** The first cell of each line but the header's. */
const numbersIn = (rows: readonly FileRow[]): readonly string[] =>
  text(rows)
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(';')[0] ?? '');

const HEADER = '"Employee number";"Title";"Leave type code";"Note";"Absence";"From";"To";"Percentage"\r\n';

test('the file is this, byte for byte', () => {
  const expected = `\uFEFF${HEADER}"145";"Engineer";"ABC";"";"Ferie";"20240219";"20240225";"23,81"\r\n`;
  expect(Buffer.from(bytes([row()]))).toEqual(Buffer.from(expected, 'utf8'));
});

test('a file of no rows is its header', () => {
  expect(text([])).toBe(`\uFEFF${HEADER}`);
});

test('every part of its form can be set', () => {
  const settings = {
    separator: ',' as const,
    encoding: 'utf-8' as const,
    newline: 'lf' as const,
    decimal: 'point' as const,
    dateFormat: 'dd.MM.yyyy' as const,
    columns: [
      { header: 'Ansatt', field: 'number' as const },
      { header: 'Fra', field: 'from' as const },
      { header: 'Prosent', field: 'percentage' as const },
    ],
  };
  expect(text([row()], settings)).toBe('"Ansatt","Fra","Prosent"\n"145","19.02.2024","23.81"\n');
  expect(text([row()], { dateFormat: 'yyyy-MM-dd' })).toContain('"2024-02-19";"2024-02-25"');
  expect(text([row()], { hours: true })).toContain('"Percentage";"Hours"');
  expect(text([row()], { hours: true })).toContain('"23,81";"37,50"\r\n');
});

test.each([
  ['=SUM(A1)', 'SUM(A1)'],
  ['+-@=cmd', 'cmd'],
  [' =1+1', '1+1'],
  ['= =1', '1'],
  ['A-B', 'A-B'],
  ['say "hi"', 'say ""hi""'],
  ['two\r\nlines\tand more', 'two lines and more'],
  ['Foreldrepermisjon; ulønnet', 'Foreldrepermisjon; ulønnet'],
  ['===', ''],
])('the text %j is written %j', (absence, expected) => {
  expect(text([row({ absence })])).toContain(`;"${expected}";`);
});

test('rows are in the order of number, start and leave', () => {
  const numbers = ['A12', '10', '9', '007', '7', 'A2', '100'];
  expect(numbersIn(numbers.map((number) => row({ number })))).toEqual(
    ['007', '7', '9', '10', '100', 'A12', 'A2'].map((number) => `"${number}"`),
  );
  const sameDay = [
    row({ leaveId: 'b' }),
    row({ leaveId: 'a', code: 'FIRST' }),
    row({ from: '2024-01-01', code: 'EARLIER' }),
  ];
  expect(
    text(sameDay)
      .split('\r\n')
      .slice(1, 4)
      .map((line) => line.split(';')[2]),
  ).toEqual(['"EARLIER"', '"FIRST"', '"ABC"']);
});

test('the same rows are the same bytes, in whatever order they come', () => {
  const anyRow = fc
    .record({
      leaveId: fc.uuid(),
      number: fc.constantFrom('1', '2', '10', 'A'),
      from: fc.constantFrom('2024-02-19', '2024-02-20'),
    })
    .map(row);
  fc.assert(
    fc.property(
      fc.uniqueArray(anyRow, { selector: ({ leaveId }) => leaveId, maxLength: 8 }),
      fc.nat(),
      (rows, seed) => {
        const shuffled = rows.toSorted(
          (one, other) => (Number.parseInt(one.leaveId, 16) ^ seed) - (Number.parseInt(other.leaveId, 16) ^ seed),
        );
        expect(Buffer.from(bytes(shuffled))).toEqual(Buffer.from(bytes(rows)));
      },
    ),
  );
});

test('the name has the period and the export', () => {
  expect(fileNameOf({ from: '2024-02-01', to: '2024-02-29' }, '20240301T060000-abc123')).toBe(
    'xledger-time-off_2024-02-01_2024-02-29_20240301T060000-abc123.csv',
  );
});

test.each([
  [{ separator: ':' }],
  [{ columns: [] }],
  [{ columns: [{ header: 'x', field: 'salary' }] }],
  [{ decimal: 'dot' }],
])('the form %j is refused', (file) => {
  expect(fileSettingsSchema.safeParse(file).success).toBe(false);
});
