import type { EmployeeStore } from '../../../shared/flows/employees-to-poweroffice/employee-store.ts';
import { checkConnection, toConnection } from '../../../shared/flows/employees-to-poweroffice/check-connection.ts';
import { readLinkedPair } from '../../../shared/flows/employees-to-poweroffice/linked-pair.ts';
import type { EmployeeState } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import type { LeaveOwner, LeaveOwners } from '../../../shared/flows/leaves-to-poweroffice/leave-owner.ts';
import type { LeaveRunSettings } from '../../../shared/flows/leaves-to-poweroffice/run-settings.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
import { readOrNull } from '../../../shared/model/source-value.ts';
import type { ScopeSettings } from '../../../shared/people/scope.ts';
import type { ConnectionStore } from '../../../shared/state/connection-store.ts';
import { readPeople } from '../../../shared/vendors/simployer/read-people.ts';
import { askedPeople } from '../asked-people.ts';
import type { LeaveClients } from './connect-leaves.ts';

export interface ReadOwnersDependencies {
  /** Of the flow of employees, which knows who is whom. */
  readonly employees: Pick<EmployeeStore, 'all'>;
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly settings: Pick<LeaveRunSettings, 'plans'> & { readonly scope: ScopeSettings };
}

/**
 * Whose leaves there may be: everybody in Simployer, with the employments that the flow of employees has linked.
 * @param asked numbers or ids of those whom the run is for; null for everybody
 * @throws RunAbortedError WRONG_CLIENT, WRONG_COMPANY, CONFIGURATION_INVALID
 */
export const readOwners = async (
  asked: readonly string[] | null,
  { simployer, powerOffice: { reader } }: Pick<LeaveClients, 'simployer' | 'powerOffice'>,
  { employees, connections, settings }: ReadOwnersDependencies,
): Promise<LeaveOwners> => {
  const states = new Map((await employees.all()).map((state) => [state.sourceId, state]));
  const [company, integration] = await Promise.all([readPeople(simployer), reader.integrationInformation()]);
  const linkedFor = await readLinkedPair(states, connections);
  const connection = toConnection(company.companies, integration, linkedFor);
  if (linkedFor !== null) checkConnection(linkedFor, connection);
  const toPerson = askedPeople(asked, company, settings);
  const people = company.employees.map((source): readonly [SourceEmployee['id'], LeaveOwner] => [
    source.id,
    {
      ...toPerson(source),
      employments: employmentsOf(source, states.get(source.id)),
    },
  ]);
  return { connection: { ...connection }, people: new Map(people) };
};

/** The linked employments; null for somebody whom no record of PowerOffice is. */
const employmentsOf = (
  { mainEmploymentId }: Pick<SourceEmployee, 'mainEmploymentId'>,
  state: EmployeeState | undefined,
): LeaveOwner['employments'] => {
  const record = state?.record ?? null;
  if (record === null) return null;
  const main = readOrNull(mainEmploymentId);
  return Object.entries(record.employments).map(([sourceId, { id }]) => ({ id, isMain: sourceId === main }));
};
