import type { Html } from './html.ts';

/** As many rows as a person reads, and as fit: CloudWatch takes a widget of 1 MB, once more escaped as JSON. */
export const MOST_ROWS = 200;
const MOST_CHARACTERS = 400_000;

/** The first rows of a list that a widget has room for. */
export const takeRows = <Item>(items: readonly Item[], render: (item: Item) => Html): readonly Html[] => {
  const rows: Html[] = [];
  let characters = 0;
  for (const item of items.slice(0, MOST_ROWS)) {
    const row = render(item);
    characters += row.text.length;
    if (characters > MOST_CHARACTERS) break;
    rows.push(row);
  }
  return rows;
};
