/*
 * Writes rows as the file that X-ledger imports, byte for byte the same from the same rows: in the order of number, start
 * and leave, every cell in quotation marks, every line with its end. What a spreadsheet would take for a formula loses the
 * characters that make it one. For example, a type that somebody named "=SUM(A1)" is written as "SUM(A1)".
 */
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { compareText } from '../../../records/values/text.ts';
import type { FileField, FileSettings } from '../settings.ts';
import type { FileRow } from '../rules/file-row.ts';

/** In the order of the file. */
const inFileOrder = (rows: readonly FileRow[]): readonly FileRow[] =>
  rows.toSorted(
    (one, other) =>
      compareByNumber(one.number, other.number) ||
      compareText(one.from, other.from) ||
      compareText(one.leaveId, other.leaveId),
  );

const DIGITS = /^\d+$/;

/** Digits by value, whatever else after them as text. */
const compareByNumber = (one: string, other: string): number => {
  const [isDigits, areDigits] = [DIGITS.test(one), DIGITS.test(other)];
  if (isDigits !== areDigits) return isDigits ? -1 : 1;
  const [value, otherValue] = isDigits ? [BigInt(one), BigInt(other)] : [0n, 0n];
  if (value !== otherValue) return value < otherValue ? -1 : 1;
  return compareText(one, other);
};

const HOURS: FileSettings['columns'][number] = { header: 'Hours', field: 'hours' };
const BYTE_ORDER_MARK = '\uFEFF';
const NEWLINES = { crlf: '\r\n', lf: '\n' } as const;

/** The file, header first; rows may come in any order. */
export const renderFile = (rows: readonly FileRow[], settings: FileSettings): Uint8Array => {
  const columns = settings.hours ? [...settings.columns, HOURS] : settings.columns;
  return renderLines(
    [
      columns.map(({ header }) => asText(header)),
      ...inFileOrder(rows).map((row) => columns.map(({ field }) => cellOf(row, field, settings))),
    ],
    settings,
  );
};

/** A leave that stands in an earlier file and was withdrawn since; what a leave that was deleted was, nobody knows. */
export interface WithdrawnRow extends Pick<FileRow, 'leaveId' | 'number' | 'code' | 'absence'> {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

const WITHDRAWN_HEADERS = ['Employee number', 'Leave type code', 'Absence', 'From', 'To', 'Leave'];

/** What payroll removes by hand, for people: no program imports it. */
export const renderWithdrawn = (rows: readonly WithdrawnRow[], settings: FileSettings): Uint8Array => {
  const ordered = rows.toSorted(
    (one, other) => compareByNumber(one.number, other.number) || compareText(one.leaveId, other.leaveId),
  );
  const day = (date: CalendarDate | null): string => (date === null ? '' : asDate(date, settings.dateFormat));
  return renderLines(
    [
      WITHDRAWN_HEADERS,
      ...ordered.map(({ number, code, absence, from, to, leaveId }) => [
        ...[number, code, absence].map(asText),
        day(from),
        day(to),
        leaveId,
      ]),
    ],
    settings,
  );
};

const renderLines = (
  lines: readonly (readonly string[])[],
  { separator, newline, encoding }: FileSettings,
): Uint8Array => {
  const text = lines.map((cells) => cells.map(quoted).join(separator) + NEWLINES[newline]).join('');
  return new TextEncoder().encode(encoding === 'utf-8-bom' ? BYTE_ORDER_MARK + text : text);
};

const cellOf = (row: FileRow, field: FileField, { decimal, dateFormat }: FileSettings): string => {
  switch (field) {
    case 'from':
    case 'to':
      return asDate(row[field], dateFormat);
    case 'percentage':
    case 'hours':
      return decimal === 'comma' ? row[field].replace('.', ',') : row[field];
    case 'number':
    case 'title':
    case 'code':
    case 'note':
    case 'absence':
      return asText(row[field]);
  }
};

const asDate = (date: CalendarDate, format: FileSettings['dateFormat']): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  return format.replace('yyyy', year).replace('MM', month).replace('dd', day);
};

/** On one line, and no formula. */
const asText = (text: string): string =>
  text
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[\s=+\-@]+/u, '')
    .trimEnd();

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
