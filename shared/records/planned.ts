import type { Change, Outcome } from './outcome.ts';

/** What a message says of a record that is to be written as a plan showed it. */
export interface PlannedSteps {
  /** See `Planned.digest`: the digest of the facts, then one of each step. */
  readonly digest: string;
  /** What would be written, without values: `salary.AnnualSalary`. */
  readonly fields: readonly string[];
  /** The target's id of the record; null where the plan makes it. */
  readonly targetId: number | string | null;
  /** See `Outcome.group`. */
  readonly group?: string;
}

/** What is told of a record by a run that writes. */
export const withoutPlan = ({ planned: _planned, ...outcome }: Outcome): Outcome => outcome;

const SEPARATOR = '.';

/** The digest of a plan of one record. @param facts digest of what the steps rest on @param steps digests, in order */
export const joinDigests = (facts: string, steps: readonly string[]): string => [facts, ...steps].join(SEPARATOR);

/** `salary.AnnualSalary`, or `salary.create` where a change is of no single field. */
const nameOfChange = ({ entity, action, field }: Change): string => `${entity}.${field ?? action}`;

/** What a message carries of a planned record; null for an outcome that no plan has. */
export const toPlannedSteps = ({ planned, changes, targetId, group }: Outcome): PlannedSteps | null =>
  planned === undefined
    ? null
    : { digest: planned.digest, fields: changes.map(nameOfChange), targetId, ...(group !== undefined && { group }) };

/**
 * In the group in which the plan has it: what was written as planned stands otherwise to the target from then on, and may
 * be looked at again by a run that was cut off.
 */
export const inPlannedGroup = <Told extends Outcome>(told: Told, { group }: Pick<PlannedSteps, 'group'>): Told =>
  group === undefined ? told : { ...told, group };

/**
 * Whether what would be done now is what was planned, or what is left of it: a run that was killed may have carried out a
 * part. Then each step that is left has to be one that the plan showed, with the same values, on the same record.
 * @param now what a plan would say of the record now
 */
export const isAsPlanned = (planned: PlannedSteps, now: Outcome): boolean => {
  if (now.planned === undefined) return false;
  if (now.planned.digest === planned.digest) return true;
  if (planned.targetId !== null && planned.targetId !== now.targetId) return false;
  const steps = stepsOf(planned.digest);
  const left = stepsOf(now.planned.digest);
  if (left.length === 0) return true;
  // With no step carried out, it is what they rest on that has moved.
  return left.length < steps.length && left.every((step) => steps.includes(step));
};

const stepsOf = (digest: string): readonly string[] => digest.split(SEPARATOR).slice(1);

/** The fields of which one side moved since the plan: those that only one of the two names, or all when both name the same. */
export const movedFields = (planned: PlannedSteps, now: Outcome): readonly string[] => {
  const fields = now.changes.map(nameOfChange);
  const moved = [
    ...planned.fields.filter((field) => !fields.includes(field)),
    ...fields.filter((field) => !planned.fields.includes(field)),
  ];
  return moved.length > 0 ? moved : fields;
};
