import { failPeople } from '../../people/fail-people.ts';
import type { FailingFlow } from '../../run/flow.ts';
import type { EmployeeStore } from './employee-store.ts';
import { problem } from './problems.ts';

/** What ends people whom nobody could work on. */
export const failEmployees = (employees: Pick<EmployeeStore, 'noteFailed'>, clock: { now(): number }): FailingFlow =>
  failPeople(employees, clock, problem('PROCESSING_FAILED'));
