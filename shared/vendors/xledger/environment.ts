/** X-ledger's own addresses (X-ledger facts 1 and 3). */
const ENVIRONMENTS: Readonly<Record<string, string>> = { 'www.xledger.net': 'production', 'demo.xledger.net': 'demo' };

/** Which X-ledger an address leads to: `production`, `demo`, or the host of any other address. */
export const environmentOf = (url: string): string => {
  const { hostname } = new URL(url);
  return ENVIRONMENTS[hostname] ?? hostname;
};
