/*
 * Starts the demo vendors together on one machine: Simployer with the demo company, and PowerOffice and X-ledger with what
 * payroll has of it. Nothing of a demo lies anywhere else, so a restart forgets what was written. For example, `npm start`
 * syncs against them, with the addresses and keys that they name.
 */
import type { VendorKeys } from '../../shared/config/vendor-keys.ts';
import { todayInOslo } from '../../shared/records/values/calendar-date.ts';
import type { Clock } from '../../shared/http/clock.ts';
import { systemClock } from '../../shared/http/clock.ts';
import type { DemoCompany } from './company/create-demo-company.ts';
import { createDemoCompany } from './company/create-demo-company.ts';
import { demoPayroll } from './company/demo-payroll.ts';
import { xledgerPayroll } from './company/xledger-payroll.ts';
import { listen } from './http-server.ts';
import type { DemoPowerOffice } from './poweroffice/demo-poweroffice.ts';
import { createDemoPowerOffice } from './poweroffice/demo-poweroffice.ts';
import type { PartialDemoPowerOfficeOptions } from './poweroffice/options.ts';
import { demoCredentials } from './poweroffice/options.ts';
import type { DemoSimployer } from './simployer/create-demo-simployer.ts';
import type { DemoSeed } from './poweroffice/seed.ts';
import { createDemoSimployer } from './simployer/create-demo-simployer.ts';
import type { DemoXledger } from './xledger/demo-xledger.ts';
import { createDemoXledger } from './xledger/demo-xledger.ts';
import { DEMO_XLEDGER_TOKEN } from './xledger/options.ts';

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
  readonly xledger: DemoXledger;
  /** Ends in `/v1`, without a slash. */
  readonly simployerBaseUrl: string;
  /** Ends in `/v2`, without a slash. */
  readonly powerOfficeBaseUrl: string;
  readonly powerOfficeTokenUrl: string;
  readonly xledgerUrl: string;
  /** What the demos accept; they open nothing anywhere else. */
  readonly keys: Required<VendorKeys>;
  /** All vendors as the command line's environment names them. */
  readonly environment: Readonly<Record<string, string>> & { readonly POWEROFFICE_BASE_URL: string };
  /** Stops the servers and drops their connections. */
  close(): Promise<void>;
}

/** Obviously no real token. */
const DEMO_ACCESS_TOKEN = 'demo-simployer-access-token';

const LOOPBACK = { host: '127.0.0.1', port: 0 } as const;

/**
 * Starts the demo vendors over HTTP on 127.0.0.1, on free ports, with the demo company and what either payroll has of it.
 */
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
  const xledger = createDemoXledger({
    clock,
    seed: xledgerPayroll(company),
    options: { mask: 'lastDigits' },
    token: DEMO_XLEDGER_TOKEN,
  });
  const servers = await Promise.all([
    listen(simployer, LOOPBACK),
    listen(powerOffice, LOOPBACK),
    listen(xledger, LOOPBACK),
  ]);
  const [{ url: simployerUrl }, { url: powerOfficeUrl }, { url: xledgerOrigin }] = servers;

  const keys: Required<VendorKeys> = {
    simployerAccessToken: DEMO_ACCESS_TOKEN,
    powerOfficeApplicationKey: demoCredentials.applicationKey,
    powerOfficeClientKey: demoCredentials.clientKey,
    powerOfficeSubscriptionKey: demoCredentials.subscriptionKey,
    xledgerToken: DEMO_XLEDGER_TOKEN,
  };
  const addresses = {
    simployerBaseUrl: `${simployerUrl}/v1`,
    powerOfficeBaseUrl: `${powerOfficeUrl}/v2`,
    powerOfficeTokenUrl: `${powerOfficeUrl}/OAuth/Token`,
    xledgerUrl: `${xledgerOrigin}/graphql`,
  };
  return {
    company,
    simployer,
    powerOffice,
    xledger,
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
      XLEDGER_URL: addresses.xledgerUrl,
      XLEDGER_TOKEN: keys.xledgerToken,
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
};
