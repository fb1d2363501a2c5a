import { stripVTControlCharacters } from 'node:util';
import { breakable, createTable } from './create-table.ts';

/** How wide text is set: the columns of a terminal, or none where lines go to a file or to another program. */
export interface Layout {
  /** 60 to 200; null without a terminal. */
  readonly columns: number | null;
}

/** @param width columns of the terminal; anything that is not finite is none */
export const layoutOf = (width: number): Layout => ({
  columns: Number.isFinite(width) ? Math.max(60, Math.min(200, width)) : null,
});

/** Columns that a text takes: none for its colours. */
const widthOf = (text: string): number => stripVTControlCharacters(text).length;

/** The text in lines no wider than there are columns; the lines behind the first are indented. */
export const wrapText = (text: string, { columns }: Layout, indent = ''): string => {
  if (columns === null) return text;
  const lines: string[] = [];
  for (const word of text.split(' ').flatMap((one) => breakable(one, columns - indent.length).split(' '))) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(word);
    else if (widthOf(last) + widthOf(word) + 1 <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(indent + word);
  }
  return lines.join('\n');
};

/** Lines as they are, each wrapped with what is behind the first of its words further to the right. */
export const wrapLines = (lines: readonly string[], layout: Layout, indent = '    '): string =>
  lines.map((line) => wrapText(line, layout, indent)).join('\n');

/** The words of a text in lines, whatever white space stood between them. */
export const wrapWords = (text: string, layout: Layout): string[] =>
  wrapText(text.trim().replaceAll(/\s+/g, ' '), layout).split('\n');

const INDENT = '  ';

/** A line below another that it belongs to. */
export const indent = (line: string): string => INDENT + line;

/** The room that is left for such lines. */
export const indented = ({ columns }: Layout): Layout => ({
  columns: columns === null ? null : columns - INDENT.length,
});

/** A row whose last cell has a line for each of its parts. */
export interface Row {
  readonly cells: readonly string[];
  readonly parts: readonly string[];
}

/**
 * Rows of one width: each column as wide as its widest cell, up to a limit, and the last one as wide as is left. Words
 * wrap, and nothing is cut. Without a terminal a row is one line, and nothing is padded.
 * @param limits of all columns but the last
 */
export const renderRows = (rows: readonly Row[], limits: readonly number[], { columns }: Layout): string => {
  if (columns === null) return rows.map(({ cells, parts }) => [...cells, parts.join('; ')].join('  ')).join('\n');
  const widths = limits.map((limit, index) =>
    Math.min(limit, 1 + Math.max(1, ...rows.map(({ cells }) => widthOf(cells[index] ?? '')))),
  );
  const last = columns - widths.reduce((sum, width) => sum + width + 1, 0);
  const table = createTable([...widths, last]);
  for (const { cells, parts } of rows) {
    table.push([
      ...cells.map((cell, index) => breakable(cell, (widths[index] ?? 2) - 1)),
      breakable(parts.join('\n'), last - 1),
    ]);
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
};
