/**
 * Whether a vendor's stamp is older than another. Stamps carry up to seven fraction digits and now and then no
 * offset, which then is UTC (PowerOffice fact 25); a millisecond's precision is enough to tell a lag.
 */
export const isOlderStamp = (stamp: string | null, than: string | null): boolean => {
  const [one, other] = [toMillis(stamp), toMillis(than)];
  return one !== null && other !== null && one < other;
};

const toMillis = (stamp: string | null): number | null => {
  if (stamp === null) return null;
  const millis = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(stamp) ? stamp : `${stamp}Z`);
  return Number.isNaN(millis) ? null : millis;
};
