import * as z from 'zod';
import { LEAVE_KINDS } from '../../model/time-off.ts';
import type { LeaveType } from '../../model/time-off.ts';
import type { Reads } from './reads.ts';
import { hint, row } from './wire.ts';

const leaveTypeSchema = row(z.string(), { name: hint, kind: z.enum(LEAVE_KINDS).nullable().catch(null) });
const leaveTypeCodeSchema = row(z.string(), { leaveTypeId: hint, code: hint });

export interface LeaveTypeReads {
  /** Disabled and archived ones too: older leaves still have them (Simployer fact 24). */
  leaveTypes(): Promise<readonly LeaveType[]>;
}

export const leaveTypeReads = ({ listWith }: Reads): LeaveTypeReads => ({
  leaveTypes: async () => {
    // A type's code is a row of its own (Simployer fact 23).
    const relation = { name: 'leaveTypeCode', schema: leaveTypeCodeSchema };
    const { rows, related } = await listWith('/leave-type', leaveTypeSchema, relation);
    const codes = new Map(related.map(({ leaveTypeId, code }) => [leaveTypeId, code]));
    return rows.map(({ id, name, kind }) => ({ id, name, kind, code: codes.get(id) ?? null }));
  },
});
