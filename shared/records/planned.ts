import type { Change, Outcome } from './outcome.ts';

/** What a message says of a record that is to be written as a plan showed it. */
export interface PlannedSteps {
  /** See `Planned.digest`: the digest of the facts, then one of each step. */
  readonly digest: string;
  /** What would be written, without values: `salary.AnnualSalary`. */
  readonly fields: readonly string[];
}

const SEPARATOR = '.';

/** The digest of a plan of one record. @param facts digest of what the steps rest on @param steps digests, in order */
export const joinDigests = (facts: string, steps: readonly string[]): string => [facts, ...steps].join(SEPARATOR);

/** `salary.AnnualSalary`, or `salary.create` where a change is of no single field. */
export const nameOfChange = ({ entity, action, field }: Change): string => `${entity}.${field ?? action}`;

/** What a message carries of a planned record; null for an outcome that no plan has. */
export const toPlannedSteps = ({ planned, changes }: Outcome): PlannedSteps | null =>
  planned === undefined ? null : { digest: planned.digest, fields: changes.map(nameOfChange) };

/**
 * Whether what would be done now is still what was planned. A message that was delivered before may have been carried
 * out in part: then whatever is left has to be among the planned steps.
 * @param now what a plan would say of the record now
 */
export const isAsPlanned = (planned: PlannedSteps, now: Outcome, delivery: 'first' | 'again'): boolean => {
  if (now.planned === undefined) return false;
  if (delivery === 'first') return now.planned.digest === planned.digest;
  const steps = new Set(planned.digest.split(SEPARATOR));
  return now.planned.digest
    .split(SEPARATOR)
    .slice(1)
    .every((step) => steps.has(step));
};

/** The fields of which one side moved since the plan: those that only one of the two names, or all when both name the same. */
export const movedFields = (planned: PlannedSteps, now: Outcome): readonly string[] => {
  const fields = now.changes.map(nameOfChange);
  const moved = [
    ...planned.fields.filter((field) => !fields.includes(field)),
    ...fields.filter((field) => !planned.fields.includes(field)),
  ];
  return moved.length > 0 ? moved : fields;
};
