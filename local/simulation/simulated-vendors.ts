import type { ConnectOptions } from '../../functions/composition/connect.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { Transport } from '../../shared/http/transport.ts';
import { todayInOslo } from '../../shared/records/values/calendar-date.ts';
import { createDemoCompany } from '../demo-vendors/company/create-demo-company.ts';
import { demoPayroll } from '../demo-vendors/company/demo-payroll.ts';
import { createDemoPowerOffice } from '../demo-vendors/poweroffice/demo-poweroffice.ts';
import type { DemoPowerOffice } from '../demo-vendors/poweroffice/demo-poweroffice.ts';
import { demoCredentials } from '../demo-vendors/poweroffice/options.ts';
import { createDemoSimployer } from '../demo-vendors/simployer/create-demo-simployer.ts';
import type { DemoSimployer } from '../demo-vendors/simployer/create-demo-simployer.ts';
import { toTransport } from '../demo-vendors/vendor-request.ts';
import type { InProcessOptions, DemoVendor } from '../demo-vendors/vendor-request.ts';
import type { WorldInput } from './world-options.ts';

const SIMPLOYER_ORIGIN = 'http://simployer.simulated';
const POWER_OFFICE_ORIGIN = 'http://poweroffice.simulated';

/** Where the simulated vendors are. */
export const VENDOR_ADDRESSES = {
  SIMPLOYER_BASE_URL: `${SIMPLOYER_ORIGIN}/v1`,
  POWEROFFICE_BASE_URL: `${POWER_OFFICE_ORIGIN}/v2`,
  POWEROFFICE_TOKEN_URL: `${POWER_OFFICE_ORIGIN}/OAuth/Token`,
} as const;

/** What the simulated vendors accept, and the key of the keyed digests. */
export const KEYS: Pick<ConnectOptions, 'keys' | 'hashKey'> = {
  keys: {
    simployerAccessToken: 'simulated-access-token',
    powerOfficeApplicationKey: demoCredentials.applicationKey,
    powerOfficeClientKey: demoCredentials.clientKey,
    powerOfficeSubscriptionKey: demoCredentials.subscriptionKey,
  },
  hashKey: 'simulated-hash-key-of-the-stack-0123456789',
};

export interface SimulatedVendors {
  readonly simployer: DemoSimployer;
  readonly powerOffice: DemoPowerOffice;
}

/** Both demo vendors on a clock: a company in Simployer, and what PowerOffice holds of it. */
export const createSimulatedVendors = (
  clock: Clock,
  { seed = 1, company = 3, options = {} }: Pick<WorldInput, 'seed' | 'company' | 'options'>,
): SimulatedVendors => {
  const ofSize = (size: number) => createDemoCompany({ today: todayInOslo(clock.now()), size, seed, flaws: false });
  return {
    simployer: createDemoSimployer({
      clock,
      tenant: typeof company === 'number' ? ofSize(company) : company,
      accessToken: KEYS.keys.simployerAccessToken,
      maxLimit: options.simployerPageSize ?? 100,
    }),
    powerOffice: createDemoPowerOffice({
      clock,
      seed: options.payroll ?? (typeof company === 'number' ? demoPayroll(ofSize(company)) : {}),
      options: options.powerOffice ?? {},
    }),
  };
};

/** The vendor that an address is of. */
export const vendorAt = (url: string, { simployer, powerOffice }: SimulatedVendors): DemoVendor =>
  url.startsWith(POWER_OFFICE_ORIGIN) ? powerOffice : simployer;

/** The network on which both vendors are. */
export const createNetwork = (vendors: SimulatedVendors, inProcess: InProcessOptions): Transport => {
  const toSimployer = toTransport(vendors.simployer, inProcess);
  const toPowerOffice = toTransport(vendors.powerOffice, inProcess);
  return (request) =>
    vendorAt(request.url, vendors) === vendors.powerOffice ? toPowerOffice(request) : toSimployer(request);
};
