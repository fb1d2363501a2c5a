import type { FileRow } from './rules/file-row.ts';
import type { Mark } from './state.ts';

/** 96 bits, as base64url: nobody finds another row with the same digest, whatever is tried. */
const DIGEST_CHARACTERS = 16;

export type Digests = Pick<Mark, 'digest' | 'days'>;

/** What is kept of a row. @param keyedDigest HMAC under the key of this flow, as base64url */
export const digestsOf = (row: FileRow, keyedDigest: (text: string) => string): Digests => {
  const { leaveId, number, title, code, note, absence, from, to, percentage, hours } = row;
  const digest = (...values: readonly string[]): string =>
    keyedDigest(JSON.stringify(['file', leaveId, ...values])).slice(0, DIGEST_CHARACTERS);
  return {
    digest: digest('row', number, title, code, note, absence, from, to, percentage, hours),
    days: digest('days', from, to),
  };
};
