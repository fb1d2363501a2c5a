import * as z from 'zod';
import type { XledgerEmployeeStore } from '../../../shared/flows/employees-to-xledger/employee-store.ts';
import { abortRun } from '../../../shared/flows/time-off-to-file/aborts.ts';
import type { FileOwner, FileOwners } from '../../../shared/flows/time-off-to-file/file-person.ts';
import type { FileRunSettings } from '../../../shared/flows/time-off-to-file/run-settings.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
import { readOrNull } from '../../../shared/model/source-value.ts';
import { describeOtherCompany, isOtherCompany, toSourceSide } from '../../../shared/people/company-side.ts';
import type { ScopeSettings } from '../../../shared/people/scope.ts';
import type { ConnectionStore } from '../../../shared/state/connection-store.ts';
import { readPeople } from '../../../shared/vendors/simployer/read-people.ts';
import { askedPeople } from '../asked-people.ts';
import type { FileClients } from './connect-file.ts';

export interface ReadFileOwnersDependencies {
  /** Of the flow of employees to X-ledger, which knows who is there. */
  readonly xledgerEmployees: Pick<XledgerEmployeeStore, 'all'>;
  /** Of this flow. */
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly settings: Pick<FileRunSettings, 'plans'> & { readonly scope: ScopeSettings };
}

const text = z.string().nullable();
const rememberedSchema = z.object({ simployer: z.object({ id: text, name: text }) });

/**
 * Whose leaves there may be: everybody in Simployer. Whether X-ledger knows them is asked of the links to X-ledger, where
 * there are any at all (rule C2).
 * @param asked numbers or ids of those whom the run is for; null for everybody
 * @throws RunAbortedError WRONG_COMPANY, CONFIGURATION_INVALID
 */
export const readFileOwners = async (
  asked: readonly string[] | null,
  { simployer }: Pick<FileClients, 'simployer'>,
  { xledgerEmployees, connections, settings }: ReadFileOwnersDependencies,
): Promise<FileOwners> => {
  const [company, remembered, states] = await Promise.all([
    readPeople(simployer),
    connections.get(),
    xledgerEmployees.all(),
  ]);
  const exportedFor = rememberedSchema.safeParse(remembered).data?.simployer ?? null;
  const source = toSourceSide(company.companies, exportedFor?.id);
  if (exportedFor !== null && isOtherCompany(exportedFor, source)) {
    throw abortRun('WRONG_COMPANY', describeOtherCompany('Simployer company', exportedFor, source));
  }
  const toPerson = askedPeople(asked, company, settings);
  const linked = new Set(states.flatMap(({ sourceId, record }) => (record === null ? [] : [sourceId])));
  const people = company.employees.map((employee): readonly [SourceEmployee['id'], FileOwner] => [
    employee.id,
    {
      ...toPerson(employee),
      isKnownInTarget: linked.size === 0 || linked.has(employee.id),
      title: readOrNull(employee.title),
      worker: { id: employee.id, officeId: employee.officeId },
    },
  ]);
  return { connection: { simployer: source }, people: new Map(people) };
};
