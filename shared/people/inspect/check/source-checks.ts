import type { Read } from './read.ts';
import { fail, fine, refused, unknown, warn } from './rows.ts';
import type { Told } from './rows.ts';

/** Whether Simployer takes its token. */
export const checkSimployerKey = (source: Read<unknown>): Told => {
  if (source.known) return fine('Accepted.');
  const { error } = source;
  if (error.kind === 'credentialsRefused') return refused(error);
  // What was read until then was read with this token.
  if (error.kind === 'incomplete') return fine('Accepted.');
  if (error.kind !== 'unavailable') return unknown(error);
  return fail(error.summary, 'Nothing to do at first: check again. Then look at the status of Simployer.');
};

/** More than this share without a value looks like a field that nobody uses, or that the token may not see. */
const LARGE_SHARE = 0.1;

/** How many of all lack something. @param what `a national id` */
export const checkShare = (missing: number, all: number, what: string): Told => {
  const found = `${missing} of ${all} without ${what}.`;
  return missing <= all * LARGE_SHARE
    ? fine(found)
    : warn(found, 'HR: complete them in Simployer > employee; or IT checks that the access token may see the field.');
};
