import { shownName } from '../../shared/people/plan-digest.ts';
import { checkScope, findUnknownPeople, isAskedFor, isInScope } from '../../shared/people/scope.ts';
import type { ScopeSettings } from '../../shared/people/scope.ts';
import type { SourceEmployee } from '../../shared/model/employee.ts';
import { employeeLabel } from '../../shared/records/values/shown-value.ts';
import { trimmedText } from '../../shared/records/values/text.ts';
import { RunAbortedError } from '../../shared/run/abort.ts';
import type { AskedPerson } from '../../shared/time-off/leave-person.ts';
import type { readPeople } from '../../shared/vendors/simployer/read-people.ts';

interface AskedPeopleSettings {
  readonly scope: ScopeSettings;
  readonly plans: { readonly values: 'shown' | 'names-only' };
}

/**
 * Of everybody in Simployer, what every flow of time off has to know of whose leaves there may be.
 * @param asked numbers or ids of those whom the run is for; null for everybody
 * @returns what is known of one of the employees
 * @throws RunAbortedError CONFIGURATION_INVALID for a scope, or for somebody asked for, that Simployer does not have
 */
export const askedPeople = (
  asked: readonly string[] | null,
  company: Awaited<ReturnType<typeof readPeople>>,
  { scope, plans }: AskedPeopleSettings,
): ((employee: SourceEmployee) => AskedPerson) => {
  checkScope(scope, company);
  const unknown = asked === null ? [] : findUnknownPeople(asked, company.employees);
  if (unknown.length > 0) {
    const message = `Employee ${unknown.map(employeeLabel).join(', ')}: nobody has this number or Simployer id.`;
    throw new RunAbortedError('CONFIGURATION_INVALID', message);
  }
  return (employee) => ({
    number: trimmedText(employee.employeeNumber),
    name: plans.values === 'shown' ? shownName(employee) : null,
    isInScope: isInScope(employee, scope, company, null),
    isAskedFor: asked === null || isAskedFor(asked, employee),
  });
};
