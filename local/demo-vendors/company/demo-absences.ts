/*
 * Who of the invented company is away, and what a first plan of leaves makes of it. Each line is somebody of whom the
 * story of employees tells nothing that would keep them from being linked. Days are counted from today, so that there is
 * always something in the months ahead. For example, 1001 has a leave for studies over one that payroll has entered by
 * hand: nothing is written over it, and payroll is asked.
 */
import type { CalendarDate } from '../../../shared/records/values/calendar-date.ts';
import type { LeaveGroup } from '../../../shared/time-off/groups.ts';
import type { LeaveProblemCode } from '../../../shared/time-off/problems.ts';
import type { LeaveRow } from '../poweroffice/rows.ts';
import type {
  SimployerEmployee,
  SimployerLeave,
  SimployerLeaveType,
  SimployerTimeOff,
} from '../simployer/simployer-tenant.ts';
import { addDays } from '../../../shared/records/values/days.ts';
import { firstOfMonth, wireDate } from './demo-dates.ts';

/** What a plan of this month and the next two makes of one absence. */
interface AbsenceLine {
  /** By place in the company. */
  readonly index: number;
  readonly what: string;
  /** Null for one that is not listed. */
  readonly group: LeaveGroup | null;
  readonly problems: readonly LeaveProblemCode[];
}

interface AbsenceCase extends AbsenceLine {
  readonly type: keyof typeof TYPES;
  /** From the first day of the month that is so many months away. */
  readonly inMonths: number;
  readonly days: number;
  readonly leave?: Partial<SimployerLeave>;
}

const type = (
  name: string,
  kind: SimployerLeaveType['kind'],
  code: string | null,
): Pick<SimployerLeaveType, 'name' | 'kind'> & { readonly code: string | null } => ({ name, kind, code });

const TYPES = {
  parental: type('Foreldrepermisjon', 'PARENTAL_LEAVE', 'PARENTAL_BENEFITS'),
  military: type('Førstegangstjeneste', 'OFF_DUTY', 'MILITARY_SERVICE'),
  studies: type('Utdanningspermisjon', 'OFF_DUTY', 'EDUCATIONAL_STATUTORILY_REQUIRED'),
  unpaid: type('Permisjon uten lønn', 'OFF_DUTY', null),
  sick: type('Sykmelding', 'SICK_LEAVE', 'SYK'),
  vacation: type('Ferie', 'VACATION', 'FERIE'),
} as const;

const WEEK = 7;

/** Everybody who is away. */
export const DEMO_ABSENCES: readonly AbsenceCase[] = [
  {
    index: 3,
    what: 'parental leave at 80 %, for 49 weeks',
    type: 'parental',
    inMonths: 1,
    days: 49 * WEEK,
    leave: { gradePercentage: 80 },
    group: 'new',
    problems: [],
  },
  {
    index: 36,
    what: 'military service, for half a year',
    type: 'military',
    inMonths: 1,
    days: 26 * WEEK,
    group: 'new',
    problems: [],
  },
  {
    index: 37,
    what: 'sick for 60 days, which is no leave for the authorities',
    type: 'sick',
    inMonths: 0,
    days: 60,
    leave: { status: 'CONFIRMED' },
    group: 'notForTarget',
    problems: [],
  },
  {
    index: 39,
    what: 'a vacation that was taken back',
    type: 'vacation',
    inMonths: 1,
    days: 2 * WEEK,
    leave: { status: 'CANCELLED' },
    group: null,
    problems: [],
  },
  {
    index: 2,
    what: 'military service that nobody has approved yet',
    type: 'military',
    inMonths: 2,
    days: 8 * WEEK,
    leave: { status: 'PENDING' },
    group: 'held',
    problems: ['LEAVE_PENDING'],
  },
  {
    index: 0,
    what: 'a leave for studies over one that payroll has entered by hand',
    type: 'studies',
    inMonths: 1,
    days: 10 * WEEK,
    group: 'held',
    problems: ['LEAVE_OVERLAP'],
  },
  {
    index: 1,
    what: 'three months without pay, of a type that nobody has mapped',
    type: 'unpaid',
    inMonths: 1,
    days: 13 * WEEK,
    group: 'held',
    problems: ['LEAVE_TYPE_UNMAPPED'],
  },
];

/** Made of an id that is there, so that no other id of the company changes. */
const idBeside = (id: string, mark: string, number: number): string =>
  `${id.slice(0, 8)}${mark}${number.toString(16).padStart(12, '0')}`;

/** Leaves, types and codes of the story, in Simployer. @param employees in their order in the company */
export const demoAbsences = (
  employees: readonly SimployerEmployee[],
  companyId: string,
  today: CalendarDate,
): Pick<SimployerTimeOff, 'leaves' | 'leaveTypes' | 'leaveTypeCodes'> => {
  const types = Object.entries(TYPES).map(([key, facts], number) => ({
    key,
    ...facts,
    id: idBeside(companyId, '7e57', number),
  }));
  return {
    leaveTypes: types.map(({ id, name, kind }) => ({
      id,
      name,
      kind,
      minimumDuration: 'DAY',
      deductible: kind === 'VACATION',
      paid: kind === 'VACATION' || kind === 'SICK_LEAVE',
      disabled: false,
    })),
    leaveTypeCodes: types.flatMap(({ id, code }, number) =>
      code === null ? [] : [{ id: idBeside(companyId, 'c0de', number), companyId, leaveTypeId: id, code }],
    ),
    leaves: DEMO_ABSENCES.flatMap((absence, number) => {
      const employeeId = employees[absence.index]?.id;
      const typeId = types.find(({ key }) => key === absence.type)?.id;
      if (employeeId === undefined || typeId === undefined) return [];
      const from = firstOfMonth(today, absence.inMonths);
      return [
        {
          id: idBeside(employeeId, 'ab5e', number),
          employeeId,
          typeId,
          status: 'APPROVED',
          duration: 'longer',
          startDate: wireDate(from, 'oslo'),
          endDate: wireDate(addDays(from, absence.days - 1), 'endOfDay'),
          ...absence.leave,
        } satisfies SimployerLeave,
      ];
    }),
  };
};

/** What payroll has entered by hand: a leave in the month after this one. */
export const leaveByHand = (
  today: CalendarDate,
): Pick<LeaveRow, 'TypeOfLeave' | 'StartDate' | 'EndDate' | 'LeavePercentage'> => ({
  TypeOfLeave: 'OtherNonStatutory',
  StartDate: addDays(firstOfMonth(today, 1), 9),
  EndDate: addDays(firstOfMonth(today, 2), -1),
  LeavePercentage: 100,
});
