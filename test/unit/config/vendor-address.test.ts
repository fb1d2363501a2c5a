import { readVendorUrls } from '../../../local/cli/environment.ts';
import { vendorAddress } from '../../../shared/config/vendor-address.ts';

test.each([
  'https://api.alexishr.com/v1',
  'https://gateway.example.com',
  'http://127.0.0.1:8080/v1',
  'http://127.8.9.1',
  'http://localhost:1',
  'http://[::1]:8080',
])('%s is an address that keys may travel to', (address) => {
  expect(vendorAddress.safeParse(address).success).toBe(true);
});

test.each([
  'http://api.alexishr.com/v1',
  'http://127.0.0.1.example.com',
  'http://localhost.example.com',
  'http://10.0.0.1',
  'http://user@127.0.0.1@example.com',
  'ftp://127.0.0.1',
  'simployer',
  '',
])('"%s" is refused', (address) => {
  expect(vendorAddress.safeParse(address).success).toBe(false);
});

describe('On this machine', () => {
  test("without anything in the environment, the vendors' own addresses are meant", () => {
    expect(readVendorUrls({})).toEqual({
      simployerBaseUrl: 'https://api.alexishr.com/v1',
      powerOfficeBaseUrl: 'https://goapi.poweroffice.net/v2',
      powerOfficeTokenUrl: 'https://goapi.poweroffice.net/OAuth/Token',
      xledgerUrl: 'https://www.xledger.net/graphql',
    });
  });

  test.each([
    ["the vendors' test environments", { SIMPLOYER_BASE_URL: 'https://api.sandbox.alexishr.com/v1' }],
    ["X-ledger's test environment", { XLEDGER_URL: 'https://demo.xledger.net/graphql' }],
    ['this machine', { POWEROFFICE_BASE_URL: 'http://127.0.0.1:4000/v2' }],
    [
      'a host that is named on purpose',
      { SIMPLOYER_BASE_URL: 'https://gateway.example.com/v1', VENDOR_CUSTOM_HOSTS: 'a.example, gateway.example.com' },
    ],
  ])('%s may be named', (_, environment) => {
    expect(() => readVendorUrls(environment)).not.toThrow();
  });

  test.each([
    [
      { SIMPLOYER_BASE_URL: 'https://api.alexishr.co/v1' },
      /^SIMPLOYER_BASE_URL: "api\.alexishr\.co" is no host.*VENDOR_CUSTOM_HOSTS$/u,
    ],
    [
      { POWEROFFICE_TOKEN_URL: 'https://goapi.poweroffice.net.example.com/' },
      /^POWEROFFICE_TOKEN_URL: "goapi\.poweroffice\.net\.example\.com"/u,
    ],
    [{ SIMPLOYER_BASE_URL: 'https://api.alexishr.com@example.com/v1' }, /^SIMPLOYER_BASE_URL: "example\.com"/u],
    [{ XLEDGER_URL: 'https://xledger.net.example.com/graphql' }, /^XLEDGER_URL: "xledger\.net\.example\.com"/u],
    [{ POWEROFFICE_BASE_URL: 'http://goapi.poweroffice.net/v2' }, /^POWEROFFICE_BASE_URL: .*https/u],
    [
      { SIMPLOYER_BASE_URL: 'http://gateway.example.com', VENDOR_CUSTOM_HOSTS: 'gateway.example.com' },
      /^SIMPLOYER_BASE_URL: .*https/u,
    ],
  ])('keys are sent to no stranger and never unencrypted: %j', (environment, message) => {
    expect(() => readVendorUrls(environment)).toThrow(message);
  });
});
