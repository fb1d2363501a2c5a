import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import { refuse } from './problem-details.ts';

const alpha2Codes = new Set(codes.map(([alpha2]) => alpha2));

/** @throws Refusal for anything but an upper-case alpha-2 code, in PowerOffice's words. */
export const refuseUnknownCountry = (title: string, code: string | null): void => {
  if (code !== null && !alpha2Codes.has(code)) {
    refuse(400, title, `The country code ${code} is not valid according to ISO 3166-1.`);
  }
};
