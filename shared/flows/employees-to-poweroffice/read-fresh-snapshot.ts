import type { Settings } from './settings.ts';
import type { Clock } from '../../http/clock.ts';
import type { PayrollSnapshot } from '../../vendors/poweroffice/read-payroll-snapshot.ts';
import { leadsToOtherClient } from './check-connection.ts';
import type { CompanyPair } from './connection.ts';
import type { StartState } from './start-state.ts';
import { mayLag } from '../../people/may-lag.ts';
import { isOlderStamp } from './stamps.ts';

const RE_READ_DELAY_IN_MILLIS = 2_000;

/**
 * PowerOffice's lists, read again while they lag behind what the sync itself has written: a run right after another
 * would else see differences that are none. Waits no longer than the lag allowed for. Another client's lists never show
 * what was written, and are not waited for.
 * @param linkedFor the pair that people are linked for; null before anybody is
 */
export const readFreshSnapshot = async (
  states: readonly StartState[],
  linkedFor: CompanyPair | null,
  {
    readPayrollSnapshot,
    settings,
    clock,
  }: {
    readonly readPayrollSnapshot: () => Promise<PayrollSnapshot>;
    readonly settings: Settings;
    readonly clock: Clock;
  },
): Promise<PayrollSnapshot> => {
  for (;;) {
    const snapshot = await readPayrollSnapshot();
    if (linkedFor !== null && leadsToOtherClient(linkedFor, snapshot.integration)) return snapshot;
    const recent = states.filter((state) => mayLag(state, settings.replicaLagInSeconds, clock));
    if (!isStale(snapshot, recent)) return snapshot;
    await clock.sleep(RE_READ_DELAY_IN_MILLIS);
  }
};

const isStale = (snapshot: PayrollSnapshot, recent: readonly StartState[]): boolean => {
  if (recent.length === 0) return false;
  const records = new Map(snapshot.employees.map((record) => [record.id, record]));
  return recent.some(({ record: remembered }) => {
    if (remembered === null) return false;
    const record = records.get(remembered.id);
    if (record === undefined) return true;
    const summaries = snapshot.employmentsByEmployeeId.get(remembered.id) ?? [];
    return (
      isOlderStamp(record.lastChanged, remembered.employeeStamp) ||
      isOlderStamp(record.addressLastChanged, remembered.addressStamp) ||
      (remembered.knownEmployments ?? []).some(({ id }) => !summaries.some((summary) => summary.id === id))
    );
  });
};
