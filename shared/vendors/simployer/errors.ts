import { VendorError } from '../../records/vendor-error.ts';
import type { VendorErrorKind } from '../../records/vendor-error.ts';

/** What keeps a read of Simployer from its answer. @param summary in our words, without personal data */
export const simployerError = (kind: VendorErrorKind, summary: string, status: number | null = null): VendorError =>
  new VendorError('simployer', kind, { summary, status });
