import type { SourceEmployee } from '../model/employee.ts';
import { readOrNull } from '../model/source-value.ts';
import { joinDigests } from '../records/planned.ts';
import { shownWhole } from '../records/values/shown-value.ts';
import { trimmedText } from '../records/values/text.ts';
import type { ChangeFacts, Fact } from './intended-change.ts';

/** 96 bits, as base64url: nobody finds another value with the same digest, whatever is tried. */
const DIGEST_CHARACTERS = 16;

/**
 * The digest of what a plan says of a person. Two plans of the same facts have the same, and one that was made after a
 * value moved on either side, be it one that a person may not see, has another.
 * @param recordId the target's record; null when there is none
 * @param facts the writes, with their records and real values
 * @param keyedDigest HMAC under a key of this connection, as base64url
 */
export const digestOfPlan = (
  sourceId: string,
  recordId: number | string | null,
  facts: readonly ChangeFacts[],
  keyedDigest: (text: string) => string,
): string => {
  const digestFact = (fact: Fact): string => keyedDigest(JSON.stringify(['plan', fact])).slice(0, DIGEST_CHARACTERS);
  return joinDigests(
    digestFact(['facts', sourceId, recordId, ...facts.map(({ restsOn }) => restsOn)]),
    facts.map(({ step }) => digestFact(['step', sourceId, step])),
  );
};

/** First and last name, as the source has them, in the form in which a plan shows them; null without any. */
export const shownName = ({ firstName, lastName }: Pick<SourceEmployee, 'firstName' | 'lastName'>): string | null =>
  shownFullName(readOrNull(firstName), readOrNull(lastName));

/** The same of names that were read before. */
export const shownFullName = (firstName: string | null, lastName: string | null): string | null => {
  const name = [firstName, lastName].flatMap((part) => trimmedText(part) ?? []).join(' ');
  return name === '' ? null : shownWhole(name);
};
