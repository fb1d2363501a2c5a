/** So many at a time: more would only fill the memory while they wait for the table, or for a vendor's turn. */
const AT_ONCE = 50;

/** Does the work for every item, some at a time. */
export const inBatches = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> => {
  for (let index = 0; index < items.length; index += AT_ONCE) {
    await Promise.all(items.slice(index, index + AT_ONCE).map(work));
  }
};
