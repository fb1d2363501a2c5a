const LOCAL = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?$/;
const ZONED = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/i;

const HOUR_IN_MILLIS = 3_600_000;

const osloTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/**
 * The moment behind a time of X-ledger, epoch milliseconds. Without an offset it is what a clock on the wall in Oslo
 * shows (X-ledger fact 18). Of the hour that comes twice in October the first one is taken, and a time that summer time
 * skips counts as winter time.
 * @returns `null` for text that is no time
 */
export const toInstant = (text: string): number | null => {
  const stamp = text.trim().replace(' ', 'T');
  if (ZONED.test(stamp)) return validInstant(Date.parse(stamp));
  if (!LOCAL.test(stamp)) return null;
  const asIfUtc = validInstant(Date.parse(`${stamp}Z`));
  if (asIfUtc === null) return null;
  const wall = stamp.slice(0, 19).replace('T', ' ');
  const inSummer = asIfUtc - 2 * HOUR_IN_MILLIS;
  return osloTime.format(inSummer) === wall ? inSummer : asIfUtc - HOUR_IN_MILLIS;
};

const validInstant = (millis: number): number | null => (Number.isNaN(millis) ? null : millis);
