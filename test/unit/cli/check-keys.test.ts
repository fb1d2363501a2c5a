import { checkKeys } from '../../../local/cli/commands/secrets/check-keys.ts';
import { allPrivileges } from '../../../local/demo-vendors/poweroffice/options.ts';
import {
  createNetwork,
  createSimulatedVendors,
  KEYS as SIMULATED_KEYS,
  VENDOR_ADDRESSES,
} from '../../../local/simulation/simulated-vendors.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';
import type { FlowName, VendorKeys } from '../../../shared/config/vendor-keys.ts';
import { VENDOR_DEFAULTS } from '../../../shared/config/vendor-defaults.ts';

const KEYS: Required<VendorKeys> = {
  simployerAccessToken: 'token',
  powerOfficeApplicationKey: 'application',
  powerOfficeClientKey: 'client',
  powerOfficeSubscriptionKey: 'subscription',
  xledgerToken: 'token',
};

test.each<[keyof VendorKeys, FlowName]>([
  ['simployerAccessToken', 'employees-to-poweroffice'],
  ['simployerAccessToken', 'employees-to-xledger'],
  ['powerOfficeSubscriptionKey', 'employees-to-poweroffice'],
  ['powerOfficeSubscriptionKey', 'leaves-to-poweroffice'],
  ['xledgerToken', 'employees-to-xledger'],
])('A stored key that is missing is told with its name before a vendor is asked: %s of %s', async (name, flow) => {
  const asked: string[] = [];
  const { [name]: _missing, ...others } = KEYS;
  const checked = checkKeys(others, [flow], VENDOR_DEFAULTS, ({ url }) => {
    asked.push(url);
    return Promise.reject(new Error('Nobody is asked.'));
  });
  await expect(checked).rejects.toThrow(`vendor keys.${name}: is missing; ${flow} needs it`);
  expect(asked).toEqual([]);
});

describe('Keys that are good', () => {
  const clock = createVirtualClock();

  /** What is told of them by demo vendors. @param privileges what PowerOffice grants */
  const check = (flows: readonly FlowName[], privileges: readonly string[] = allPrivileges) => {
    const vendors = createSimulatedVendors(clock, { company: 2 });
    vendors.powerOffice.setPrivileges(privileges);
    const urls = {
      simployerBaseUrl: VENDOR_ADDRESSES.SIMPLOYER_BASE_URL,
      powerOfficeBaseUrl: VENDOR_ADDRESSES.POWEROFFICE_BASE_URL,
      powerOfficeTokenUrl: VENDOR_ADDRESSES.POWEROFFICE_TOKEN_URL,
      xledgerUrl: VENDOR_ADDRESSES.XLEDGER_URL,
    };
    const transport = createNetwork(vendors, { clock, latencyInMillis: 0 });
    return clock.run(checkKeys(SIMULATED_KEYS.keys, flows, urls, transport, clock));
  };
  const EMPLOYEES_AND_LEAVES = ['employees-to-poweroffice', 'leaves-to-poweroffice'] as const;

  test('lead to each system once, however many flows write to it', async () => {
    const systems = (await check(EMPLOYEES_AND_LEAVES)).map(({ system }) => system);
    expect(systems).toEqual(['Simployer One', 'PowerOffice Go']);
  });

  test("are told within a second: X-ledger's pace does not hold a person up who waits", async () => {
    const beganAt = clock.now();
    expect((await check(['employees-to-xledger']))[1]?.system).toBe('X-ledger');
    expect(clock.now() - beganAt).toBeLessThan(1_000);
  });

  test('and lack a privilege are told what each flow is missing', async () => {
    const without = allPrivileges.filter((name) => name !== 'EmploymentLeave_Full' && name !== 'Enterprises');
    const warningOf = async (flows: readonly FlowName[]) => (await check(flows, without))[1]?.warning;
    expect(await warningOf(EMPLOYEES_AND_LEAVES)).toMatch(/privileges: Enterprises, EmploymentLeave_Full\. Ask/);
    expect(await warningOf(['employees-to-poweroffice'])).toMatch(/privileges: Enterprises\. Ask/);
    expect((await check(EMPLOYEES_AND_LEAVES))[1]?.warning).toBeNull();
  });
});
