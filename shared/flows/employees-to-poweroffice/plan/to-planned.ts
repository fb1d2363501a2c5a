import { readOrNull } from '../../../model/source-value.ts';
import type { Planned } from '../../../records/outcome.ts';
import { joinDigests } from '../../../records/planned.ts';
import { shownWhole } from '../../../records/values/shown-value.ts';
import { trimmedText } from '../../../records/values/text.ts';
import { storedLinkOf } from '../match/linked-record.ts';
import { matchGroupOf } from '../match/match-groups.ts';
import { matchedBy } from '../match/matched-by.ts';
import type { BlockedSubject } from '../read-subject.ts';
import type { DesiredEmployee } from '../rules/desired-employee.ts';
import type { Settings } from '../settings.ts';
import type { EmployeeState } from '../state.ts';
import type { EmployeeTask, Subject } from '../task.ts';
import type { ChangeFacts, Fact } from '../../../people/intended-change.ts';

export interface PlannedFacts {
  readonly task: Pick<EmployeeTask, 'sourceId' | 'numberSeries'>;
  /** What was remembered of the person. */
  readonly before: Pick<EmployeeState, 'sourceId' | 'record' | 'decisions'>;
  /** Who they are on both sides, and what the mapping says of them; null when the source no longer has them. */
  readonly found: (BlockedSubject & { readonly desired: DesiredEmployee }) | null;
  /** The writes, with their records and real values. */
  readonly facts: readonly ChangeFacts[];
}

/**
 * What a plan says of a person beside its writes. Two plans of the same facts have the same digest, and one that was
 * made after a value moved on either side, be it one that a person may not see, has another.
 */
export const toPlanned = (
  { task, before, found, facts }: PlannedFacts,
  { settings, digest }: { readonly settings: Settings; readonly digest: (text: string) => string },
): Planned => {
  const current = found?.subject.current ?? null;
  const stored = storedLinkOf(before, digest);
  return {
    digest: joinDigests(
      digestFact(['facts', task.sourceId, current?.id ?? null, ...facts.map(({ restsOn }) => restsOn)], digest),
      facts.map(({ step }) => digestFact(['step', task.sourceId, step], digest)),
    ),
    name: settings.plans.values === 'shown' && found !== null ? nameOf(found.subject) : null,
    matchedBy: found === null || current === null ? null : matchedBy(found.desired, current, stored),
    group:
      found === null
        ? null
        : matchGroupOf({ ...found, current, stored }, { mapping: settings.mapping, numberSeries: task.numberSeries }),
  };
};

/** 96 bits, as base64url: nobody finds another value with the same digest, whatever is tried. */
const DIGEST_CHARACTERS = 16;

const digestFact = (fact: Fact, digest: (text: string) => string): string =>
  digest(JSON.stringify(['plan', fact])).slice(0, DIGEST_CHARACTERS);

/** First and last name, as the source has them. */
const nameOf = ({ source }: Subject): string | null => {
  const name = [source.firstName, source.lastName].flatMap((part) => trimmedText(readOrNull(part)) ?? []).join(' ');
  return name === '' ? null : shownWhole(name);
};
