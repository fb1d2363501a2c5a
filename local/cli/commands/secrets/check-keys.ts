/*
 * Tries the vendors' keys before they are stored: for each flow of the stack one read that writes nothing, against the
 * addresses that the environment names. What comes of it is a company's name from each vendor, for a person to compare.
 * For example, keys of both flows show `Simployer One: Fjordlys AS`, `PowerOffice Go: Fjordlys AS`, `X-ledger: Fjordlys AS`.
 */
import { missingPrivileges } from '../../../../shared/flows/employees-to-poweroffice/inspect/check/privileges.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/flows/employees-to-poweroffice/settings.ts';
import { DEFAULT_XLEDGER_SETTINGS } from '../../../../shared/flows/employees-to-xledger/settings.ts';
import { parseConfiguration } from '../../../../shared/config/configuration-error.ts';
import { FLOW_KEYS } from '../../../../shared/config/vendor-keys.ts';
import type { FlowName, PowerOfficeKeys, VendorKeys, XledgerKeys } from '../../../../shared/config/vendor-keys.ts';
import { systemClock } from '../../../../shared/http/clock.ts';
import type { Clock } from '../../../../shared/http/clock.ts';
import { unpaced } from '../../../../shared/http/pacer.ts';
import type { Transport } from '../../../../shared/http/transport.ts';
import { createTurnstile } from '../../../../shared/http/turnstile.ts';
import { isVendorError } from '../../../../shared/records/vendor-error.ts';
import { createPowerOfficeClient } from '../../../../shared/vendors/poweroffice/client.ts';
import { LEAVE_PRIVILEGE, lacksLeavePrivilege } from '../../../../shared/vendors/poweroffice/leaves.ts';
import { createSimployerClient } from '../../../../shared/vendors/simployer/client.ts';
import { xledgerBudget } from '../../../../shared/vendors/xledger/budget.ts';
import { createXledgerClient } from '../../../../shared/vendors/xledger/client.ts';
import type { VendorUrls } from '../../environment.ts';

/** A company that keys lead to: the one thing a person must compare before the first write. */
export interface CheckedCompany {
  /** `Simployer One`. */
  readonly system: string;
  readonly company: string;
  /** What is to be mended before the first run; null when nothing is known. */
  readonly warning: string | null;
}

type FlowToPowerOffice = Extract<FlowName, `${string}-to-poweroffice`>;

const WITHOUT_NAME = '(without a name)';

/** What every client takes here. A few requests need no pace. */
const toShared = (transport: Transport, clock: Clock) => ({
  transport,
  clock,
  random: Math.random,
  count: () => undefined,
  deadline: () => Number.POSITIVE_INFINITY,
  writeTimeoutInMillis: DEFAULT_SETTINGS.writeTimeoutInSeconds * 1000,
  pacer: unpaced,
});
type Shared = ReturnType<typeof toShared>;

/** As much as a run may ask: the few requests made here fit beside those of one that is under way (X-ledger fact 7). */
const XLEDGER_BUDGET = xledgerBudget(DEFAULT_XLEDGER_SETTINGS.maxRequestsPerFiveSeconds);

/** What each flow to PowerOffice cannot do without and does not have, by what the keys are granted. */
const MISSING_PRIVILEGES: Readonly<Record<FlowToPowerOffice, (granted: readonly string[]) => readonly string[]>> = {
  'employees-to-poweroffice': (granted) => missingPrivileges(granted, DEFAULT_SETTINGS.mapping),
  'leaves-to-poweroffice': (granted) => (lacksLeavePrivilege(granted) ? [LEAVE_PRIVILEGE] : []),
};

const checkPowerOffice = async (
  keys: PowerOfficeKeys,
  flows: readonly FlowToPowerOffice[],
  urls: VendorUrls,
  shared: Shared,
): Promise<CheckedCompany> => {
  const { reader } = createPowerOfficeClient({
    ...shared,
    baseUrl: urls.powerOfficeBaseUrl,
    tokenUrl: urls.powerOfficeTokenUrl,
    applicationKey: keys.powerOfficeApplicationKey,
    clientKey: keys.powerOfficeClientKey,
    subscriptionKey: keys.powerOfficeSubscriptionKey,
  });
  const { clientName, validPrivileges } = await reader.integrationInformation();
  const missing = flows.flatMap((flow) => MISSING_PRIVILEGES[flow](validPrivileges));
  return {
    system: 'PowerOffice Go',
    company: clientName ?? WITHOUT_NAME,
    warning:
      missing.length === 0
        ? null
        : `PowerOffice does not list these privileges: ${missing.join(', ')}. Ask go-api@poweroffice.no for them.`,
  };
};

