import type { FieldValue } from '../../shared/records/field-value.ts';
import { planEmployee } from '../../shared/flows/employees-to-poweroffice/plan/plan-employee.ts';
import type { Archiving, EmployeePlan } from '../../shared/flows/employees-to-poweroffice/plan/plan-employee.ts';
import type { Problem } from '../../shared/records/problem.ts';

/** A plan whatever its action: what it does not write is there, and empty. */
export interface WholePlan {
  readonly action: EmployeePlan['action'];
  readonly fields: readonly FieldValue[];
  readonly archive: Archiving | null;
  readonly problems: readonly Problem[];
}

export const planWhole = (...situation: Parameters<typeof planEmployee>): WholePlan => {
  const plan = planEmployee(...situation);
  return {
    action: plan.action,
    fields: 'fields' in plan ? plan.fields : [],
    archive: 'archive' in plan ? plan.archive : null,
    problems: plan.problems,
  };
};
