import { toCheckDocument } from '../../../people/inspect/check/check-document.ts';
import type { CheckDocument } from '../../../people/inspect/check/check-document.ts';
import { todayInOslo } from '../../../records/values/calendar-date.ts';
import type { Clock } from '../../../http/clock.ts';
import type { ConnectionStore } from '../../../state/connection-store.ts';
import type { PowerOfficeReader } from '../../../vendors/poweroffice/client.ts';
import type { SimployerClient } from '../../../vendors/simployer/client.ts';
import { toConnection } from '../check-connection.ts';
import { readCompanyPair } from '../connection.ts';
import type { EmployeeStore } from '../employee-store.ts';
import { reportConnection } from '../report.ts';
import type { Settings } from '../settings.ts';
import { readVendors } from './check/facts.ts';
import type { CheckFacts } from './check/facts.ts';
import { peopleChecks } from './check/people-checks.ts';
import { processChecks } from './check/process-checks.ts';
import { vendorChecks } from './check/vendor-checks.ts';

export interface CheckDependencies {
  readonly employees: Pick<EmployeeStore, 'all'>;
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly settings: Settings;
  readonly simployer: SimployerClient;
  readonly reader: PowerOfficeReader;
  readonly clock: Pick<Clock, 'now'>;
  /** Ends a wait that takes longer than whoever asked. */
  readonly inTime: <T>(work: Promise<T>) => Promise<T>;
  /** Asked once both vendors have answered. */
  readonly observed: () => Pick<CheckFacts, 'clocks' | 'throttled'>;
  readonly schedule: CheckFacts['schedule'];
  readonly mailAddresses: CheckFacts['mailAddresses'];
}

/** Looks at everything that a run needs, and writes nothing. What does not answer is a row, and keeps no other back. */
export const checkEverything = async (dependencies: CheckDependencies): Promise<CheckDocument> => {
  const { employees, connections, settings, simployer, reader, clock, inTime, observed, schedule, mailAddresses } =
    dependencies;
  const states = await employees.all();
  const isAnybodyLinked = states.some(({ record }) => record !== null);
  const linkedFor = isAnybodyLinked ? readCompanyPair(await connections.get()) : null;
  const vendors = await readVendors(simployer, reader, inTime);
  const facts: CheckFacts = {
    ...vendors,
    ...observed(),
    states,
    linkedFor,
    settings,
    today: todayInOslo(clock.now()),
    schedule,
    mailAddresses,
  };
  const checks = [...vendorChecks(facts), ...peopleChecks(facts), ...processChecks(facts)];
  const { source, integration } = facts;
  const connection =
    source.known && integration.known
      ? reportConnection(toConnection(source.value.companies, integration.value, linkedFor))
      : null;
  return toCheckDocument(connection, checks);
};
