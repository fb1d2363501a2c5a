import { checkKeys } from '../../../local/cli/commands/secrets/check-keys.ts';
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
