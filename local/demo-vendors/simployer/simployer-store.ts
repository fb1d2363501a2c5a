/*
 * The rows of the demo Simployer, and the edits that HR makes in them. An edit stamps the row as the vendor does. A
 * row can also be spoiled into a form that no screen of Simployer allows, as rows from an import may be. The company
 * that was given stays as it is, so several stores can begin from one company. For example, `deactivateEmployee`
 * archives a profile, and `removeEmployee` takes the person out of every list, as happens when the delete date is
 * reached.
 */
import type { Clock } from '../../../shared/http/clock.ts';
import type { Row } from './query-rows.ts';
import type { SimployerResourceName } from './simployer-resources.ts';
import type {
  SimployerCompensation,
  SimployerEmployee,
  SimployerEmployment,
  SimployerTenant,
} from './simployer-tenant.ts';

/** New values for some fields; `undefined` empties a field. */
type Changes<T> = { readonly [Field in Exclude<keyof T, 'id'>]?: T[Field] | undefined };

type NewEmployee = Partial<SimployerEmployee>;
type NewEmployment = Pick<SimployerEmployment, 'employeeId' | 'typeId' | 'startDate'> & Partial<SimployerEmployment>;
type NewCompensation = Pick<SimployerCompensation, 'employeeId' | 'amount' | 'effectiveDate'> &
  Partial<SimployerCompensation>;

/** What HR can do in Simployer, and what the API reads. Edits move `updated` as the vendor does, by the clock. */
export interface SimployerStore {
  employees(): readonly SimployerEmployee[];
  employments(): readonly SimployerEmployment[];
  compensations(): readonly SimployerCompensation[];
  /** @throws when there is no such employee, or more than one */
  employeeByNumber(employeeNumber: string): SimployerEmployee;
  addEmployee(employee: NewEmployee): SimployerEmployee;
  /** @throws for an unknown id, like every edit */
  editEmployee(id: string, changes: Changes<SimployerEmployee>): SimployerEmployee;
  /** Archives the profile: `active` false (Simployer fact 16). */
  deactivateEmployee(id: string): SimployerEmployee;
  /** The delete date was reached: the person is gone from every list (Simployer fact 17), employments and pay too. */
  removeEmployee(id: string): void;
  addEmployment(employment: NewEmployment): SimployerEmployment;
  editEmployment(id: string, changes: Changes<SimployerEmployment>): SimployerEmployment;
  removeEmployment(id: string): void;
  addCompensation(compensation: NewCompensation): SimployerCompensation;
  editCompensation(id: string, changes: Changes<SimployerCompensation>): SimployerCompensation;
  removeCompensation(id: string): void;
  /**
   * From now on the API answers these fields of a row, of whatever type, or without them where they are `undefined`: a
   * row as no form of Simployer lets HR make it. `{}` heals it.
   */
  spoilRow(resource: SimployerResourceName, id: string, fields: Row): void;
  /** Changes with every edit. */
  version(): number;
  /** In insertion order. */
  rows(resource: SimployerResourceName): Iterable<Row>;
  row(resource: SimployerResourceName, id: string): Row | undefined;
  /** The rows that the given rows point at, each once, by the name of the relation. */
  relations(rows: readonly Row[], names: readonly string[]): Record<string, Row[]>;
}

