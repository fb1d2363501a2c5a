/** PowerOffice's own host (PowerOffice fact 1); its demo environment lies below a folder of its own. */
const POWER_OFFICE_HOST = 'goapi.poweroffice.net';

/** Which PowerOffice a base URL leads to: `production`, `demo`, or the host of any other address. */
export const environmentOf = (baseUrl: string): string => {
  const { hostname, pathname } = new URL(baseUrl);
  if (hostname !== POWER_OFFICE_HOST) return hostname;
  return /^\/demo(\/|$)/i.test(pathname) ? 'demo' : 'production';
};
