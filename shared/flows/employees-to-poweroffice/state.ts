/*
 * What the sync remembers of one person between runs, and how it is stored. In memory, whatever hangs on the linked
 * PowerOffice record is one value, so that it goes as a whole when the link does; in the table it is spread over
 * attributes of the item, as every version has written it. An item is read with tolerance: what another version wrote
 * in another way counts as not known. For example, when somebody deletes Ola's record in PowerOffice, his state has
 * `record: null` from then on, and his next record starts with no employments, stamps or salary remembered.
 */
import * as z from 'zod';
import { NO_DECISIONS } from '../../records/decisions.ts';
import type { Decisions } from '../../records/decisions.ts';
import { baseSchema } from '../../state/base.ts';
import { newPersonState, personItem } from '../../people/person-state.ts';
import { employeeId, employmentId } from '../../vendors/poweroffice/ids.ts';
import type { EmployeeId } from '../../vendors/poweroffice/ids.ts';
import { payrollEmploymentSchema } from '../../vendors/poweroffice/employments.ts';

/**
 * One person as stored, in the attributes that every version has written. What says whose record it is must be
 * readable; whatever else another version wrote in another way counts as not known, and is found out anew.
 */
const employeeItemSchema = z.object({
  ...personItem,
  /** The link: which PowerOffice record this person is. */
  powerOfficeEmployeeId: employeeId.nullable(),
  /** PowerOffice's own stamps in its answer to the last write; a list that shows an older one is stale. */
  employeeStamp: z.string().nullable(),
  addressStamp: z.string().nullable(),
  /** What a run wrote to the record or confirmed last, see base.ts. Items of earlier versions have none. */
  base: baseSchema.nullable().default(null).catch(null),
  /** Source employment id -> the PowerOffice employment it is, with the key it had when linked, and its own base. */
  employments: z.record(
    z.string(),
    z.object({
      id: employmentId,
      startDate: z.string(),
      professionCode: z.string(),
      base: baseSchema.optional().catch(undefined),
    }),
  ),
  /** The full employments as PowerOffice last gave them: read again only when a stamp moves. */
  knownEmployments: z.array(payrollEmploymentSchema).nullable().catch(null),
  /** Keyed hash of the salary lines last verified, so that a rolling check need not read them to see a change. */
  salaryDigest: z.string().nullable(),
  /** PowerOffice's newest stamp on a salary line; a read of that employment's lines that shows older ones only is stale. */
  salaryStamp: z.object({ employmentId, lastChanged: z.string() }).nullable().catch(null),
  /** The day of the run that last had to verify the salary, see due-for-verification.ts; earlier versions did not note it. */
  salaryDueOn: z.string().nullable().default(null).catch(null),
});
export type EmployeeItem = z.infer<typeof employeeItemSchema>;

/** Which PowerOffice record a person is, by its id, and what is remembered of that very record. */
export interface RememberedRecord extends Pick<
  EmployeeItem,
  'employeeStamp' | 'addressStamp' | 'base' | 'employments' | 'knownEmployments' | 'salaryDigest' | 'salaryStamp'
> {
  readonly id: EmployeeId;
}

/** The attributes of a person who has no record. */
const NO_RECORD = {
  powerOfficeEmployeeId: null,
  employeeStamp: null,
  addressStamp: null,
  base: null,
  employments: {},
  knownEmployments: null,
  salaryDigest: null,
  salaryStamp: null,
} as const satisfies Partial<EmployeeItem>;

/** What the sync remembers of one person between runs. */
export interface EmployeeState extends Omit<EmployeeItem, keyof typeof NO_RECORD> {
  /** Null when the person has no record: what was remembered of one goes with the link. */
  readonly record: RememberedRecord | null;
  /** What people have decided of them; it is kept apart, see `withDecisions`. */
  readonly decisions: Decisions;
}

/** Reads an item: what hangs on the linked record becomes one value. */
export const employeeStateSchema = employeeItemSchema.transform(
  ({
    powerOfficeEmployeeId,
    employeeStamp,
    addressStamp,
    base,
    employments,
    knownEmployments,
    salaryDigest,
    salaryStamp,
    ...person
  }): EmployeeState => ({
    ...person,
    decisions: NO_DECISIONS,
    record:
      powerOfficeEmployeeId === null
        ? null
        : {
            id: powerOfficeEmployeeId,
            employeeStamp,
            addressStamp,
            base,
            employments,
            knownEmployments,
            salaryDigest,
            salaryStamp,
          },
  }),
);

/** The state as it is stored. */
export const toEmployeeItem = (state: EmployeeState): EmployeeItem => {
  const { record, decisions: _, ...person } = state;
  if (record === null) return { ...person, ...NO_RECORD };
  const { id, ...remembered } = record;
  return { ...person, ...remembered, powerOfficeEmployeeId: id };
};

/** The state of a person the sync has not met before. */
export const newEmployeeState = (sourceId: string, employeeNumber: string | null): EmployeeState => ({
  ...newPersonState(sourceId, employeeNumber),
  salaryDueOn: null,
});