/** Whoever looks at a token alone asks for no field to be written. */
const WRITES_NOTHING = { addEmployees: [], updateEmployees: [], updateContacts: [] };

/** X-ledger's own words do not say whose they are, nor who renews a token. */
const refusedByXledger = ({ message }: Error): Error =>
  new Error(
    `X-ledger refuses the token: ${message}. IT: make a new one in X-ledger > Administration > System Access > GraphQL > API tokens.`,
  );

const checkXledger = async (
  { xledgerToken }: XledgerKeys,
  { xledgerUrl }: VendorUrls,
  shared: Shared,
): Promise<CheckedCompany> => {
  const { reader } = createXledgerClient({
    ...shared,
    url: xledgerUrl,
    token: xledgerToken,
    oneAtATime: createTurnstile(shared.clock, XLEDGER_BUDGET, 1),
  });
  const { entity, environment } = await reader.probe(WRITES_NOTHING).catch((error: unknown) => {
    throw isVendorError(error, 'credentialsRefused') ? refusedByXledger(error) : error;
  });
  return {
    system: 'X-ledger',
    company: entity?.description ?? WITHOUT_NAME,
    warning: environment === 'demo' ? "This is X-ledger's demo, which loses its data now and then." : null,
  };
};

const checkSimployer = async (
  accessToken: string,
  { simployerBaseUrl }: VendorUrls,
  shared: Shared,
): Promise<CheckedCompany> => {
  const simployer = createSimployerClient({ ...shared, baseUrl: simployerBaseUrl, accessToken });
  const companies = await simployer.company();
  return {
    system: 'Simployer One',
    company: companies.map(({ name }) => name ?? WITHOUT_NAME).join(', ') || WITHOUT_NAME,
    warning: null,
  };
};

type CheckTarget = (urls: VendorUrls, shared: Shared) => Promise<CheckedCompany>;

const isToPowerOffice = (flow: FlowName): flow is FlowToPowerOffice => flow.endsWith('-to-poweroffice');

/**
 * One check for each system that the flows write to.
 * @throws ConfigurationError naming the key that is missing, and the flow that needs it
 */
const checksOf = (keys: VendorKeys, flows: readonly FlowName[]): readonly CheckTarget[] => {
  const toPowerOffice = flows.filter(isToPowerOffice);
  const [powerOfficeKeys] = toPowerOffice.map((flow) => parseConfiguration(FLOW_KEYS[flow], keys, 'vendor keys'));
  const checks: CheckTarget[] = [];
  if (powerOfficeKeys !== undefined) {
    checks.push((urls, shared) => checkPowerOffice(powerOfficeKeys, toPowerOffice, urls, shared));
  }
  if (flows.includes('employees-to-xledger')) {
    const xledgerKeys = parseConfiguration(FLOW_KEYS['employees-to-xledger'], keys, 'vendor keys');
    checks.push((urls, shared) => checkXledger(xledgerKeys, urls, shared));
  }
  // The file of absence is made of Simployer's alone.
  if (flows.includes('time-off-to-file')) parseConfiguration(FLOW_KEYS['time-off-to-file'], keys, 'vendor keys');
  return checks;
};

/**
 * Tries the keys of some flows on their vendors; reads a company name from each and writes nothing. A key that is missing
 * is told before any vendor is asked.
 * @returns the company in Simployer, then one for each system that the flows write to
 * @throws ConfigurationError naming the key that is missing
 * @throws VendorError, whose message says which key is refused and who renews it
 */
export const checkKeys = async (
  keys: VendorKeys,
  flows: readonly FlowName[],
  urls: VendorUrls,
  transport: Transport,
  clock: Clock = systemClock,
): Promise<readonly [CheckedCompany, ...CheckedCompany[]]> => {
  const checks = checksOf(keys, flows);
  const shared = toShared(transport, clock);
  const source = await checkSimployer(keys.simployerAccessToken ?? '', urls, shared);
  const checked: CheckedCompany[] = [];
  for (const check of checks) checked.push(await check(urls, shared));
  return [source, ...checked];
};
