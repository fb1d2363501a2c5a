import * as z from 'zod';

/** Where Simployer One, PowerOffice Go and X-ledger answer, test environments included (PowerOffice's has the same host). */
const VENDOR_HOSTS: readonly string[] = [
  'api.alexishr.com',
  'api.sandbox.alexishr.com',
  'goapi.poweroffice.net',
  'www.xledger.net',
  'demo.xledger.net',
];

const isOnThisMachine = (address: string): boolean => {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
};

/** The address of a vendor: https, since keys and national ids travel to it; http only to this machine. */
export const vendorAddress = z
  .url({ protocol: /^https?$/, error: 'expected a URL that begins with https://' })
  .refine(
    (address) => !URL.canParse(address) || address.startsWith('https:') || isOnThisMachine(address),
    'expected a URL that begins with https:// (http:// reaches this machine only)',
  );

/** Hosts of a proxy or gateway that stands in for a vendor: somebody names them on purpose. */
export const customHosts = z.array(z.hostname({ error: 'expected a host, such as gateway.example.com' }));

/**
 * What is wrong with an address that leads to no host of a vendor, nor to this machine: keys sent there would be a
 * stranger's. Null when nothing is.
 * @param allowed the custom hosts
 * @param setting where a custom host is named
 */
export const describeForeignHost = (address: string, allowed: readonly string[], setting: string): string | null => {
  if (!URL.canParse(address) || isOnThisMachine(address)) return null;
  const { hostname } = new URL(address);
  if (VENDOR_HOSTS.includes(hostname) || allowed.includes(hostname)) return null;
  return `"${hostname}" is no host of the vendors (${VENDOR_HOSTS.join(', ')}); if it is meant, name it in ${setting}`;
};

/** The variable of the environment that names custom hosts, separated by commas. */
const CUSTOM_HOSTS = 'VENDOR_CUSTOM_HOSTS';

/**
 * The schema of a vendor's address in the environment of this machine.
 * @param variables the environment, for the custom hosts that it names
 */
export const vendorAddressIn = (variables: Readonly<Record<string, string | undefined>>) => {
  const allowed = (variables[CUSTOM_HOSTS] ?? '').split(',').map((host) => host.trim());
  return vendorAddress.superRefine((address, context) => {
    const message = describeForeignHost(address, allowed, CUSTOM_HOSTS);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
};
