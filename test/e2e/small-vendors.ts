import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import type { DemoSeed } from '../../local/demo-vendors/poweroffice/seed.ts';
import type { SimployerTimeOff } from '../../local/demo-vendors/simployer/simployer-tenant.ts';
import { startDemoVendors } from '../../local/demo-vendors/start-demo-vendors.ts';
import { systemClock } from '../../shared/http/clock.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { DemoVendors } from '../../local/demo-vendors/start-demo-vendors.ts';

/** Far more than the product's default, so that a run takes no longer than it must. */
const REQUESTS_PER_SECOND = 200;

/**
 * Both demo vendors over HTTP with a few people, none of them with a flaw; numbers begin with 1001.
 * @param awayOf who is away, by their ids in the order of their numbers; default: nobody
 */
export const startSmallVendors = async (
  size = 5,
  clock: Clock = systemClock,
  payroll: Partial<DemoSeed> = {},
  awayOf: (employeeIds: readonly string[]) => Partial<SimployerTimeOff> = () => ({}),
): Promise<DemoVendors> => {
  const company = createDemoCompany({ today: '2026-03-02', size, flaws: false });
  const vendors = await startDemoVendors({
    clock,
    payroll,
    company: { ...company, timeOff: awayOf(company.employees.map(({ id }) => id)) },
    powerOfficeOptions: { requestsPerSecond: REQUESTS_PER_SECOND * 2 },
  });
  return {
    ...vendors,
    environment: { ...vendors.environment, POWEROFFICE_MAX_REQUESTS_PER_SECOND: String(REQUESTS_PER_SECOND) },
  };
};

/** The vendor's own count of what came in, by vendor. */
export const requestCounts = ({ simployer, powerOffice }: DemoVendors) => ({
  simployer: simployer.requests.length,
  poweroffice: powerOffice.requests.length,
});
