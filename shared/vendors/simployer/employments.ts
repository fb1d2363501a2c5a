import type * as z from 'zod';
import { sourceEmploymentId } from '../../model/employee.ts';
import type { SourceEmployeeId } from '../../model/employee.ts';
import type { Reads } from './reads.ts';
import { date, decimal, ownerId, row, text, textOrNumber } from './wire.ts';

export const employmentSchema = row(sourceEmploymentId, {
  employeeId: ownerId,
  typeId: textOrNumber('employment.typeId'),
  startDate: date('employment.startDate'),
  endDate: date('employment.endDate'),
  note: text('employment.note'),
  rate: decimal('employment.rate'),
});
export type Employment = z.output<typeof employmentSchema>;

export interface EmploymentReads {
  employments(): Promise<readonly Employment[]>;
  employmentsOf(employeeId: SourceEmployeeId): Promise<readonly Employment[]>;
}

export const employmentReads = ({ list, ofEmployee }: Reads): EmploymentReads => ({
  employments: () => list('/employment', employmentSchema),
  employmentsOf: (employeeId) => ofEmployee('/employment', employmentSchema, employeeId),
});
