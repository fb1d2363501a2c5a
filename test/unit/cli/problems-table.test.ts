import { stripVTControlCharacters } from 'node:util';
import { toCsv, toCsvSince } from '../../../local/cli/problems-csv.ts';
import { renderProblems, renderProblemsSince } from '../../../local/cli/problems-table.ts';
import { problemsSchema, problemsSinceSchema } from '../../../local/cli/documents.ts';
import { describeProblem } from '../../../shared/flows/employees-to-poweroffice/describe-problem.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';

const NEW_SINCE = '2026-03-02T05:00:00.000Z';
const rowOf = (employeeNumber: string | null, code = 'NUMBER_DUPLICATE', changes: object = {}) => ({
  employeeNumber,
  simployerEmployeeId: `person-${employeeNumber}`,
  code,
  severity: 'error',
  summary: `Summary of ${code}.`,
  message: `Message of ${employeeNumber}.`,
  hint: `HR: mend ${code}.`,
  firstSeen: '2026-03-01T05:00:00.000Z',
  lastSeen: '2026-03-02T06:00:00.000Z',
  ...changes,
});
const NEW = { firstSeen: NEW_SINCE };

const openWith = (problems: readonly object[], language?: string) =>
  problemsSchema.parse({ problems, newSince: NEW_SINCE, language });
const linesOf = (problems: readonly object[], { width = 80, withMessages = false, language = 'en' } = {}): string[] =>
  stripVTControlCharacters(renderProblems(openWith(problems, language), { width, withMessages })).split('\n');

