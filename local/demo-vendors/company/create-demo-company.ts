/*
 * Invents a whole company as Simployer has it: people, employments, pay, departments, offices. The same options give
 * the same company to the last letter, so that a test or a demo can be repeated. With flaws it tells the story of
 * demo-story; without, everybody can be synced, in any number. For example, 1,000 people without flaws and the seed 7
 * are the same 1,000 people on every machine.
 */
import type { CalendarDate } from '../../../shared/records/values/calendar-date.ts';
import type {
  SimployerCompensation,
  SimployerEmployee,
  SimployerEmployment,
  SimployerTenant,
} from '../simployer/simployer-tenant.ts';
import { demoAbsences } from './demo-absences.ts';
import { newYearsDay, officeHour } from './demo-dates.ts';
import type { DemoPerson, PersonSurroundings } from './demo-person.ts';
import { inventPerson } from './demo-person.ts';
import type { StoryContext, StoryLine } from './demo-story.ts';
import { DEMO_STORY, STORY_CASES } from './demo-story.ts';
import { CAST } from './names.ts';
import type { DepartmentKey } from './occupations.ts';
import { DEPARTMENTS } from './occupations.ts';
import { createRandom } from './random.ts';
import { toSimployerRows } from './simployer-rows.ts';

export interface DemoCompanyOptions {
  /** What "next month" and "last month" are counted from. */
  readonly today: CalendarDate;
  /** How many people; at least 40 with flaws. Default 40. */
  readonly size?: number;
  /** Another seed gives other homes, pay, phones and typing habits. Default 1. */
  readonly seed?: number;
  /** Whether the story of `DEMO_STORY` is told. Without it everybody can be synced. Default true. */
  readonly flaws?: boolean;
}

/** A company as Simployer has it, and as its people are in truth. */
export type DemoCompany = SimployerTenant & {
  readonly today: CalendarDate;
  /** By place in the company, in the order of `employees`. */
  readonly people: readonly DemoPerson[];
  /** Empty without flaws. */
  readonly story: readonly StoryLine[];
};

/**
 * "Fjordlys Entreprenør AS", an invented Norwegian contractor. The same options give the same company; but for what the
 * story counts from today, it stays the same all year.
 * @throws RangeError when there are too few people for the story
 */
export const createDemoCompany = (options: DemoCompanyOptions): DemoCompany => {
  const { today, size = CAST.length, seed = 1, flaws = true } = options;
  if (flaws && size < CAST.length) throw new RangeError(`The story needs ${CAST.length} people`);
  const random = createRandom(seed);
  const newYear = newYearsDay(today, 0);

  let idsGiven = 0;
  /** Made as the vendor makes ids: the second of creation, then something random, then a counter; 24 hex digits. */
  const newId = (created: CalendarDate): string => {
    idsGiven += 1;
    const seconds = Math.floor(officeHour(created, random.integer(0, 479)) / 1000);
    return `${hex(seconds, 8)}${hex(random.integer(0, 0xffff_ffff), 8)}${hex(idsGiven, 8)}`;
  };
  const organisation = createOrganisation(newYearsDay(newYear, -15), newId);
  const surroundings: PersonSurroundings = {
    newYear,
    newId,
    departmentIds: organisation.departmentIds,
    officeIds: organisation.officeIds,
  };
  const context: StoryContext = { today, newYear, newId, substituteTypeId: organisation.substituteTypeId };
  const cases = new Map(flaws ? STORY_CASES.map((storyCase) => [storyCase.index, storyCase]) : []);

  const people: DemoPerson[] = [];
  const employees: SimployerEmployee[] = [];
  const employments: SimployerEmployment[] = [];
  const compensations: SimployerCompensation[] = [];
  for (let index = 0; index < size; index += 1) {
    const storyCase = cases.get(index);
    const invented = inventPerson(index, random, surroundings);
    const person = storyCase?.life?.(invented, context) ?? invented;
    const typed = toSimployerRows(person, random, {
      today,
      newId,
      companyId: organisation.company.id,
      permanentTypeId: organisation.permanentTypeId,
      managerId: employees[0]?.id ?? null,
    });
    const rows = storyCase?.typed?.(typed, context, person) ?? typed;
    people.push(person);
    employees.push(rows.employee);
    employments.push(...rows.employments);
    compensations.push(...rows.compensations);
  }
  const { company, employmentTypes, departments, offices, costCenters } = organisation;
  return {
    today,
    people,
    story: flaws ? DEMO_STORY : [],
    company,
    employees,
    employments,
    compensations,
    employmentTypes,
    departments,
    offices,
    costCenters,
    ...(flaws && { timeOff: demoAbsences(employees, company.id, today) }),
  };
};

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0').slice(-digits);

type Organisation = Pick<SimployerTenant, 'company' | 'employmentTypes' | 'departments' | 'offices' | 'costCenters'> & {
  readonly permanentTypeId: string;
  readonly substituteTypeId: string;
  readonly departmentIds: Readonly<Record<string, string>>;
  readonly officeIds: readonly [string, ...string[]];
};

const createOrganisation = (founded: CalendarDate, newId: (created: CalendarDate) => string): Organisation => {
  const companyId = newId(founded);
  const permanentTypeId = newId(founded);
  const substituteTypeId = newId(founded);
  const keys = Object.keys(DEPARTMENTS).filter((key): key is DepartmentKey => Object.hasOwn(DEPARTMENTS, key));
  const departmentIds = Object.fromEntries(keys.map((key) => [key, newId(founded)]));
  const costCenterIds = Object.fromEntries(keys.map((key) => [key, newId(founded)]));
  const office = (name: string, phone: string) => ({
    id: newId(founded),
    companyId,
    name,
    phone,
    email: 'post@fjordlys.example',
    timezone: 'Europe/Oslo',
    CFAR: '',
    SCB: '',
    SNI: '',
  });
  const headOffice = office('Ålesund', '+47 70 00 00 00');
  const northOffice = office('Alta', '+47 78 00 00 00');
  return {
    company: {
      id: companyId,
      name: 'Fjordlys Entreprenør AS',
      legalName: 'Fjordlys Entreprenør AS',
      orgNumber: COMPANY_NUMBER,
      email: 'post@fjordlys.example',
    },
    permanentTypeId,
    substituteTypeId,
    departmentIds,
    officeIds: [headOffice.id, northOffice.id],
    employmentTypes: [
      { id: permanentTypeId, name: 'permanent_employment', vacation: true },
      { id: substituteTypeId, companyId, name: 'Vikariat', vacation: true, country: 'NO', maxMonths: 36 },
      { id: newId(founded), companyId, name: 'Lærling', vacation: true, country: 'NO', maxMonths: 24 },
      { id: newId(founded), companyId, name: 'Sommerjobb', vacation: false, country: 'NO', maxMonths: 3 },
    ],
    departments: keys.map((key) => {
      const { name, parent } = DEPARTMENTS[key];
      const id = departmentIds[key] ?? '';
      const parentId = parent === null ? undefined : departmentIds[parent];
      const costCenterId = costCenterIds[key] ?? '';
      return {
        id,
        companyId,
        name,
        costCenterId,
        effectiveCostCenterId: costCenterId,
        ...(parentId !== undefined && { parentId }),
      };
    }),
    offices: [headOffice, northOffice],
    costCenters: keys.map((key) => ({
      id: costCenterIds[key] ?? '',
      companyId,
      code: DEPARTMENTS[key].costCenter,
      name: DEPARTMENTS[key].name,
    })),
  };
};

/** In the range of the authorities' synthetic organisations, so it belongs to nobody. */
export const COMPANY_NUMBER = '313000028';
