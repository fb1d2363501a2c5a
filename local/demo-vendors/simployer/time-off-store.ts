/*
 * Time off in the demo Simployer: leaves, their types and codes, work weeks, and the days of absence that follow from
 * them. A manager's work is done here as HR's is done in the store beside it. For example, a leave that is cancelled stays
 * in the list, and its days of absence are gone; one that is removed answers 404.
 */
import type { Row } from './query-rows.ts';
import { byId, edited, existing } from './rows-by-id.ts';
import type { Changes, Rows } from './rows-by-id.ts';
import { toTransactions } from './to-transactions.ts';
import type {
  SimployerEmployee,
  SimployerLeave,
  SimployerLeaveType,
  SimployerTenant,
  SimployerWorkWeek,
} from './simployer-tenant.ts';

type NewLeave = Pick<SimployerLeave, 'employeeId' | 'typeId' | 'startDate' | 'endDate'> & Partial<SimployerLeave>;
type NewLeaveType = Pick<SimployerLeaveType, 'name' | 'kind'> &
  Partial<SimployerLeaveType> & { readonly code?: string | undefined };

/** What employees, managers and HR do with time off. */
export interface TimeOffEdits {
  leaves(): readonly SimployerLeave[];
  leaveTypes(): readonly SimployerLeaveType[];
  /** Approved unless it says otherwise. */
  addLeave(leave: NewLeave): SimployerLeave;
  editLeave(id: string, changes: Changes<SimployerLeave>): SimployerLeave;
  /** It is gone from the list, and answers 404 (Simployer fact 21). */
  removeLeave(id: string): void;
  addLeaveType(type: NewLeaveType): SimployerLeaveType;
  /** The payroll code of a type; `null` takes it away. */
  setLeaveTypeCode(typeId: string, code: string | null): void;
  addWorkWeek(week: SimployerWorkWeek): SimployerWorkWeek;
}

type TimeOffTable = 'leave' | 'leave-type' | 'work-week';

export interface TimeOffStore {
  readonly edits: TimeOffEdits;
  readonly tables: Readonly<Record<TimeOffTable, ReadonlyMap<string, Row>>>;
  transactions(): ReadonlyMap<string, Row>;
  codesOf(typeIds: ReadonlySet<string>): Row[];
  removeEmployee(id: string): void;
}

export const createTimeOffStore = (
  { company, timeOff = {} }: SimployerTenant,
  employees: ReadonlyMap<string, SimployerEmployee>,
  { put, remove, newId, version }: Rows,
): TimeOffStore => {
  const leaves = byId(timeOff.leaves ?? []);
  const leaveTypes = byId(timeOff.leaveTypes ?? []);
  const codes = byId(timeOff.leaveTypeCodes ?? []);
  const workWeeks = byId(timeOff.workWeeks ?? []);
  const timesheetAbsences = timeOff.timesheetAbsences ?? [];

  const setLeaveTypeCode = (leaveTypeId: string, code: string | null): void => {
    existing(leaveTypes, leaveTypeId);
    const before = [...codes.values()].find((row) => row.leaveTypeId === leaveTypeId);
    if (before !== undefined) remove(codes, before.id);
    if (code !== null) put(codes, { id: newId(), companyId: company.id, leaveTypeId, code });
  };

  let known: { readonly version: number; readonly rows: ReadonlyMap<string, Row> } | null = null;

  return {
    edits: {
      leaves: () => [...leaves.values()],
      leaveTypes: () => [...leaveTypes.values()],
      addLeave: (leave) => put(leaves, { status: 'APPROVED', duration: 'longer', ...leave, id: leave.id ?? newId() }),
      editLeave: (id, changes) => put(leaves, edited(existing(leaves, id), changes)),
      removeLeave: (id) => remove(leaves, id),
      addLeaveType: ({ code, ...type }) => {
        const row = put<SimployerLeaveType>(leaveTypes, {
          minimumDuration: 'DAY',
          deductible: false,
          paid: false,
          disabled: false,
          ...type,
          id: type.id ?? newId(),
        });
        setLeaveTypeCode(row.id, code ?? null);
        return row;
      },
      setLeaveTypeCode,
      addWorkWeek: (week) => put(workWeeks, week),
    },
    tables: { leave: leaves, 'leave-type': leaveTypes, 'work-week': workWeeks },
    transactions: () => {
      if (known?.version !== version()) {
        const made = [...leaves.values()].flatMap((leave) =>
          toTransactions(leave, employees.get(leave.employeeId)?.officeId, [...workWeeks.values()]),
        );
        known = { version: version(), rows: byId([...made, ...timesheetAbsences]) };
      }
      return known.rows;
    },
    codesOf: (typeIds) => [...codes.values()].filter(({ leaveTypeId }) => typeIds.has(leaveTypeId)),
    removeEmployee: (id) => {
      for (const leave of leaves.values()) if (leave.employeeId === id) remove(leaves, leave.id);
    },
  };
};
