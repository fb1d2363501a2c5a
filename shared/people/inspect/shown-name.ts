import { maskSecrets, printable } from '../../records/values/shown-value.ts';
import { trimmedText } from '../../records/values/text.ts';

/** A person's name on one line, with what could be a national id masked; null without any. */
export const shownName = (first: string | null, last: string | null): string | null => {
  const name = trimmedText([first, last].filter((part) => part !== null).join(' '));
  return name === null ? null : maskSecrets(printable(name));
};
