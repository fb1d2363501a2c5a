import type { VendorKeys } from '../../shared/config/vendor-keys.ts';
import { todayInOslo } from '../../shared/records/values/calendar-date.ts';
import type { Clock } from '../../shared/http/clock.ts';
import { systemClock } from '../../shared/http/clock.ts';
import type { DemoCompany } from './company/create-demo-company.ts';
import { createDemoCompany } from './company/create-demo-company.ts';
import { demoPayroll } from './company/demo-payroll.ts';
import { listen } from './http-server.ts';
import type { DemoPowerOffice } from './poweroffice/demo-poweroffice.ts';
import { createDemoPowerOffice } from './poweroffice/demo-poweroffice.ts';
import type { PartialDemoPowerOfficeOptions } from './poweroffice/options.ts';
import { demoCredentials } from './poweroffice/options.ts';
import type { DemoSimployer } from './simployer/create-demo-simployer.ts';
import type { DemoSeed } from './poweroffice/seed.ts';
import { createDemoSimployer } from './simployer/create-demo-simployer.ts';

export interface DemoVendorsOptions {
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Default: the company of 40 with its story, as of today in Oslo. */
  readonly company?: DemoCompany;
  /** What payroll holds otherwise than the demo's payroll of that company. */
  readonly payroll?: Partial<DemoSeed>;
  /** What the demo PowerOffice does otherwise than by default. */
  readonly powerOfficeOptions?: PartialDemoPowerOfficeOptions;
}

export interface DemoVendors {
  readonly company: DemoCompany;
  readonly simployer: DemoSimployer;
  readonly powerOffice: DemoPowerOffice;
  /** Ends in `/v1`, without a slash. */
  readonly simployerBaseUrl: string;
  /** Ends in `/v2`, without a slash. */
  readonly powerOfficeBaseUrl: string;
  readonly powerOfficeTokenUrl: string;
  /** What the demos accept; they open nothing anywhere else. */
  readonly keys: VendorKeys;
  /** Both vendors as the command line's environment names them. */
  readonly environment: Readonly<Record<string, string>> & { readonly POWEROFFICE_BASE_URL: string };
  /** Stops both servers and drops their connections. */
  close(): Promise<void>;
}

/** Obviously no real token. */
const DEMO_ACCESS_TOKEN = 'demo-simployer-access-token';

const LOOPBACK = { host: '127.0.0.1', port: 0 } as const;

/** Starts both demo vendors over HTTP on 127.0.0.1, on free ports, with the demo company and what payroll has of it. */
export const startDemoVendors = async (options: DemoVendorsOptions = {}): Promise<DemoVendors> => {
  const { clock = systemClock } = options;
  const company = options.company ?? createDemoCompany({ today: todayInOslo(clock.now()) });
  const simployer = createDemoSimployer({ clock, tenant: company, accessToken: DEMO_ACCESS_TOKEN });
  const powerOffice = createDemoPowerOffice({
    clock,
    seed: { ...demoPayroll(company), ...options.payroll },
    credentials: demoCredentials,
    ...(options.powerOfficeOptions !== undefined && { options: options.powerOfficeOptions }),
  });
  const servers = await Promise.all([listen(simployer, LOOPBACK), listen(powerOffice, LOOPBACK)]);
  const [{ url: simployerUrl }, { url: powerOfficeUrl }] = servers;

  const keys: VendorKeys = {
    simployerAccessToken: DEMO_ACCESS_TOKEN,
    powerOfficeApplicationKey: demoCredentials.applicationKey,
    powerOfficeClientKey: demoCredentials.clientKey,
    powerOfficeSubscriptionKey: demoCredentials.subscriptionKey,
  };
  const addresses = {
    simployerBaseUrl: `${simployerUrl}/v1`,
    powerOfficeBaseUrl: `${powerOfficeUrl}/v2`,
    powerOfficeTokenUrl: `${powerOfficeUrl}/OAuth/Token`,
  };
  return {
    company,
    simployer,
    powerOffice,
    ...addresses,
    keys,
    environment: {
      SIMPLOYER_BASE_URL: addresses.simployerBaseUrl,
      SIMPLOYER_ACCESS_TOKEN: keys.simployerAccessToken,
      POWEROFFICE_BASE_URL: addresses.powerOfficeBaseUrl,
      POWEROFFICE_TOKEN_URL: addresses.powerOfficeTokenUrl,
      POWEROFFICE_APPLICATION_KEY: keys.powerOfficeApplicationKey,
      POWEROFFICE_CLIENT_KEY: keys.powerOfficeClientKey,
      POWEROFFICE_SUBSCRIPTION_KEY: keys.powerOfficeSubscriptionKey,
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
};