describe('The table of problems', () => {
  test('has a code with its hint once and the people in a row, the new ones first', () => {
    const [standing, fresh] = [rowOf('41'), rowOf('42', 'NUMBER_DUPLICATE', NEW)];
    expect(linesOf([rowOf('7', 'NAME_MISSING'), rowOf('8', 'NAME_MISSING'), standing, fresh])).toEqual([
      'NUMBER_DUPLICATE  error, 2',
      '  Summary of NUMBER_DUPLICATE.',
      '  HR: mend NUMBER_DUPLICATE.',
      '  Since the last run: 42',
      '  Before: 41',
      '',
      'NAME_MISSING  error, 2',
      '  Summary of NAME_MISSING.',
      '  HR: mend NAME_MISSING.',
      '  7 8',
      '',
      'Each with its value: problems --code CODE',
    ]);
  });

  test('of a code that concerns one person has the value; of a code that was asked for, that of everybody', () => {
    expect(linesOf([rowOf('7')])).toContain('  Message of 7.');
    expect(linesOf([rowOf('7'), rowOf('8')], { withMessages: true })).toEqual([
      'NUMBER_DUPLICATE  error, 2',
      '  Summary of NUMBER_DUPLICATE.',
      '  HR: mend NUMBER_DUPLICATE.',
      '  7: Message of 7.',
      '  8: Message of 8.',
    ]);
  });

  test('says a summary once, also where each message begins with it', () => {
    const told = describeProblem(problem('NUMBER_NOT_NUMERIC', 'The employee number "A-1" is not a whole number.')).nb;
    const bare = { ...told, message: told.summary };
    const problems = [rowOf('7', 'NUMBER_NOT_NUMERIC', told), rowOf('8', 'NUMBER_NOT_NUMERIC', bare)];
    const lines = linesOf(problems, { withMessages: true, language: 'nb', width: 200 });
    expect([told.message, lines]).toEqual([
      `${told.summary} Gjelder: «A-1».`,
      ['NUMBER_NOT_NUMERIC  feil, 2', `  ${told.summary}`, `  ${told.hint}`, '  7: Gjelder: «A-1».', '  8'],
    ]);
  });

  test('names somebody once who has two problems of one code, and two people of one number both', () => {
    expect(linesOf([rowOf('7', 'EMAIL_INVALID'), rowOf('7', 'EMAIL_INVALID'), rowOf('8', 'EMAIL_INVALID')])).toContain(
      '  7 8',
    );
    const other = rowOf('7', 'NUMBER_DUPLICATE', { simployerEmployeeId: 'another' });
    expect(linesOf([rowOf('7'), other])).toContain('  7 7');
  });

  test('says who it is by the Simployer id where a number does not', () => {
    expect(linesOf([rowOf(null), rowOf('***')])).toContain(
      '  (no number, Simployer id person-null) (***, Simployer id person-***)',
    );
  });

  test('keeps apart what is mended in different places', () => {
    const text = linesOf([rowOf('1'), rowOf('2', 'NUMBER_DUPLICATE', { hint: 'IT: mend it elsewhere.' })]);
    expect(text.filter((line) => line.startsWith('NUMBER_DUPLICATE'))).toHaveLength(2);
  });

  test.each([20, 60, 80, 200, 500])('fits into %s columns, with nothing cut', (width) => {
    const people = Array.from({ length: 300 }, (_, index) => rowOf(String(100_000 + index)));
    const long = rowOf('1', 'X', { message: 'x'.repeat(700) });
    const lines = linesOf([...people, long], { width });
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(Math.max(60, Math.min(200, width)));
    expect(lines.join(' ').match(/\b100\d{3}\b/g)).toHaveLength(300);
    expect(lines.join('').match(/x/g)?.length).toBeGreaterThanOrEqual(700);
  });

  test('speaks Norwegian, and says when there is nothing', () => {
    expect(linesOf([rowOf('7'), rowOf('8', 'NUMBER_DUPLICATE', NEW)], { language: 'nb' })).toEqual(
      expect.arrayContaining(['NUMBER_DUPLICATE  feil, 2', '  Siden siste kjøring: 8', '  Fra før: 7']),
    );
    expect(linesOf([], { language: 'nb' })).toEqual(['Ingen avvik er åpne.']);
    expect(linesOf([])).toEqual(['No problem is open.']);
  });

  test('since a run has three parts', () => {
    const { firstSeen: _first, lastSeen: _last, ...solved } = rowOf('9');
    const document = problemsSinceSchema.parse({ new: [rowOf('7')], standing: [], solved: [solved] });
    const text = stripVTControlCharacters(renderProblemsSince(document, { width: 80, withMessages: false }));
    expect(text.match(/^▌.*$/gm)).toEqual(['▌ New: 1', '▌ Standing: 0', '▌ Solved: 1']);
    expect(
      toCsvSince(document)
        .split('\r\n')
        .map((line) => line.split(';').slice(0, 2).join()),
    ).toEqual(['\uFEFFsince the run,number', 'new,7', 'solved,9']);
  });
});

describe('The file for Excel', () => {
  const cellOf = (message: string): string | undefined =>
    toCsv(openWith([rowOf('7', 'X', { message })]))
      .split('\r\n')
      .slice(1)
      .join('\r\n')
      .split(';X;error;')[1];

  test('has a mark, semicolons, CRLF, and times of the office', () => {
    expect(toCsv(openWith([rowOf('7')], 'nb'))).toBe(
      '\uFEFFnummer;Simployer-id;kode;alvor;hva som er galt;hvem retter det hvor;først sett;sist sett\r\n' +
        '7;person-7;NUMBER_DUPLICATE;feil;Message of 7.;HR: mend NUMBER_DUPLICATE.;2026-03-01 06:00;2026-03-02 07:00\r',
    );
  });

  test.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+47 22', "'+47 22"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1', "' =1"],
    ['＝1', "'＝1"],
    ['0042', "'0042"],
    ['a;b', '"a;b"'],
    ['two\nlines', '"two\nlines"'],
    ['Åse Ødegård', 'Åse Ødegård'],
    ['a=b', 'a=b'],
  ])('%j becomes %j', (message, cell) => {
    expect(cellOf(message)?.startsWith(`${cell};HR`)).toBe(true);
  });

  test('a number with leading zeros keeps them', () => {
    expect(toCsv(openWith([rowOf('0042')]))).toContain("\r\n'0042;person-0042;");
  });
});
