import { idnr } from '@navikt/fnrvalidator';

/** The library's `tnr` is the synthetic series, month + 80; its `hnr`, month + 40, is no national id. */
const ACCEPTED_TYPES: readonly string[] = ['fnr', 'dnr', 'tnr', 'dnr-and-tnr'];

/**
 * A Norwegian national id, 11 digits (NationalIdNumber, row 16): a fodselsnummer or D-number whose date and check
 * digits agree, those of the series from 2032 and synthetic ones included. Blanks and dashes between the digits are
 * dropped.
 *
 * @returns `null` when it is none
 */
export const toNationalId = (text: string): string | null => {
  const digits = text.replaceAll(/[\s\p{Pd}]/gu, '');
  const result = idnr(digits);
  return result.status === 'valid' && ACCEPTED_TYPES.includes(result.type) ? digits : null;
};
