import * as z from 'zod';
import type {
  PayrollBankAccount,
  PayrollEmployee,
  PayrollEmployment,
  PayrollEmploymentSummary,
  PayrollFtePercentage,
  PayrollSalary,
} from './payroll-record.ts';
import type { HttpResponse } from '../../http/transport.ts';
import type { Call, Caller } from './caller.ts';
import { isVendorError } from '../../records/vendor-error.ts';
import { PowerOfficeError } from './errors.ts';
import { parseJson, readAnswer, readRecord } from './json.ts';
import {
  bankAccountSchema,
  employeeSchema,
  employmentSchema,
  employmentSummarySchema,
  enterpriseSchema,
  ftePercentageSchema,
  integrationInformationSchema,
  numberSeriesSchema,
  paginationSchema,
  salarySchema,
} from './schemas.ts';
import type { Enterprise, IntegrationInformation, NumberSeries } from './schemas.ts';

/** One key of a person, digits only where PowerOffice takes a number. */
export type EmployeeFilter =
  | { readonly externalNumber: string }
  | { readonly externalImportReference: string }
  | { readonly number: string };

/** What PowerOffice holds. Lists are complete, each row once. Every failure is a PowerOfficeError. */
export interface PowerOfficeReader {
  integrationInformation(): Promise<IntegrationInformation>;
  enterprises(): Promise<readonly Enterprise[]>;
  /** The number series of employees. */
  employeeNumberSeries(): Promise<readonly NumberSeries[]>;
  /** Archived ones too. With a filter: those that carry exactly this key. */
  employees(filter?: EmployeeFilter): Promise<readonly PayrollEmployee[]>;
  /** @returns `null` when there is no such employee */
  employee(id: number): Promise<PayrollEmployee | null>;
  employmentSummaries(): Promise<readonly PayrollEmploymentSummary[]>;
  employmentsOf(employeeId: number): Promise<readonly PayrollEmployment[]>;
  /**
   * Of customers and suppliers too, unless a contact is given; an employee's contact has the employee's id (PowerOffice
   * fact 51).
   */
  bankAccounts(contactId?: number): Promise<readonly PayrollBankAccount[]>;
  salaries(employmentId: number): Promise<readonly PayrollSalary[]>;
  ftePercentages(employmentId: number): Promise<readonly PayrollFtePercentage[]>;
}

/** The most that PowerOffice gives at once (PowerOffice fact 14). */
const PAGE_SIZE = 20_000;
const TIMEOUT_IN_MILLIS = 20_000;
/** For the lists that hold everybody. */
const BULK_TIMEOUT_IN_MILLIS = 60_000;

