import type { DemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import type { SourceEmployee } from '../../shared/model/employee.ts';
import { namedRowSchema } from '../../shared/vendors/simployer/company.ts';
import { compensationSchema } from '../../shared/vendors/simployer/compensations.ts';
import { employeeSchema } from '../../shared/vendors/simployer/employees.ts';
import { employmentSchema } from '../../shared/vendors/simployer/employments.ts';
import { toSourceEmployees } from '../../shared/vendors/simployer/to-employee.ts';

/** The rows of Simployer as the mapping sees them. */
export const toSources = ({
  employees,
  employments,
  compensations,
  employmentTypes,
}: Pick<DemoCompany, 'employees' | 'employments' | 'compensations' | 'employmentTypes'>): SourceEmployee[] =>
  toSourceEmployees({
    employees: employees.map((row) => employeeSchema.parse(row)),
    employments: employments.map((row) => employmentSchema.parse(row)),
    compensations: compensations.map((row) => compensationSchema.parse(row)),
    employmentTypes: employmentTypes.map((row) => namedRowSchema.parse(row)),
  });
