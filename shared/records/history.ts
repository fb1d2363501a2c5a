/** One write, or one decision of a person, by its names alone: no value of it is ever kept. */
export interface HistoryChange {
  /** What was written, as the flow calls it: `employee`, `salary`; `decision` for what a person decided. */
  readonly entity: string;
  /** What was done to it: of a write one of CHANGE_ACTIONS, of a decision its kind. */
  readonly action: string;
  /** The target's name of the field; not there for what makes or removes a whole record. */
  readonly field?: string;
}

/** A write that is not settled yet. */
export interface BegunChange extends HistoryChange {
  /**
   * Tells apart two writes of the same name, such as two salary lines, and is the same when a message comes again after a
   * part of it was carried out. Nothing of a value can be had from it.
   */
  readonly key: string;
}

/** What happened to a record in one write, or by one decision. */
export interface HistoryEntry extends Omit<HistoryChange, 'field'> {
  /** When the run began to write the record, or when the decision was made, epoch milliseconds. */
  readonly at: number;
  /** Null for a decision. */
  readonly runId: string | null;
  /** Who asked for the run, or made the decision; null when nobody said. */
  readonly requestedBy: string | null;
  readonly fields: readonly string[];
  /** Was about to be written when the run was cut off, and nobody has looked since whether it was. */
  readonly isUnconfirmed: boolean;
}

type NamedChange = Pick<HistoryChange, 'entity' | 'action'> & { readonly field?: string | undefined };

/** The name of a change, without its values, its cause or its key. */
export const toHistoryChange = ({ entity, action, field }: NamedChange): HistoryChange => ({
  entity,
  action,
  ...(field !== undefined && { field }),
});

/** The changes in entries: fields of one record that were changed one after the other are one entry. */
export const groupChanges = (
  changes: readonly HistoryChange[],
): readonly (Omit<HistoryChange, 'field'> & { readonly fields: readonly string[] })[] => {
  const groups: { entity: string; action: string; fields: string[] }[] = [];
  for (const { entity, action, field } of changes) {
    const last = groups.at(-1);
    const continues = field !== undefined && last?.entity === entity && last.action === action;
    if (!continues) groups.push({ entity, action, fields: field === undefined ? [] : [field] });
    else if (!last.fields.includes(field)) last.fields.push(field);
  }
  return groups;
};

const keyOf = ({ entity, action, field, key }: BegunChange): string => JSON.stringify([entity, action, field, key]);

/** The changes without those of another list, each of which takes one away. */
export const withoutChanges = (
  changes: readonly BegunChange[],
  those: readonly BegunChange[],
): readonly BegunChange[] => {
  const left = new Map([...Map.groupBy(those, keyOf)].map(([key, same]) => [key, same.length] as const));
  return changes.filter((change) => {
    const count = left.get(keyOf(change)) ?? 0;
    left.set(keyOf(change), count - 1);
    return count <= 0;
  });
};
