const PREFIX = 'f575b4b0-55be-4b56-b01f-';
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The GUID that stands on the wire for a row of the demo. */
export const guidOf = (id: number): string => `${PREFIX}${id.toString(16).padStart(12, '0')}`;

/** The row behind a GUID: 0, which no row has, for a GUID of somebody else; `null` for what is no GUID. */
export const numberOf = (text: string): number | null => {
  if (!GUID.test(text)) return null;
  return text.toLowerCase().startsWith(PREFIX) ? Number.parseInt(text.slice(PREFIX.length), 16) : 0;
};
