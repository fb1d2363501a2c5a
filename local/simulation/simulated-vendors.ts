/*
 * The vendors of a simulated world, and the network on which they are: demos that are stateful and open to view, each at
 * an address of its own. What Simployer holds decides what the others know of it at the beginning, as the titles that
 * X-ledger has. For example, a world of five people has five in Simployer, a payroll that fits them in PowerOffice, and an
 * X-ledger of the same company with their titles and without employees.
 */
import type { ConnectOptions } from '../../functions/composition/connect.ts';
import type { VendorKeys } from '../../shared/config/vendor-keys.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { Transport } from '../../shared/http/transport.ts';
import type { CalendarDate } from '../../shared/records/values/calendar-date.ts';
import { todayInOslo } from '../../shared/records/values/calendar-date.ts';
import { createDemoCompany } from '../demo-vendors/company/create-demo-company.ts';
import { demoPayroll } from '../demo-vendors/company/demo-payroll.ts';
import { createDemoPowerOffice } from '../demo-vendors/poweroffice/demo-poweroffice.ts';
import type { DemoPowerOffice } from '../demo-vendors/poweroffice/demo-poweroffice.ts';
import { demoCredentials } from '../demo-vendors/poweroffice/options.ts';
import { createDemoSimployer } from '../demo-vendors/simployer/create-demo-simployer.ts';
import type { DemoSimployer } from '../demo-vendors/simployer/create-demo-simployer.ts';
import type { SimployerTenant } from '../demo-vendors/simployer/simployer-tenant.ts';
import { toTransport } from '../demo-vendors/vendor-request.ts';
import type { InProcessOptions, DemoVendor } from '../demo-vendors/vendor-request.ts';
import { createDemoXledger } from '../demo-vendors/xledger/demo-xledger.ts';
import type { DemoXledger } from '../demo-vendors/xledger/demo-xledger.ts';
import { DEMO_XLEDGER_TOKEN } from '../demo-vendors/xledger/options.ts';
import type { DemoXledgerSeed } from '../demo-vendors/xledger/seed.ts';
import type { WorldInput } from './world-options.ts';

const SIMPLOYER_ORIGIN = 'http://simployer.simulated';
const POWER_OFFICE_ORIGIN = 'http://poweroffice.simulated';
const XLEDGER_ORIGIN = 'http://xledger.simulated';

/** Where the simulated vendors are. */
export const VENDOR_ADDRESSES = {
  SIMPLOYER_BASE_URL: `${SIMPLOYER_ORIGIN}/v1`,
  POWEROFFICE_BASE_URL: `${POWER_OFFICE_ORIGIN}/v2`,
  POWEROFFICE_TOKEN_URL: `${POWER_OFFICE_ORIGIN}/OAuth/Token`,
  XLEDGER_URL: `${XLEDGER_ORIGIN}/graphql`,
} as const;

/** What the simulated vendors accept, and the key of the keyed digests. */
export const KEYS: Pick<ConnectOptions, 'hashKey'> & { readonly keys: Required<VendorKeys> } = {
  keys: {
    simployerAccessToken: 'simulated-access-token',
    powerOfficeApplicationKey: demoCredentials.applicationKey,
    powerOfficeClientKey: demoCredentials.clientKey,
    powerOfficeSubscriptionKey: demoCredentials.subscriptionKey,
    xledgerToken: DEMO_XLEDGER_TOKEN,
  },
  hashKey: 'simulated-hash-key-of-the-stack-0123456789',
};

export interface SimulatedVendors {
  readonly simployer: DemoSimployer;
  readonly powerOffice: DemoPowerOffice;
  readonly xledger: DemoXledger;
}

/** The demo vendors on a clock: a company in Simployer, and what PowerOffice and X-ledger hold of it. */
export const createSimulatedVendors = (
  clock: Clock,
  { seed = 1, company = 3, options = {} }: Pick<WorldInput, 'seed' | 'company' | 'options'>,
): SimulatedVendors => {
  const { tenant, payroll, entities } = heldOf(company, todayInOslo(clock.now()), seed);
  return {
    xledger: createDemoXledger({
      clock,
      seed: {
        positionValues: titlesOf(tenant),
        ...entities,
        ...options.xledgerSeed,
      },
      options: options.xledger ?? {},
    }),
    simployer: createDemoSimployer({
      clock,
      tenant,
      accessToken: KEYS.keys.simployerAccessToken,
      maxLimit: options.simployerPageSize ?? 100,
    }),
    powerOffice: createDemoPowerOffice({
      clock,
      seed: options.payroll ?? payroll,
      options: options.powerOffice ?? {},
    }),
  };
};

/** What the vendors hold of a company: of an invented one, by its size, the payroll and the ledger that fit it too. */
const heldOf = (company: number | SimployerTenant, today: CalendarDate, seed: number) => {
  if (typeof company !== 'number') return { tenant: company, payroll: {}, entities: {} };
  const tenant = createDemoCompany({ today, size: company, seed, flaws: false });
  return { tenant, payroll: demoPayroll(tenant), entities: { entities: entitiesOf(tenant) } };
};

/** The company itself, as X-ledger has it. */
const entitiesOf = ({ company }: SimployerTenant): DemoXledgerSeed['entities'] => [
  { code: '10', description: company.name, companyNumber: company.orgNumber ?? null, parent: null },
];

/** Every job title of a company, once. */
const titlesOf = ({ employees }: SimployerTenant): readonly string[] => [
  ...new Set(employees.flatMap(({ title }) => (title === undefined || title.trim() === '' ? [] : [title.trim()]))),
];

/** The vendor that an address is of. */
export const vendorAt = (url: string, { simployer, powerOffice, xledger }: SimulatedVendors): DemoVendor => {
  if (url.startsWith(XLEDGER_ORIGIN)) return xledger;
  return url.startsWith(POWER_OFFICE_ORIGIN) ? powerOffice : simployer;
};

/** The network on which the vendors are. */
export const createNetwork = (vendors: SimulatedVendors, inProcess: InProcessOptions): Transport => {
  const { simployer, powerOffice, xledger } = vendors;
  const transports = new Map<DemoVendor, Transport>(
    [simployer, powerOffice, xledger].map((vendor) => [vendor, toTransport(vendor, inProcess)]),
  );
  return (request) => {
    const transport = transports.get(vendorAt(request.url, vendors));
    if (transport === undefined) throw new Error(`Nobody is at ${request.url}.`);
    return transport(request);
  };
};
