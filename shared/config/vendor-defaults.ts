/** Where the vendors' production answers, and what PowerOffice grants: what holds unless somebody says otherwise. */
export const VENDOR_DEFAULTS = {
  simployerBaseUrl: 'https://api.alexishr.com/v1',
  powerOfficeBaseUrl: 'https://goapi.poweroffice.net/v2',
  powerOfficeTokenUrl: 'https://goapi.poweroffice.net/OAuth/Token',
  xledgerUrl: 'https://www.xledger.net/graphql',
  /** Of a subscription key, in any rolling second. */
  powerOfficeRequestsPerSecond: 10,
} as const;
