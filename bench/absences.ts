/*
 * Absences as a company has them in a year, for what is measured of the flows of time off: everybody is away forty times,
 * three days each, and one in twenty is on a parental leave for half a year besides, which is reported to PowerOffice. For
 * example, of 1,000 people some 3,400 absences touch March.
 */
import type { DemoCompany } from '../local/demo-vendors/company/create-demo-company.ts';
import type { SimployerTimeOff } from '../local/demo-vendors/simployer/simployer-tenant.ts';
import { addDays } from '../shared/records/values/days.ts';

/** The day on which such a company is looked at; its year began half a year before. */
export const TODAY = '2026-03-02';
/** The month that is planned and carried out, as a flow is asked for it. */
export const MARCH = { from: ['2026-03-01'], to: ['2026-03-31'] };

/** Of a person and year. */
export const ABSENCES = 40;
const YEAR_BEGINS = '2025-09-01';
const DAYS_BETWEEN = 9;
/** One in twenty is on a leave that is reported, over March. */
const REPORTED_SHARE = 20;
const REPORTED_ABSENCE = 21;
const REPORTED_DAYS = 200;
const SHORT_DAYS = 2;

const TYPES = [
  { id: 'parental', name: 'Foreldrepermisjon', kind: 'PARENTAL_LEAVE', code: 'PARENTAL_BENEFITS' },
  { id: 'sick', name: 'Sykmelding', kind: 'SICK_LEAVE', code: 'SYK' },
  { id: 'vacation', name: 'Ferie', kind: 'VACATION', code: 'FERIE' },
] as const;

interface AbsencesOptions {
  /** The calendar date on which the year begins. Default: half a year before `TODAY`. */
  readonly yearBegins?: string;
  /** Which of a year's absences there are. Default: all. */
  readonly from?: number;
  /** Exclusive. */
  readonly to?: number;
}

/** The number of the absence that is in the middle of everybody's year, and how many days it begins after the year does. */
export const MIDDLE = 20;
export const DAYS_TO_MIDDLE = MIDDLE * DAYS_BETWEEN;

/** Everybody's absences of a year: short ones, and of some a long leave in the middle. */
export const absencesOf = (
  { company, employees }: DemoCompany,
  { yearBegins = YEAR_BEGINS, from = 0, to = ABSENCES }: AbsencesOptions = {},
): Partial<SimployerTimeOff> => ({
  leaveTypes: TYPES.map(({ code: _code, ...type }) => ({
    ...type,
    minimumDuration: 'DAY',
    deductible: true,
    paid: true,
    disabled: false,
  })),
  leaveTypeCodes: TYPES.map(({ id, code }) => ({ id: `code-${id}`, companyId: company.id, leaveTypeId: id, code })),
  leaves: employees.flatMap(({ id }, person) =>
    Array.from({ length: to - from }, (_, index) => from + index).map((nth) => {
      const isReported = nth === REPORTED_ABSENCE && person % REPORTED_SHARE === 0;
      const start = addDays(yearBegins, nth * DAYS_BETWEEN + (person % 7));
      return {
        id: `${id}-${nth}`,
        employeeId: id,
        typeId: isReported ? 'parental' : nth % 3 === 0 ? 'sick' : 'vacation',
        status: 'APPROVED',
        duration: 'longer',
        startDate: `${start}T00:00:00.000Z`,
        endDate: `${addDays(start, isReported ? REPORTED_DAYS : SHORT_DAYS)}T00:00:00.000Z`,
        gradePercentage: 100,
      } as const;
    }),
  ),
});
