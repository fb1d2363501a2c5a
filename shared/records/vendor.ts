/** Every system that a flow reads or writes, by its id, with the name that people know it by. */
export const VENDOR_NAMES = {
  simployer: 'Simployer',
  poweroffice: 'PowerOffice',
  xledger: 'X-ledger',
} as const;

/** A vendor's id, as it stands in `apiCalls` and, in capitals, in front of the codes of a log. */
export type Vendor = keyof typeof VENDOR_NAMES;

/** Told of every HTTP request to a vendor, repeats and token requests too. */
export type CountRequest = (vendor: Vendor) => void;
