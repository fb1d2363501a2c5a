import Table from 'cli-table3';

/** Only lines between rows: a table of twenty people fits on a screen. */
const LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  left: '',
  right: '',
  'left-mid': '',
  'right-mid': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  middle: ' ',
  mid: '',
  'mid-mid': '',
};

/** A table whose words wrap. @param colWidths columns of each, the gap behind it included */
export const createTable = (colWidths: readonly number[]) =>
  new Table({
    colWidths: [...colWidths],
    wordWrap: true,
    chars: LINES,
    style: { border: [], 'padding-left': 0, 'padding-right': 1 },
  });

const COLOUR = String.raw`\u001B\[[\d;]*m`;
/** One character of a word, with the colours that begin or end before it. */
const CHARACTER = String.raw`(?:${COLOUR})*[^\s\u001B]`;

/** The table cuts a word that is wider than its column, so such a word gets a gap where the next line begins. */
export const breakable = (text: string, width: number): string =>
  text.replaceAll(
    new RegExp(`(?<line>(?:${CHARACTER}){${width}})(?=${CHARACTER})|${COLOUR}`, 'gu'),
    (found, line: string | undefined) => (line === undefined ? found : `${line} `),
  );
