import { trimmedText } from '../records/values/text.ts';

/** The name of an employment type as it is compared: lower case, blanks and hyphens as one underscore. */
export const normalisedTypeName = (name: string): string =>
  (trimmedText(name) ?? '').toLowerCase().replace(/[\s\p{Pd}_]+/gu, '_');

/** The one type of which Simployer publishes the key (Simployer fact 13). */
export const PERMANENT = 'permanent_employment';
