import { measureClock } from '../../../shared/http/clock-difference.ts';
import type { HttpResponse } from '../../../shared/http/transport.ts';

const NOW = Date.parse('2026-03-02T06:00:00Z');
const REQUEST = { method: 'GET', url: 'http://vendor.test/', headers: {}, body: null, timeoutInMillis: 1_000 } as const;

/** What is measured of an answer that takes two seconds. */
const measure = async (response: Partial<HttpResponse>): Promise<number | null> => {
  let now = NOW;
  const clock = measureClock(
    () => {
      now += 2_000;
      return Promise.resolve({ status: 200, headers: {}, body: '', ...response });
    },
    { now: () => now },
  );
  await clock.transport(REQUEST);
  return clock.differenceInMillis();
};

test.each([
  ['the same', 'Mon, 02 Mar 2026 06:00:01 GMT', 0],
  ['written while the request was on its way', 'Mon, 02 Mar 2026 06:00:00 GMT', 0],
  ['a minute ahead', 'Mon, 02 Mar 2026 06:01:02 GMT', 60_000],
  ['a minute behind', 'Mon, 02 Mar 2026 05:58:59 GMT', -60_001],
  ['no date', 'yesterday', null],
])('a clock that is %s', async (_what, date, difference) => {
  expect(await measure({ headers: { date } })).toBe(difference);
});

test('an error page, which may come from a proxy on the way, tells nothing', async () => {
  expect(await measure({ status: 502, headers: { date: 'Mon, 02 Mar 2026 09:00:00 GMT' } })).toBeNull();
});
