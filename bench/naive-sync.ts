/*
 * What one would write first, to compare with: one person after the other, everything read anew, nothing remembered. It
 * maps and plans with the project's own rules and writes the same, so the difference in requests and time comes from
 * how a run is organised. It promises nothing when something fails. For example, on a night in which nothing changed it
 * still reads each person's employee, employments and salaries, one request after the other.
 */
import type { EnterpriseId } from '../shared/vendors/poweroffice/ids.ts';
import {
  createNetwork,
  createSimulatedVendors,
  KEYS,
  VENDOR_ADDRESSES,
} from '../local/simulation/simulated-vendors.ts';
import { createVirtualClock } from '../local/simulation/virtual-clock.ts';
import { demoCredentials } from '../local/demo-vendors/poweroffice/options.ts';
import { DEFAULT_SETTINGS } from '../shared/flows/employees-to-poweroffice/settings.ts';
import { defaultEnterprise } from '../shared/flows/employees-to-poweroffice/guards.ts';
import { mapEmployee } from '../shared/flows/employees-to-poweroffice/rules/map-employee.ts';
import { findPeers, NO_PEERS } from '../shared/flows/employees-to-poweroffice/match/peers.ts';
import type { Peers } from '../shared/flows/employees-to-poweroffice/match/peers.ts';
import { planBankAccount } from '../shared/flows/employees-to-poweroffice/plan/plan-bank-account.ts';
import { planEmployee } from '../shared/flows/employees-to-poweroffice/plan/plan-employee.ts';
import { planEmployments } from '../shared/flows/employees-to-poweroffice/plan/plan-employments.ts';
import { planSalaries } from '../shared/flows/employees-to-poweroffice/plan/plan-salaries.ts';
import type { SourceEmployee } from '../shared/model/employee.ts';
import { todayInOslo } from '../shared/records/values/calendar-date.ts';
import { unpaced } from '../shared/http/pacer.ts';
import { createPowerOfficeClient } from '../shared/vendors/poweroffice/client.ts';
import { createSimployerClient } from '../shared/vendors/simployer/client.ts';
import { readSourceSnapshot } from '../shared/vendors/simployer/read-source-snapshot.ts';

/** What a run of the naive sync took. */
export interface NaiveRun {
  readonly requests: number;
  readonly writes: number;
  readonly wallTimeInMillis: number;
}

const LATENCY_IN_MILLIS = 150;

/**
 * What one would write first: one person after the other, three GETs each (employee, employments, salaries), and the
 * same writes by the same mapping. It keeps nothing between runs, reads no list and shares no pace: one request at a
 * time stays below the limit by itself. The same demo vendors, latency and virtual clock as the project's own runs.
 *
 * @returns a first load, and a run on unchanged data after it
 */
export const runNaiveSync = async (people: number): Promise<{ firstLoad: NaiveRun; nothingChanged: NaiveRun }> => {
  const clock = createVirtualClock('2026-03-02T04:00:00Z');
  const today = todayInOslo(clock.now());
  const vendors = createSimulatedVendors(clock, { company: people });
  const { powerOffice } = vendors;
  const shared = {
    clock,
    random: () => 0,
    count: () => undefined,
    deadline: () => Number.POSITIVE_INFINITY,
    transport: createNetwork(vendors, { clock, latencyInMillis: LATENCY_IN_MILLIS }),
  };
  const source = createSimployerClient({
    ...shared,
    baseUrl: VENDOR_ADDRESSES.SIMPLOYER_BASE_URL,
    accessToken: KEYS.keys.simployerAccessToken,
  });
  const { reader, writer } = createPowerOfficeClient({
    ...shared,
    ...demoCredentials,
    writeTimeoutInMillis: DEFAULT_SETTINGS.writeTimeoutInSeconds * 1000,
    baseUrl: VENDOR_ADDRESSES.POWEROFFICE_BASE_URL,
    tokenUrl: VENDOR_ADDRESSES.POWEROFFICE_TOKEN_URL,
    pacer: unpaced,
  });
  const settings = DEFAULT_SETTINGS.mapping;

  const syncOne = async (person: SourceEmployee, peers: Peers, enterpriseId: EnterpriseId): Promise<void> => {
    const desired = mapEmployee(person, { settings, today, peers });
    const { externalNumber } = desired.fields;
    if (externalNumber === undefined) return;
    const [found] = await reader.employees({ externalNumber });
    const plan = planEmployee(desired, found ?? null, settings);
    const fields = 'fields' in plan ? plan.fields : [];
    const employee = found ?? (await writer.createEmployee(fields));
    if (found !== undefined && fields.length > 0) await writer.patchEmployee(employee.id, fields);
    const existing = await reader.employmentsOf(employee.id);
    const employments = planEmployments(desired, { existing, links: {}, enterpriseId, settings, today });
    let employmentId = existing.find(({ isDefault }) => isDefault)?.id ?? null;
    for (const step of employments.steps) {
      if (step.kind === 'create') employmentId = (await writer.createEmployment(employee.id, step.fields)).id;
      else await writer.patchEmployment(employee.id, step.id, step.fields);
    }
    if (employmentId !== null) {
      const salaries = planSalaries(desired.salaries, await reader.salaries(employmentId));
      for (const { fields } of salaries.creates) await writer.createSalary(employmentId, fields);
      for (const { id, fields } of salaries.updates) await writer.patchSalary(employmentId, id, fields);
    }
    // It knows an account by being the chosen one, having nothing else to know it by without a fourth GET.
    if (employee.salaryBankAccountId !== null) return;
    const account = planBankAccount(desired.bankAccount, { accounts: [], salaryBankAccountId: null, mayChoose: true });
    if (!('fields' in account)) return;
    const { id } = await writer.createBankAccount(employee.id, account.fields);
    await writer.chooseSalaryAccount(employee.id, id);
  };

  const run = async (): Promise<NaiveRun> => {
    const before = { requests: powerOffice.requests.length, writes: powerOffice.writes, at: clock.now() };
    const { employees } = await readSourceSnapshot(source);
    const enterprises = await reader.enterprises();
    const peers = findPeers(employees);
    for (const person of employees) {
      await syncOne(person, peers.get(person.id) ?? NO_PEERS, defaultEnterprise(enterprises));
    }
    return {
      requests: powerOffice.requests.length - before.requests,
      writes: powerOffice.writes - before.writes,
      wallTimeInMillis: clock.now() - before.at,
    };
  };
  const firstLoad = await clock.run(run());
  const nothingChanged = await clock.run(run());
  return { firstLoad, nothingChanged };
};