/** Holds a tenant's rows. The tenant given stays as it is. */
export const createSimployerStore = (tenant: SimployerTenant, clock: Pick<Clock, 'now'>): SimployerStore => {
  const employees = byId(tenant.employees);
  const employments = byId(tenant.employments);
  const compensations = byId(tenant.compensations);
  const costCenters = byId(tenant.costCenters);
  const departments = byId(tenant.departments);
  const employmentTypes = byId(tenant.employmentTypes);
  const offices = byId(tenant.offices);
  const tables: Readonly<Record<SimployerResourceName, ReadonlyMap<string, Row>>> = {
    company: byId([tenant.company]),
    employee: employees,
    employment: employments,
    compensation: compensations,
    'employment-type': employmentTypes,
    department: departments,
    office: offices,
    'cost-center': costCenters,
  };
  const companyId = tenant.company.id;
  /** By resource and id. */
  const spoiled = new Map<string, Row>();
  let edits = 0;

  const stamp = (): string => new Date(clock.now()).toISOString();
  /** The creation time in seconds, then a number of the demo's own, as the vendor's ids are made. */
  const newId = (): string => {
    const seconds = Math.floor(clock.now() / 1000)
      .toString(16)
      .padStart(8, '0')
      .slice(-8);
    return `${seconds}d0d0${edits.toString(16).padStart(12, '0')}`;
  };
  const put = <T extends { readonly id: string }>(table: Map<string, T>, row: T): T => {
    edits += 1;
    table.set(row.id, row);
    return row;
  };
  const remove = (table: Map<string, unknown>, id: string): void => {
    if (!table.delete(id)) throw new Error(`There is no row ${id}`);
    edits += 1;
  };

  const editEmployee = (id: string, changes: Changes<SimployerEmployee>): SimployerEmployee =>
    put(employees, { ...edited(existing(employees, id), changes), updated: stamp() });

  const answered = (resource: SimployerResourceName, row: Row): Row => ({
    ...row,
    ...spoiled.get(`${resource}/${String(row['id'])}`),
  });

  const effectiveCostCenterIdOf = (row: Row): unknown =>
    row['effectiveCostCenterId'] ??
    row['costCenterId'] ??
    departments.get(String(row['departmentId']))?.effectiveCostCenterId;

  /** Relation -> what a row points at, and where that lives. Relations that the demo holds no rows for are empty. */
  const pointers: Readonly<Record<string, readonly [(row: Row) => unknown, ReadonlyMap<string, Row>]>> = {
    office: [(row) => row['officeId'], offices],
    costCenter: [(row) => row['costCenterId'], costCenters],
    effectiveCostCenter: [effectiveCostCenterIdOf, costCenters],
    department: [(row) => row['departmentId'], departments],
    employment: [(row) => row['employmentId'], employments],
    employmentType: [(row) => row['employmentTypeId'], employmentTypes],
    compensation: [(row) => row['compensationId'], compensations],
    managerEmployee: [(row) => row['managerEmployeeId'], employees],
    type: [(row) => row['typeId'], employmentTypes],
    employee: [(row) => row['employeeId'], employees],
  };

  return {
    employees: () => [...employees.values()],
    employments: () => [...employments.values()],
    compensations: () => [...compensations.values()],
    employeeByNumber: (employeeNumber) => {
      const [found, second] = [...employees.values()].filter((employee) => employee.employeeNumber === employeeNumber);
      if (found === undefined || second !== undefined) {
        throw new Error(`There is not exactly one employee ${employeeNumber}`);
      }
      return found;
    },
    addEmployee: (employee) => {
      const id = employee.id ?? newId();
      return put(employees, {
        companyId,
        active: true,
        userId: newId(),
        employeeNumber: '',
        created: stamp(),
        updated: stamp(),
        ...employee,
        id,
      });
    },
    editEmployee,
    deactivateEmployee: (id) => editEmployee(id, { active: false, offboardDate: stamp() }),
    removeEmployee: (id) => {
      remove(employees, id);
      for (const table of [employments, compensations]) {
        for (const row of table.values()) if (row.employeeId === id) remove(table, row.id);
      }
    },
    addEmployment: (employment) =>
      put(employments, {
        companyId,
        terminated: false,
        rate: 100,
        country: 'NO',
        updated: stamp(),
        ...employment,
        id: employment.id ?? newId(),
      }),
    editEmployment: (id, changes) =>
      put(employments, { ...edited(existing(employments, id), changes), updated: stamp() }),
    removeEmployment: (id) => remove(employments, id),
    addCompensation: (compensation) =>
      put(compensations, {
        companyId,
        baseAmount: compensation.amount,
        exchangeRate: 1,
        currency: 'NOK',
        payoutDay: 20,
        payoutPeriod: 'ANNUAL',
        payoutFrequency: 'MONTH',
        salarySchedule: 'DELAYED',
        paidOvertime: false,
        ...compensation,
        id: compensation.id ?? newId(),
      }),
    editCompensation: (id, changes) => put(compensations, edited(existing(compensations, id), changes)),
    removeCompensation: (id) => remove(compensations, id),
    version: () => edits,
    spoilRow: (resource, id, fields) => {
      existing(tables[resource], id);
      edits += 1;
      spoiled.set(`${resource}/${id}`, fields);
    },
    rows: (resource) => [...tables[resource].values()].map((row) => answered(resource, row)),
    row: (resource, id) => {
      const row = tables[resource].get(id);
      return row && answered(resource, row);
    },
    relations: (rows, names) =>
      Object.fromEntries(
        names.map((name): [string, Row[]] => {
          const [idOf, table] = pointers[name] ?? NOTHING;
          const ids = new Set(rows.map((row) => String(idOf(row))));
          return [name, [...ids].map((id) => table.get(id)).filter((row) => row !== undefined)];
        }),
      ),
  };
};

/** Children, emergency contacts and teams: the demo holds none. */
const NOTHING: readonly [(row: Row) => unknown, ReadonlyMap<string, Row>] = [() => undefined, new Map()];

const byId = <T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

const existing = <T>(table: ReadonlyMap<string, T>, id: string): T => {
  const row = table.get(id);
  if (row === undefined) throw new Error(`There is no row ${id}`);
  return row;
};

/** The row with the changes; a field changed to `undefined` is absent in answers, since JSON has no such value. */
const edited = <T extends object>(row: T, changes: Changes<T>): T => ({ ...row, ...changes });
