import { createVendorClock } from '../../../shared/http/vendor-clock.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';

const START = Date.parse('2026-03-02T06:00:00Z');
const MINUTE_IN_MILLIS = 60_000;
const REQUEST = { method: 'GET', url: 'http://vendor.test/', headers: {}, body: null, timeoutInMillis: 1_000 } as const;

/** The clocks after answers of these dates, each given or as minutes from our clock when it leaves the vendor. */
const watch = async (
  answers: readonly { readonly date?: string | number; readonly status?: number }[],
  tookInMillis = 100,
) => {
  const clock = createVirtualClock(START);
  const remaining = [...answers];
  const vendor = createVendorClock(
    'PowerOffice',
    async () => {
      const { date, status = 200 } = remaining.shift() ?? {};
      const text = typeof date === 'number' ? new Date(clock.now() + date * MINUTE_IN_MILLIS).toUTCString() : date;
      await clock.sleep(tookInMillis);
      return { status, headers: text === undefined ? {} : { date: text }, body: '' };
    },
    clock,
  );
  for (const _ of answers) await clock.run(vendor.transport(REQUEST));
  return vendor.deviation();
};

test.each<[string, readonly { date?: string | number; status?: number }[]]>([
  ['the same time', [{ date: 0 }]],
  ['nine minutes ahead', [{ date: 9 }]],
  ['nine minutes behind', [{ date: -9 }]],
  ['no date', [{}]],
  ['no date that can be read', [{ date: '2001' }]],
  ['a date in another form', [{ date: '1970-01-01T00:00:00Z' }]],
  ['an impossible date', [{ date: 'Thu, 99 Jan 1970 00:00:00 GMT' }]],
  ['a date on an error page', [{ date: 'Thu, 01 Jan 1970 00:00:00 GMT', status: 503 }]],
  ['a wrong date, then a right one', [{ date: 60 }, { date: 0 }]],
])('%s is no deviation', async (_what, answers) => {
  expect(await watch(answers)).toBeNull();
});

test.each<[string, readonly { date?: string | number; status?: number }[], string]>([
  ['eleven minutes ahead', [{ date: 11 }], '2026-03-02T06:11:00Z'],
  ['eleven minutes behind', [{ date: -11 }], '2026-03-02T05:49:00Z'],
  ['decades ahead', [{ date: 'Mon, 02 Mar 2099 06:00:00 GMT' }], '2099-03-02T06:00:00Z'],
  ['decades behind', [{ date: 'Thu, 01 Jan 1970 00:00:00 GMT' }], '1970-01-01T00:00:00Z'],
  ['a wrong date, then none', [{ date: 'Thu, 01 Jan 1970 00:00:00 GMT' }, {}], '1970-01-01T00:00:00Z'],
])('%s is told with both clocks', async (_what, answers, theirs) => {
  expect(await watch(answers)).toMatch(
    new RegExp(`^The clock here says 2026-03-02T06:00:00Z, and that of PowerOffice ${theirs}\\.$`),
  );
});

test.each([-9, 9])('an answer that took half an hour may be %i minutes off all the same', async (minutes) => {
  expect(await watch([{ date: minutes }], 30 * MINUTE_IN_MILLIS)).toBeNull();
});
