/*
 * Writes one leave on one employment, or deletes one that was withdrawn, and says what it is linked with from then on. A
 * refusal is told in our words alone, because PowerOffice may quote what was sent. For example, a leave whose end moved is
 * one PATCH of `EndDate`; its answer is believed, and the digest of the new end becomes its base.
 */
import { renewBase } from '../../../records/link.ts';
import type { DigestField } from '../../../records/link.ts';
import { isVendorError } from '../../../records/vendor-error.ts';
import type { VendorError } from '../../../records/vendor-error.ts';
import type { Problem } from '../../../records/problem.ts';
import { baseFieldOf } from '../../../people/intended-change.ts';
import type { IntendedChange } from '../../../people/intended-change.ts';
import { answerTo } from '../../../people/person-writes.ts';
import type { PersonWrites } from '../../../people/person-writes.ts';
import { leaveProblem } from '../../../time-off/problems.ts';
import type { TimeOffSettings } from '../../../time-off/settings.ts';
import type { LeaveWrites, PayrollLeave } from '../../../vendors/poweroffice/leaves.ts';
import type { LeaveLink } from '../plan/plan-leave.ts';
import type { PlannedPlacement } from '../plan/plan-placement.ts';
import { fieldsOnCreate, heldFields, LEAVE_FIELDS, toFieldValue } from '../rules/wanted-leave.ts';
import type { StoredLeaveLink } from '../state.ts';

export interface PlacementWrites {
  readonly writes: PersonWrites<LeaveWrites>;
  readonly settings: Pick<TimeOffSettings, 'pay'>;
  /** Creates a leave at most once, and finds it again by its reporting id. */
  readonly createOnce: (
    placement: PlannedPlacement,
    post: (beforeSend: () => Promise<void>) => Promise<PayrollLeave>,
  ) => Promise<PayrollLeave>;
  readonly digestOf: (leave: PayrollLeave['id']) => DigestField;
}

/**
 * Creates or changes the leave on one employment, or leaves it as it is.
 * @param former the link that it had
 * @returns the link from now on; null where there is none yet
 */
export const writePlacement = async (
  placement: PlannedPlacement,
  former: StoredLeaveLink | null,
  { writes, settings, createOnce, digestOf }: PlacementWrites,
): Promise<StoredLeaveLink | null> => {
  const { wanted, current, differences } = placement;
  const { employment } = wanted;
  const values = differences.map(({ field, to }) => toFieldValue(field, to));
  const [answer] =
    current === null
      ? answerTo(
          await writes.attempt([creationOf(placement)], (writer) =>
            createOnce(placement, (beforeSend) =>
              writer.createLeave(employment, [...values, ...fieldsOnCreate(wanted, settings)], beforeSend),
            ),
          ),
        )
      : differences.length === 0
        ? []
        : answerTo(
            await writes.attempt(
              updatesOf(placement),
              (writer) => writer.patchLeave(employment, current.id, values),
              refusalOfUpdate,
            ),
          );
  const held = answer ?? current;
  if (held === null) return former;
  const fields = heldFields(held);
  const compared = LEAVE_FIELDS.map((field) => ({ field, wanted: wanted.fields[field], held: fields[field] }));
  const base = renewBase(former?.leave === held.id ? former.base : null, compared, digestOf(held.id));
  return { employment, leave: held.id, base };
};

const toField = ({ wanted }: PlannedPlacement, { field, from, to }: PlannedPlacement['differences'][number]) => ({
  field,
  fromDate: null,
  from,
  to,
  base: baseFieldOf(wanted.employment, field),
});

const creationOf = (placement: PlannedPlacement): IntendedChange => ({
  entity: 'leave',
  action: 'create',
  fields: placement.differences.map((difference) => toField(placement, difference)),
});

const updatesOf = (placement: PlannedPlacement): readonly IntendedChange[] =>
  placement.differences.map((difference) => ({
    entity: 'leave',
    action: 'update',
    field: difference.field,
    fields: [toField(placement, difference)],
  }));

/** What a refusal is told as: PowerOffice's own words may name what the absence is. */
export const refusedAs = (): Problem => leaveProblem('POWEROFFICE_REJECTED');

/** A leave that is gone since it was read is not made again without a new plan. */
const refusalOfUpdate = (error: VendorError): Problem =>
  isVendorError(error, 'notFound') ? leaveProblem('LEAVE_LINK_LOST') : refusedAs();

/** Deletes a leave that was withdrawn; one that is gone already is done. @returns whether it is gone */
export const deleteLeave = async (
  { employment, leave }: LeaveLink,
  writes: PersonWrites<LeaveWrites>,
): Promise<boolean> => {
  const change = { entity: 'leave', action: 'delete', fields: [] } as const;
  const attempt = await writes.attempt(
    [change],
    async (writer) => {
      try {
        await writer.deleteLeave(employment, leave);
      } catch (error) {
        if (!isVendorError(error, 'notFound')) throw error;
      }
    },
    (error) => leaveProblem(error.status === 409 ? 'LEAVE_REPORTED' : 'POWEROFFICE_REJECTED'),
  );
  return attempt.done;
};
