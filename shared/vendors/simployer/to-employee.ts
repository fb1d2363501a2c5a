import type { SourceCompensation, SourceEmployee, SourceEmployment, SourceFault } from '../../model/employee.ts';
import { readOrNull } from '../../model/source-value.ts';
import type { NamedRow } from './company.ts';
import type { Compensation } from './compensations.ts';
import type { Employee } from './employees.ts';
import type { Employment } from './employments.ts';

/** Whose an employment was when it was last synced: the employee's id, by the employment's. */
export type KnownOwners = ReadonlyMap<string, string>;

/** What Simployer's lists hold, before the pieces are put together. */
export interface SimployerRows {
  readonly employees: readonly Employee[];
  readonly employments: readonly Employment[];
  readonly compensations: readonly Compensation[];
  readonly employmentTypes: readonly NamedRow[];
}

/** Joins the lists by id (Simployer fact 7); text stays as typed, dates are calendar dates. */
export const toSourceEmployees = (
  { employees, employments, compensations, employmentTypes }: SimployerRows,
  knownOwners: KnownOwners = new Map(),
): SourceEmployee[] => {
  const typeNames = new Map(employmentTypes.map(({ id, name }) => [id, name]));
  const employmentsByEmployee = Map.groupBy(employments, ({ employeeId }) => employeeId);
  const compensationsByEmployee = Map.groupBy(compensations, ({ employeeId }) => employeeId);
  const employmentFaults = findFaults('employment', employees, employmentsByEmployee, mainEmploymentIdOf, knownOwners);
  const compensationFaults = findFaults('compensation', employees, compensationsByEmployee, compensationIdOf);
  return employees.map(
    ({ employmentId, managerEmployeeId, effectiveCostCenterId, endDate, offboardDate, ...employee }) => ({
      ...employee,
      managerId: managerEmployeeId,
      // Its own where the one that it inherits is not told (Simployer fact 18).
      costCenterId: effectiveCostCenterId ?? employee.costCenterId,
      leaving: { endDate, offboardDate },
      mainEmploymentId: employmentId,
      employments: (employmentsByEmployee.get(employee.id) ?? []).map((employment) =>
        toEmployment(employment, typeNames),
      ),
      compensations: (compensationsByEmployee.get(employee.id) ?? []).map(toCompensation),
      faults: [
        ...(employee.active === null ? [{ row: 'employee' as const, id: employee.id, field: 'active' }] : []),
        ...[employmentFaults.get(employee.id), compensationFaults.get(employee.id)].filter(
          (fault) => fault !== undefined,
        ),
      ],
    }),
  );
};

const toEmployment = (
  { employeeId: _employeeId, ...employment }: Employment,
  typeNames: ReadonlyMap<string, string | null>,
): SourceEmployment => ({
  ...employment,
  typeName: typeNames.get(readOrNull(employment.typeId) ?? '') ?? null,
});

const toCompensation = ({ employeeId: _employeeId, ...compensation }: Compensation): SourceCompensation => compensation;

const mainEmploymentIdOf = ({ employmentId }: Employee): string | null => readOrNull(employmentId);
const compensationIdOf = ({ compensationId }: Employee): string | null => readOrNull(compensationId);

/**
 * Rows that do not say whose they are, the first one for each employee whom nothing may be written for because of them.
 *
 * Such a row belongs to the employee who names it as the main employment or the current salary, or whose it was when it
 * was last synced. Where neither is known, everybody is suspected whose own pointer leads to none of their rows: what
 * PowerOffice has of them might be taken for something that Simployer has no more. Everybody else is synced as usual:
 * their main employment and current salary are known without the row, an employment that was never synced is in
 * PowerOffice as payroll has it, and a future salary is written once its row is whole.
 */
const findFaults = (
  row: 'employment' | 'compensation',
  employees: readonly Employee[],
  rowsByEmployee: ReadonlyMap<string | null, readonly { readonly id: string }[]>,
  pointerOf: (employee: Employee) => string | null,
  knownOwners: KnownOwners = new Map(),
): ReadonlyMap<string, SourceFault> => {
  const claims = Map.groupBy(employees, pointerOf);
  const ownersOf = (id: string): readonly string[] => [
    ...(claims.get(id) ?? []).map((employee) => employee.id),
    ...[knownOwners.get(id)].filter((owner) => owner !== undefined),
  ];
  const stray = (rowsByEmployee.get(null) ?? []).map(({ id }) => ({ id, owners: ownersOf(id) }));
  const owned = stray.flatMap(({ id, owners }) => owners.map((owner) => ({ id, owner })));
  const unclaimed = stray.find(({ owners }) => owners.length === 0);
  const suspects = employees.filter(
    (employee) => !(rowsByEmployee.get(employee.id) ?? []).some(({ id }) => id === pointerOf(employee)),
  );
  const suspected = unclaimed === undefined ? [] : suspects.map(({ id }) => ({ id: unclaimed.id, owner: id }));
  const faults = new Map<string, SourceFault>();
  for (const { id, owner } of [...owned, ...suspected]) {
    if (!faults.has(owner)) faults.set(owner, { row, id, field: 'employeeId' });
  }
  return faults;
};
