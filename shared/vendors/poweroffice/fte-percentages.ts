import type * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import type { BeforeSend } from './caller.ts';
import type { Reads } from './reads.ts';
import { id, isOfEmployment, optionalId, requiredDate, requiredDecimal, wireObject } from './wire.ts';
import { hasId, startsOn } from './writes.ts';
import type { Resource, Writes } from './writes.ts';

// Made once: an object schema is compiled anew for each schema made.
const wireFields = wireObject({
  id,
  employmentId: optionalId,
  fromDate: requiredDate,
  ftePercentage: requiredDecimal,
});

/** The share of full time from a day on, decimal text, 0..100. */
export type PayrollFtePercentage = Readonly<Omit<z.output<typeof wireFields>, 'employmentId'>>;

/** @param employmentId the employment in the call's path: a line of another one makes the answer unreadable */
const wireFtePercentage = (employmentId: number): z.ZodType<PayrollFtePercentage> =>
  wireFields
    .refine(isOfEmployment(employmentId), { path: ['EmploymentId'] })
    .transform(({ employmentId: _employmentId, ...line }) => line);

export interface FtePercentageReads {
  ftePercentages(employmentId: number): Promise<readonly PayrollFtePercentage[]>;
}

export const ftePercentageReads = ({ list }: Reads): FtePercentageReads => ({
  ftePercentages: (employmentId) =>
    list(
      { path: `/Employees/Employments/${employmentId}/FtePercentages`, privilege: 'EmploymentFtePercentage' },
      wireFtePercentage(employmentId),
    ),
});

export interface FtePercentageWrites {
  createFtePercentage(
    employmentId: number,
    fields: readonly FieldValue[],
    beforeSend?: BeforeSend,
  ): Promise<PayrollFtePercentage>;
  patchFtePercentage(employmentId: number, id: number, fields: readonly FieldValue[]): Promise<PayrollFtePercentage>;
}

export const ftePercentageWrites = ({ create, patch }: Writes): FtePercentageWrites => ({
  createFtePercentage: (employmentId, fields, beforeSend) =>
    create(
      resource(employmentId),
      fields,
      { schema: wireFtePercentage(employmentId), isMeant: startsOn(fields) },
      beforeSend,
    ),
  patchFtePercentage: (employmentId, lineId, fields) =>
    patch(resource(employmentId, `/${lineId}`), fields, {
      schema: wireFtePercentage(employmentId),
      isMeant: hasId(lineId),
    }),
});

const resource = (employmentId: number, rest = ''): Resource => ({
  path: `/Employees/Employments/${employmentId}/FtePercentages${rest}`,
  privilege: 'EmploymentFtePercentage_Full',
  isSecret: () => false,
});
