import { syntheticAccountNumber } from '../../local/demo-vendors/company/synthetic-numbers.ts';
import type {
  SimployerCompany,
  SimployerCompensation,
  SimployerEmployee,
  SimployerEmployment,
  SimployerTenant,
} from '../../local/demo-vendors/simployer/simployer-tenant.ts';

/** What Simployer holds about one person. */
export interface SimployerPerson {
  readonly employee: SimployerEmployee;
  readonly employments: readonly SimployerEmployment[];
  readonly compensations: readonly SimployerCompensation[];
}

export interface PersonOverrides {
  /** Also decides the person's ids and employee number. Default 42. */
  readonly number?: number;
  /** `undefined` empties a field. */
  readonly employee?: { readonly [Field in keyof SimployerEmployee]?: SimployerEmployee[Field] | undefined };
  /** In place of the one employment; ids left out count up from `employment-NUMBER-1`. */
  readonly employments?: readonly Partial<SimployerEmployment>[];
  /** In place of the one compensation. */
  readonly compensations?: readonly Partial<SimployerCompensation>[];
}

const COMPANY_ID = 'company-1';
const PERMANENT_TYPE_ID = 'type-permanent';
export const SUBSTITUTE_TYPE_ID = 'type-substitute';
const CREATED = '2020-01-01T08:00:00.000Z';

/** An active employee with one permanent employment, one salary and no flaw, as HR typed them in. */
export const buildSimployerPerson = ({
  number = 42,
  employee = {},
  employments = [{}],
  compensations = [{}],
}: PersonOverrides = {}): SimployerPerson => {
  const id = `person-${number}`;
  const employmentRows = employments.map((overrides, index): SimployerEmployment => ({
    id: `employment-${number}-${index + 1}`,
    companyId: COMPANY_ID,
    employeeId: id,
    typeId: PERMANENT_TYPE_ID,
    startDate: '2020-01-01T00:00:00.000Z',
    terminated: false,
    rate: 100,
    note: '3120105 - Computer Engineer',
    country: 'NO',
    ...overrides,
  }));
  const compensationRows = compensations.map((overrides, index): SimployerCompensation => ({
    id: `compensation-${number}-${index + 1}`,
    companyId: COMPANY_ID,
    employeeId: id,
    amount: 600_000,
    effectiveDate: '2020-01-01T00:00:00.000Z',
    baseAmount: 600_000,
    exchangeRate: 1,
    currency: 'NOK',
    payoutDay: 20,
    payoutPeriod: 'ANNUAL',
    payoutFrequency: 'MONTH',
    salarySchedule: 'DELAYED',
    paidOvertime: false,
    ...overrides,
  }));
  const [firstEmployment] = employmentRows;
  const [firstCompensation] = compensationRows;
  const row = {
    id,
    companyId: COMPANY_ID,
    active: true,
    userId: `user-${number}`,
    employeeNumber: String(number),
    created: CREATED,
    updated: CREATED,
    title: 'Engineer',
    ...(firstEmployment !== undefined && { employmentId: firstEmployment.id }),
    ...(firstCompensation !== undefined && { compensationId: firstCompensation.id }),
    workEmail: `kari.${number}@example.com`,
    privatePhone: '+47 41 23 45 67',
    hireDate: '2020-01-01T00:00:00.000Z',
    firstName: 'Kari',
    lastName: 'Nordmann',
    birthDate: '1990-05-01T00:00:00.000Z',
    gender: 'Female',
    homeAddress: { street: 'Storgata 5', postalCode: '0150', city: 'Oslo', country: 'NO' },
    bankAccount: { number: syntheticAccountNumber(number), bank: 'Testbanken', country: 'NO' },
    ...employee,
  };
  return {
    // A field emptied by an override is absent from answers, since JSON has no `undefined`.
    employee: row as SimployerEmployee,
    employments: employmentRows,
    compensations: compensationRows,
  };
};

/** A tenant with these people, the built-in permanent employment type, and "Vikariat" that nobody has mapped. */
export const buildSimployerTenant = (
  people: readonly SimployerPerson[],
  company: Partial<SimployerCompany> = {},
): SimployerTenant => ({
  company: { id: COMPANY_ID, name: 'Testbruk AS', ...company },
  employees: people.map(({ employee }) => employee),
  employments: people.flatMap(({ employments }) => employments),
  compensations: people.flatMap(({ compensations }) => compensations),
  employmentTypes: [
    { id: PERMANENT_TYPE_ID, name: 'permanent_employment', vacation: true },
    { id: SUBSTITUTE_TYPE_ID, companyId: COMPANY_ID, name: 'Vikariat', vacation: true },
  ],
  departments: [
    { id: 'department-1', companyId: COMPANY_ID, name: 'Drift' },
    { id: 'department-2', companyId: COMPANY_ID, name: 'Salg' },
  ],
  offices: [
    {
      id: 'office-1',
      companyId: COMPANY_ID,
      name: 'Oslo',
      phone: '',
      email: '',
      timezone: '',
      CFAR: '',
      SCB: '',
      SNI: '',
    },
  ],
  costCenters: [],
});
