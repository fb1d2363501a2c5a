/** New values for some fields; `undefined` empties a field. */
export type Changes<T> = { readonly [Field in Exclude<keyof T, 'id'>]?: T[Field] | undefined };

export const byId = <T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

/** @throws when there is none */
export const existing = <T>(table: ReadonlyMap<string, T>, id: string): T => {
  const row = table.get(id);
  if (row === undefined) throw new Error(`There is no row ${id}`);
  return row;
};

/** The row with the changes; a field changed to `undefined` is absent in answers, since JSON has no such value. */
export const edited = <T extends object>(row: T, changes: Changes<T>): T => ({ ...row, ...changes });

/** How rows are stored and made, which the tables share. */
export interface Rows {
  readonly put: <T extends { readonly id: string }>(table: Map<string, T>, row: T) => T;
  /** @throws when there is none */
  readonly remove: (table: Map<string, unknown>, id: string) => void;
  readonly newId: () => string;
  /** Changes with every edit. */
  readonly version: () => number;
}

export const createRows = (now: () => number): Rows => {
  let edits = 0;
  return {
    put: (table, row) => {
      edits += 1;
      table.set(row.id, row);
      return row;
    },
    remove: (table, id) => {
      if (!table.delete(id)) throw new Error(`There is no row ${id}`);
      edits += 1;
    },
    // The creation time in seconds, then a number of the demo's own, as the vendor's ids are made.
    newId: () => {
      const seconds = Math.floor(now() / 1000)
        .toString(16)
        .padStart(8, '0')
        .slice(-8);
      return `${seconds}d0d0${edits.toString(16).padStart(12, '0')}`;
    },
    version: () => edits,
  };
};
