import type { LoggedRequest } from '../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import { VENDOR_DEFAULTS } from '../shared/config/vendor-defaults.ts';
import type { CountedRun } from './counted-world.ts';
import type { Figure } from './figure.ts';

const REQUESTS_PER_SECOND = VENDOR_DEFAULTS.powerOfficeRequestsPerSecond;
const THROTTLED = 429;

const isWrite = ({ method, path }: LoggedRequest): boolean => method !== 'GET' && !path.includes('Token');
const throttledIn = (requests: readonly LoggedRequest[]): number =>
  requests.filter(({ status }) => status === THROTTLED).length;

/** From the first write to the last request: before it, PowerOffice waits for Simployer's slower lists. */
const whileWriting = (requests: readonly LoggedRequest[]): readonly LoggedRequest[] =>
  requests.slice(Math.max(0, requests.findIndex(isWrite)));

const useOf = (requests: readonly LoggedRequest[]): number => {
  const durationInSeconds = ((requests.at(-1)?.at ?? 0) - (requests[0]?.at ?? 0)) / 1000;
  return (100 * requests.length) / (REQUESTS_PER_SECOND * durationInSeconds);
};

/** How well a first load uses what PowerOffice grants. */
export const paceFigures = ({
  steady,
  slight,
  strong,
}: {
  readonly steady: CountedRun;
  /** Each way up to 5 ms early or late. */
  readonly slight: CountedRun;
  /** Up to 40 ms. */
  readonly strong: CountedRun;
}): Figure[] => {
  const people = steady.usage.people.toLocaleString('en-GB');
  const floorInMillis = (1000 * steady.requests.length) / REQUESTS_PER_SECOND;
  const busy = whileWriting(steady.requests);
  const busyInMillis = (busy.at(-1)?.at ?? 0) - (busy[0]?.at ?? 0);
  const figure = (what: string, value: number, unit: string, goal: Figure['goal']): Figure => ({
    what: `${what}, first load of ${people}`,
    value,
    unit,
    goal,
    deterministic: true,
  });
  const pace = (jitter: string, { requests }: CountedRun, atLeast: number): Figure[] => [
    figure(`Use of the 10/s limit while there is something to write, ${jitter}`, useOf(whileWriting(requests)), '%', {
      atLeast,
    }),
    figure(`Answers 429, ${jitter}`, throttledIn(requests), 'requests', { exactly: 0 }),
  ];
  return [
    ...pace('150 ms latency', steady, 97),
    ...pace('150 ± 5 ms each way', slight, 97),
    ...pace('150 ± 40 ms each way', strong, 93),
    figure('Wall time / (requests / 10 s), the whole run', steady.usage.wallTimeInMillis / floorInMillis, '', {
      atMost: 1.05,
    }),
    figure(
      'Wall time / (requests / 10 s), from the first write on',
      busyInMillis / ((1000 * busy.length) / REQUESTS_PER_SECOND),
      '',
      {},
    ),
    figure(
      'Simployer read at 4 requests a second, before the first write',
      ((busy[0]?.at ?? 0) - (steady.requests[0]?.at ?? 0)) / 1000,
      's',
      {},
    ),
  ];
};
