import { FIRST_FLOW } from '../../records/first-flow.ts';
import type { FlowFacts } from '../../run/flow.ts';
import { EMPLOYEE_ABORTS } from './aborts.ts';

/** Employees, employments and salaries, from Simployer One to PowerOffice Go. */
export const EMPLOYEES_TO_POWEROFFICE: FlowFacts = {
  name: FIRST_FLOW,
  kind: 'employee',
  target: 'poweroffice',
  unavailable: (vendor) => (vendor === 'poweroffice' ? 'POWEROFFICE_UNAVAILABLE' : 'SOURCE_INCOMPLETE'),
  aborts: EMPLOYEE_ABORTS,
};
