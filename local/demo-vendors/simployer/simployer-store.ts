/*
 * The rows of the demo Simployer, and the edits that HR makes in them. An edit stamps the row as the vendor does. A
 * row can also be spoiled into a form that no screen of Simployer allows, as rows from an import may be. The company
 * that was given stays as it is, so several stores can begin from one company. For example, `deactivateEmployee`
 * archives a profile, and `removeEmployee` takes the person out of every list, as happens when the delete date is
 * reached.
 */
import type { Clock } from '../../../shared/http/clock.ts';
import type { Row } from './query-rows.ts';
import { byId, createRows, edited, existing } from './rows-by-id.ts';
import type { Changes } from './rows-by-id.ts';
import type { SimployerResourceName } from './simployer-resources.ts';
import type {
  SimployerCompensation,
  SimployerEmployee,
  SimployerEmployment,
  SimployerTenant,
} from './simployer-tenant.ts';
import { createTimeOffStore } from './time-off-store.ts';
import type { TimeOffEdits } from './time-off-store.ts';

type NewEmployee = Partial<SimployerEmployee>;
type NewEmployment = Pick<SimployerEmployment, 'employeeId' | 'typeId' | 'startDate'> & Partial<SimployerEmployment>;
type NewCompensation = Pick<SimployerCompensation, 'employeeId' | 'amount' | 'effectiveDate'> &
  Partial<SimployerCompensation>;

/** What HR can do in Simployer, and what the API reads. Edits move `updated` as the vendor does, by the clock. */
export interface SimployerStore extends TimeOffEdits {
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
  const rows = createRows(() => clock.now());
  const { put, remove, newId } = rows;
  const timeOff = createTimeOffStore(tenant, employees, rows);
  const tableOf = (resource: SimployerResourceName): ReadonlyMap<string, Row> =>
    resource === 'leave-transaction' ? timeOff.transactions() : tables[resource];
  const tables: Readonly<Record<Exclude<SimployerResourceName, 'leave-transaction'>, ReadonlyMap<string, Row>>> = {
    company: byId([tenant.company]),
    employee: employees,
    employment: employments,
    compensation: compensations,
    'employment-type': employmentTypes,
    department: departments,
    office: offices,
    'cost-center': costCenters,
    ...timeOff.tables,
  };
  const companyId = tenant.company.id;
  /** By resource and id. */
  const spoiled = new Map<string, Row>();
  let spoilings = 0;

  const stamp = (): string => new Date(clock.now()).toISOString();
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
  const pointers: Readonly<Record<string, readonly [(row: Row) => unknown, Pick<ReadonlyMap<string, Row>, 'get'>]>> = {
    office: [(row) => row['officeId'], offices],
    costCenter: [(row) => row['costCenterId'], costCenters],
    effectiveCostCenter: [effectiveCostCenterIdOf, costCenters],
    department: [(row) => row['departmentId'], departments],
    employment: [(row) => row['employmentId'], employments],
    employmentType: [(row) => row['employmentTypeId'], employmentTypes],
    compensation: [(row) => row['compensationId'], compensations],
    managerEmployee: [(row) => row['managerEmployeeId'], employees],
    // Of an employment or of a leave; no id is given twice.
    type: [(row) => row['typeId'], { get: (id) => employmentTypes.get(id) ?? timeOff.tables['leave-type'].get(id) }],
    leaveType: [(row) => row['leaveTypeId'], timeOff.tables['leave-type']],
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
      timeOff.removeEmployee(id);
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
    ...timeOff.edits,
    version: () => rows.version() + spoilings,
    spoilRow: (resource, id, fields) => {
      existing(tableOf(resource), id);
      spoilings += 1;
      spoiled.set(`${resource}/${id}`, fields);
    },
    rows: (resource) => [...tableOf(resource).values()].map((row) => answered(resource, row)),
    row: (resource, id) => {
      const row = tableOf(resource).get(id);
      return row && answered(resource, row);
    },
    relations: (pointing, names) =>
      Object.fromEntries(
        names.map((name): [string, Row[]] => {
          if (name === 'leaveTypeCode') return [name, timeOff.codesOf(new Set(pointing.map(({ id }) => String(id))))];
          const [idOf, table] = pointers[name] ?? NOTHING;
          const ids = new Set(pointing.map((row) => String(idOf(row))));
          return [name, [...ids].map((id) => table.get(id)).filter((row) => row !== undefined)];
        }),
      ),
  };
};

/** Children, emergency contacts and teams: the demo holds none. */
const NOTHING: readonly [(row: Row) => unknown, ReadonlyMap<string, Row>] = [() => undefined, new Map()];
