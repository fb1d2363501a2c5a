import type * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import type { BeforeSend } from './caller.ts';
import { employmentId, ftePercentageId } from './ids.ts';
import type { EmploymentId, FtePercentageId } from './ids.ts';
import type { WireSchema } from './json.ts';
import type { Reads } from './reads.ts';
import { ofEmployment, orElse, requiredDate, requiredDecimal, wireObject } from './wire.ts';
import { hasId, startsOn } from './writes.ts';
import type { Resource, Writes } from './writes.ts';

// Made once: an object schema is compiled anew for each schema made.
const wireFields = wireObject({
  id: ftePercentageId,
  employmentId: orElse(employmentId, null),
  fromDate: requiredDate,
  ftePercentage: requiredDecimal,
});

/** The share of full time from a day on, decimal text, 0..100. */
export type PayrollFtePercentage = Readonly<Omit<z.output<typeof wireFields>, 'employmentId'>>;

const wireFtePercentage = (employment: EmploymentId): WireSchema<PayrollFtePercentage> =>
  ofEmployment(wireFields, employment);

export interface FtePercentageReads {
  ftePercentages(employment: EmploymentId): Promise<readonly PayrollFtePercentage[]>;
}

export const ftePercentageReads = ({ list }: Reads): FtePercentageReads => ({
  ftePercentages: (employment) =>
    list(
      { path: `/Employees/Employments/${employment}/FtePercentages`, privilege: 'EmploymentFtePercentage' },
      wireFtePercentage(employment),
    ),
});

export interface FtePercentageWrites {
  createFtePercentage(
    employment: EmploymentId,
    fields: readonly FieldValue[],
    beforeSend?: BeforeSend,
  ): Promise<PayrollFtePercentage>;
  patchFtePercentage(
    employment: EmploymentId,
    id: FtePercentageId,
    fields: readonly FieldValue[],
  ): Promise<PayrollFtePercentage>;
}

export const ftePercentageWrites = ({ create, patch }: Writes): FtePercentageWrites => ({
  createFtePercentage: (employment, fields, beforeSend) =>
    create(
      resource(employment),
      fields,
      { schema: wireFtePercentage(employment), isMeant: startsOn(fields) },
      beforeSend,
    ),
  patchFtePercentage: (employment, lineId, fields) =>
    patch(resource(employment, `/${lineId}`), fields, {
      schema: wireFtePercentage(employment),
      isMeant: hasId(lineId),
    }),
});

const resource = (employment: EmploymentId, rest = ''): Resource => ({
  path: `/Employees/Employments/${employment}/FtePercentages${rest}`,
  privilege: 'EmploymentFtePercentage_Full',
  isSecret: () => false,
});
