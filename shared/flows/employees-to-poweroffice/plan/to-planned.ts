import type { ChangeFacts } from '../../../people/intended-change.ts';
import { digestOfPlan, shownName } from '../../../people/plan-digest.ts';
import type { Planned } from '../../../records/outcome.ts';
import { storedLinkOf } from '../match/linked-record.ts';
import { matchGroupOf } from '../match/match-groups.ts';
import { matchedBy } from '../match/matched-by.ts';
import type { BlockedSubject } from '../read-subject.ts';
import type { DesiredEmployee } from '../rules/desired-employee.ts';
import type { Settings } from '../settings.ts';
import type { EmployeeState } from '../state.ts';
import type { EmployeeTask } from '../task.ts';

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
    digest: digestOfPlan(task.sourceId, current?.id ?? null, facts, digest),
    name: settings.plans.values === 'shown' && found !== null ? shownName(found.subject.source) : null,
    matchedBy: found === null || current === null ? null : matchedBy(found.desired, current, stored),
    group:
      found === null
        ? null
        : matchGroupOf({ ...found, current, stored }, { mapping: settings.mapping, numberSeries: task.numberSeries }),
  };
};
