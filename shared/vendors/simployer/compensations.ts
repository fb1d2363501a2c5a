import * as z from 'zod';
import type { SourceEmployeeId } from '../../model/employee.ts';
import type { Reads } from './reads.ts';
import { date, decimal, ownerId, row, text } from './wire.ts';

export const compensationSchema = row(z.string(), {
  employeeId: ownerId,
  effectiveDate: date('compensation.effectiveDate'),
  amount: decimal('compensation.amount'),
  payoutPeriod: text('compensation.payoutPeriod'),
  currency: text('compensation.currency'),
});
export type Compensation = z.output<typeof compensationSchema>;

export interface CompensationReads {
  compensations(): Promise<readonly Compensation[]>;
  compensationsOf(employeeId: SourceEmployeeId): Promise<readonly Compensation[]>;
}

export const compensationReads = ({ list, ofEmployee }: Reads): CompensationReads => ({
  compensations: () => list('/compensation', compensationSchema),
  compensationsOf: (employeeId) => ofEmployee('/compensation', compensationSchema, employeeId),
});
