import { VendorError } from '../../../records/vendor-error.ts';

/** What a vendor was asked for: the answer, or why there is none. */
export type Read<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly error: VendorError };

/** Asks a vendor; what it does not answer keeps nothing else back. @throws what no vendor's client throws */
export const read = async <T>(work: () => Promise<T>): Promise<Read<T>> => {
  try {
    return { known: true, value: await work() };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { known: false, error };
  }
};
