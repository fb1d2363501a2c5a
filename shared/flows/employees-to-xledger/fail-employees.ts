import { failPeople } from '../../people/fail-people.ts';
import type { FailingFlow } from '../../run/flow.ts';
import type { XledgerEmployeeStore } from './employee-store.ts';
import { problem } from './problems.ts';

/** What ends people whom nobody could work on. */
export const failXledgerEmployees = (
  employees: Pick<XledgerEmployeeStore, 'noteFailed'>,
  clock: { now(): number },
): FailingFlow => failPeople(employees, clock, problem('PROCESSING_FAILED'));