/** @param environment which PowerOffice the caller reaches, see `environmentOf` */
export const createReader = (caller: Caller, environment: string): PowerOfficeReader => {
  const list = async <T extends { readonly id: number | string }>(
    { path, privilege, query = {}, bulk = false }: ListCall,
    schema: z.ZodType<T>,
  ): Promise<readonly T[]> => {
    const rows = new Map<number | string, T>();
    for (let pageNumber = 1; ; pageNumber += 1) {
      const call: Call = {
        method: 'GET',
        path,
        query: { ...query, PageNumber: String(pageNumber), PageSize: String(PAGE_SIZE), OrderBy: 'Id asc' },
        body: null,
        privilege,
        timeoutInMillis: bulk ? BULK_TIMEOUT_IN_MILLIS : TIMEOUT_IN_MILLIS,
      };
      const page = await caller.read(call, (response) => readPage(response, schema));
      const before = rows.size;
      for (const row of page.rows) rows.set(row.id, row);
      if (page.next === 'no') return [...rows.values()];
      if (rows.size === before) {
        if (page.next === 'perhaps') return [...rows.values()];
        throw new PowerOfficeError('unavailable', { summary: `The pages of GET ${path} repeat themselves.` });
      }
    }
  };

  return {
    integrationInformation: () =>
      caller.read(
        {
          method: 'GET',
          path: '/ClientIntegrationInformation',
          query: {},
          body: null,
          privilege: 'of any kind',
          timeoutInMillis: TIMEOUT_IN_MILLIS,
        },
        (response) => readAnswer(response, integrationInformationSchema(environment)),
      ),

    enterprises: () => list({ path: '/Enterprises', privilege: 'Enterprises' }, enterpriseSchema),

    employeeNumberSeries: async () => {
      // The value of this filter is case-sensitive (PowerOffice fact 18).
      const query = { subLedgerNumberSeriesType: 'Employee' };
      const series = await list(
        { path: '/SubLedgerNumberSeries', privilege: 'CommonServices', query },
        numberSeriesSchema,
      );
      return series.filter(({ type }) => type === 'Employee' || type === null);
    },

    employees: async (filter) => {
      if (filter === undefined) return list({ path: '/Employees', privilege: 'Employee', bulk: true }, employeeSchema);
      const { query, isMeant } = toFilter(filter);
      // PowerOffice takes a blank value for no filter at all.
      if (Object.values(query).some((value) => value.trim() === '')) return [];
      return (await list({ path: '/Employees', privilege: 'Employee', query }, employeeSchema)).filter(isMeant);
    },

    employee: async (id) => {
      const call: Call = {
        method: 'GET',
        path: `/Employees/${id}`,
        query: {},
        body: null,
        privilege: 'Employee',
        timeoutInMillis: TIMEOUT_IN_MILLIS,
      };
      try {
        return await caller.read(call, (response) =>
          readRecord(response, employeeSchema, (record) => record.id === id),
        );
      } catch (error) {
        if (isVendorError(error, 'notFound')) return null;
        throw error;
      }
    },

    employmentSummaries: () =>
      list({ path: '/Employees/Employments', privilege: 'Employment', bulk: true }, employmentSummarySchema),

    employmentsOf: (employeeId) =>
      list({ path: `/Employees/${employeeId}/Employments`, privilege: 'Employment' }, employmentSchema(employeeId)),

    bankAccounts: async (contactId) => {
      const call = { path: '/ContactBankAccounts', privilege: 'ContactBankAccount' };
      if (contactId === undefined) return list({ ...call, bulk: true }, bankAccountSchema());
      const accounts = await list({ ...call, query: { contactIds: String(contactId) } }, bankAccountSchema(contactId));
      return accounts.filter((account) => account.contactId === contactId);
    },

    salaries: (employmentId) =>
      list(
        { path: `/Employees/Employments/${employmentId}/Salaries`, privilege: 'EmploymentSalary' },
        salarySchema(employmentId),
      ),

    ftePercentages: (employmentId) =>
      list(
        { path: `/Employees/Employments/${employmentId}/FtePercentages`, privilege: 'EmploymentFtePercentage' },
        ftePercentageSchema(employmentId),
      ),
  };
};

interface ListCall {
  readonly path: string;
  readonly privilege: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly bulk?: boolean;
}

interface Page<T> {
  readonly rows: readonly T[];
  readonly next: 'yes' | 'no' | 'perhaps';
}

/** An empty list is 204 without a body (PowerOffice fact 15), and nothing else. @throws UnreadableAnswerError */
const readPage = <T>(response: HttpResponse, schema: z.ZodType<T>): Page<T> => {
  if (response.status === 204) return { rows: [], next: 'no' };
  const rows = readAnswer(response, z.array(schema));
  return { rows, next: hasNext(response, rows.length) };
};

const hasNext = (response: HttpResponse, rowCount: number): Page<never>['next'] => {
  if (rowCount >= PAGE_SIZE) return 'perhaps';
  const link = nextPageLink(response.headers['x-pagination']);
  if (link !== null) return link === '' ? 'no' : 'yes';
  // Without the header a short page is the last one; but a round figure looks like a smaller maximum than documented.
  return rowCount > 0 && rowCount % 1_000 === 0 ? 'perhaps' : 'no';
};

/** @returns "" on the last page, `null` when the header does not tell */
const nextPageLink = (header: string | undefined): string | null => {
  try {
    const parsed = paginationSchema.safeParse(parseJson(header ?? ''));
    return parsed.success ? (parsed.data.nextPageLink ?? '') : null;
  } catch {
    return null;
  }
};

/** Filters may be ignored, or match more than they were given: what comes back is checked against the key. */
const toFilter = (
  filter: EmployeeFilter,
): { readonly query: Record<string, string>; readonly isMeant: (employee: PayrollEmployee) => boolean } => {
  if ('externalNumber' in filter) {
    const { externalNumber } = filter;
    return {
      query: { externalNos: externalNumber },
      isMeant: (employee) => employee.externalNumber === externalNumber,
    };
  }
  if ('number' in filter) {
    const { number } = filter;
    return { query: { employeeNos: number }, isMeant: (employee) => employee.number === number };
  }
  const { externalImportReference } = filter;
  return {
    query: { externalImportReference },
    isMeant: (employee) => employee.externalImportReference?.toLowerCase() === externalImportReference.toLowerCase(),
  };
};
