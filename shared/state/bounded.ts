/** In characters. The longest message that the code makes by itself has about 300; a vendor's may have any number. */
const LONGEST_TEXT = 1_000;

/** DynamoDB takes no item above 400 KB: lists that grow with what a source or a vendor holds get a share of it each. */
const MOST_BYTES_OF_A_LIST = 100 * 1024;

/** Text as long as it is stored. */
const boundText = (text: string): string =>
  text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1).toWellFormed()}…`;

/** The first entries of a list as they are stored, as many as fit. */
const storedOf = <Entry>(list: readonly Entry[], toStored: (entry: Entry) => Entry): Entry[] => {
  const fitting: Entry[] = [];
  let bytes = 0;
  for (const entry of list) {
    const stored = toStored(entry);
    bytes += Buffer.byteLength(JSON.stringify(stored)) + 1;
    if (bytes > MOST_BYTES_OF_A_LIST) break;
    fitting.push(stored);
  }
  return fitting;
};

/** The first entries of a list, as many as are stored. */
export const boundList = <Entry>(list: readonly Entry[]): Entry[] => storedOf(list, (entry) => entry);

/** Problems as they are stored. */
export const boundProblems = <Found extends { readonly message: string }>(problems: readonly Found[]): Found[] =>
  storedOf(problems, (found) => ({ ...found, message: boundText(found.message) }));

/** An abort as it is stored. */
export const boundAbort = <Abort extends { readonly message: string; readonly people: readonly string[] }>(
  abort: Abort,
): Abort => ({
  ...abort,
  message: boundText(abort.message),
  people: boundList(abort.people),
});
