import * as fc from 'fast-check';
import { orderWrites, overbooked } from '../../../shared/flows/leaves-to-poweroffice/rules/day-sums.ts';
import type { Booking, Span } from '../../../shared/flows/leaves-to-poweroffice/rules/day-sums.ts';
import { addDays, daysFrom } from '../../../shared/records/values/days.ts';
import { MAIN_EMPLOYMENT, OTHER_EMPLOYMENT } from '../../builders/leave.ts';

/** `60 % from 1 to 30`, of April. */
const span = (degree: string, first: number, last: number): Span => ({
  startDate: addDays('2026-04-01', first - 1),
  endDate: addDays('2026-04-01', last - 1),
  leavePercentage: degree,
});

const booked = (id: string, overrides: Partial<Booking>): Booking => ({
  id,
  employment: MAIN_EMPLOYMENT,
  held: null,
  wanted: null,
  isOfSource: true,
  step: null,
  ...overrides,
});
const created = (id: string, wanted: Span): Booking => booked(id, { wanted, step: 'write' });
const moved = (id: string, held: Span, wanted: Span): Booking => booked(id, { held, wanted, step: 'write' });
/** One that stays in PowerOffice as it is, because it waits, say. */
const left = (id: string, held: Span): Booking => booked(id, { held });
const cancelled = (id: string, held: Span): Booking => booked(id, { held, isOfSource: false });
const deleted = (id: string, held: Span): Booking => booked(id, { held, isOfSource: false, step: 'delete' });

describe('As Simployer has them, more than 100 % are', () => {
  test.each<[string, readonly Booking[], readonly string[]]>([
    ['60 and 40: none', [created('a', span('60', 1, 30)), created('b', span('40', 1, 30))], []],
    [
      '60 and 50 on the same days: both',
      [created('a', span('60', 1, 30)), created('b', span('50', 1, 30))],
      ['a', 'b'],
    ],
    [
      '60 and 50, one within the other: both',
      [created('a', span('60', 1, 30)), created('b', span('50', 10, 12))],
      ['a', 'b'],
    ],
    [
      '100 and 100, one after the other: none',
      [created('a', span('100', 1, 30)), created('b', span('100', 31, 60))],
      [],
    ],
    [
      '100 and 1, which meet on a day: both',
      [created('a', span('100', 1, 31)), created('b', span('1', 31, 60))],
      ['a', 'b'],
    ],
    ['37.5 and 62.5: none', [created('a', span('37.5', 1, 30)), created('b', span('62.5', 1, 30))], []],
    [
      '40, 40 and 40, of which no two are too much: all three',
      [created('a', span('40', 1, 30)), created('b', span('40', 1, 30)), created('c', span('40', 30, 40))],
      ['a', 'b', 'c'],
    ],
    [
      'two of three: those two',
      [created('a', span('60', 1, 10)), created('b', span('50', 10, 20)), created('c', span('50', 11, 20))],
      ['a', 'b'],
    ],
    [
      'one that is as it was sent, and a new one: both',
      [booked('a', { held: span('60', 1, 30), wanted: span('60', 1, 30) }), created('b', span('50', 1, 30))],
      ['a', 'b'],
    ],
    [
      'two beside one that waits for an approval again, with which each alone would have room: the two',
      [left('waits', span('23', 1, 30)), created('a', span('48', 1, 30)), created('b', span('44', 1, 30))],
      ['a', 'b'],
    ],
    [
      'two, of which one moves away: none',
      [moved('a', span('60', 1, 30), span('60', 31, 60)), created('b', span('50', 1, 30))],
      [],
    ],
    [
      'one beside one that was cancelled: none',
      [cancelled('gone', span('60', 1, 30)), created('b', span('50', 1, 30))],
      [],
    ],
    [
      '100 and 100 on two employments: none',
      [created('a', span('100', 1, 30)), booked('b', { wanted: span('100', 1, 30), employment: OTHER_EMPLOYMENT })],
      [],
    ],
  ])('%s', (_title, bookings, expected) => {
    expect([...overbooked(bookings)].toSorted()).toEqual(expected);
    expect([...overbooked(bookings.toReversed())].toSorted()).toEqual(expected);
  });
});

describe('In PowerOffice,', () => {
  test.each<
    [string, readonly Booking[], { withoutRoom: readonly string[]; after: Readonly<Record<string, readonly string[]>> }]
  >([
    [
      '60 and 40 go in any order',
      [created('a', span('60', 1, 30)), created('b', span('40', 1, 30))],
      { withoutRoom: [], after: {} },
    ],
    [
      'a cancelled leave of 60 leaves room for 40',
      [cancelled('gone', span('60', 1, 30)), created('a', span('40', 1, 30))],
      { withoutRoom: [], after: {} },
    ],
    [
      'a cancelled leave of 60 leaves none for 41',
      [cancelled('gone', span('60', 1, 30)), created('a', span('41', 30, 60))],
      { withoutRoom: ['a'], after: {} },
    ],
    [
      'a leave without an end leaves none on any later day',
      [cancelled('gone', { ...span('60', 1, 1), endDate: null }), created('a', span('41', 300, 301))],
      { withoutRoom: ['a'], after: {} },
    ],
    [
      'a leave without a beginning leaves none on any earlier day',
      [cancelled('gone', { ...span('60', 1, 1), startDate: null }), created('a', span('41', -300, -299))],
      { withoutRoom: ['a'], after: {} },
    ],
    [
      'a cancelled leave leaves room for one of two, so for neither',
      [cancelled('gone', span('23', 1, 30)), created('a', span('48', 1, 30)), created('b', span('44', 1, 30))],
      { withoutRoom: ['a', 'b'], after: {} },
    ],
    [
      'a leave that becomes shorter goes, although there is no room for it to grow',
      [cancelled('gone', span('60', 1, 30)), moved('a', span('60', 1, 30), span('60', 1, 20))],
      { withoutRoom: [], after: {} },
    ],
    [
      'a leave of a lower degree goes, although it is still too much',
      [cancelled('gone', span('60', 1, 30)), moved('a', span('60', 1, 30), span('50', 1, 30))],
      { withoutRoom: [], after: {} },
    ],
    [
      'one that begins where another ends earlier waits for that',
      [moved('a', span('100', 1, 60), span('100', 1, 30)), created('b', span('50', 31, 60))],
      { withoutRoom: [], after: { b: ['a'] } },
    ],
    [
      'one waits for all that make room, and for no others',
      [
        moved('a', span('40', 1, 60), span('40', 1, 30)),
        moved('b', span('60', 31, 60), span('20', 31, 60)),
        moved('c', span('10', 70, 80), span('10', 90, 95)),
        created('d', span('50', 31, 60)),
      ],
      { withoutRoom: [], after: { d: ['a', 'b'] } },
    ],
    [
      'one waits for all that make room, each for other days',
      [
        moved('a', span('40', 1, 40), span('40', 1, 30)),
        moved('b', span('60', 41, 60), span('20', 41, 60)),
        created('c', span('70', 31, 60)),
      ],
      { withoutRoom: [], after: { c: ['a', 'b'] } },
    ],
    [
      'a leave that goes on longer at a lower degree has no room on the days that it did not have',
      [cancelled('gone', span('50', 1, 20)), moved('a', span('100', 1, 10), span('60', 1, 20))],
      { withoutRoom: ['a'], after: {} },
    ],
    [
      'one waits for one that is to be deleted',
      [deleted('gone', span('100', 1, 30)), created('a', span('100', 1, 30))],
      { withoutRoom: [], after: { a: ['gone'] } },
    ],
    [
      'three that move up wait for one another in turn',
      [
        moved('a', span('100', 1, 10), span('100', 11, 20)),
        moved('b', span('100', 11, 20), span('100', 21, 30)),
        moved('c', span('100', 21, 30), span('100', 31, 40)),
      ],
      { withoutRoom: [], after: { a: ['b'], b: ['c'] } },
    ],
    [
      'two that take the place of each other have no order',
      [moved('a', span('100', 1, 10), span('100', 11, 20)), moved('b', span('100', 11, 20), span('100', 1, 10))],
      { withoutRoom: ['a', 'b'], after: {} },
    ],
    [
      'what waits for two that have no order has no room either',
      [
        moved('a', span('100', 1, 10), span('100', 11, 20)),
        moved('b', span('60', 11, 20), span('60', 1, 10)),
        created('c', span('40', 1, 10)),
        created('d', span('40', 40, 50)),
      ],
      { withoutRoom: ['a', 'b', 'c'], after: {} },
    ],
    [
      '60 and 40 that become 40 and 60: the one that grows waits',
      [moved('a', span('60', 1, 30), span('40', 1, 30)), moved('b', span('40', 1, 30), span('60', 1, 30))],
      { withoutRoom: [], after: { b: ['a'] } },
    ],
    [
      'one that cannot move on stays in the way of another',
      [
        cancelled('gone', span('100', 11, 20)),
        moved('a', span('100', 1, 10), span('100', 11, 20)),
        created('b', span('100', 1, 10)),
      ],
      { withoutRoom: ['a', 'b'], after: {} },
    ],
    [
      'the other employment has room of its own',
      [
        cancelled('gone', span('100', 1, 30)),
        booked('a', { wanted: span('100', 1, 30), step: 'write', employment: OTHER_EMPLOYMENT }),
      ],
      { withoutRoom: [], after: {} },
    ],
  ])('%s', (_title, bookings, expected) => {
    for (const given of [bookings, bookings.toReversed()]) {
      const { withoutRoom, after } = orderWrites(given);
      expect({
        withoutRoom: [...withoutRoom].toSorted(),
        after: Object.fromEntries([...after].map(([id, first]) => [id, [...first].toSorted()])),
      }).toEqual(expected);
    }
  });

  test('what waits for one that waits itself has a later turn than that one', () => {
    const { turns } = orderWrites([
      moved('a', span('100', 1, 10), span('100', 11, 20)),
      moved('b', span('100', 11, 20), span('100', 21, 30)),
      moved('c', span('100', 21, 30), span('100', 31, 40)),
    ]);
    expect(Object.fromEntries(turns)).toEqual({ a: 2, b: 1 });
  });

  test('no day comes to more than 100 % in any order that is kept, whichever of the writes fail', () => {
    const anySpan = fc
      .record({
        degree: fc.integer({ min: 1, max: 100 }),
        first: fc.integer({ min: 1, max: 20 }),
        days: fc.integer({ min: 0, max: 15 }),
      })
      .map(({ degree, first, days }) => span(String(degree), first, first + days));
    const anyBooking = fc.record({
      held: fc.option(anySpan),
      wanted: fc.option(anySpan),
      step: fc.constantFrom('write' as const, 'delete' as const, null),
    });
    const days = daysFrom('2026-04-01', '2026-05-10');
    const isAbove = (spans: readonly (Span | null)[]): boolean =>
      days.some(
        (day) =>
          spans
            .filter((one) => one !== null && (one.startDate ?? '') <= day && (one.endDate ?? '') >= day)
            .reduce((sum, one) => sum + Number(one?.leavePercentage), 0) > 100,
      );
    fc.assert(
      fc.property(fc.array(anyBooking, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (drawn, choices) => {
        const bookings = drawn.map((one, index) =>
          booked(String(index), { ...one, step: one.step === 'write' && one.wanted === null ? null : one.step }),
        );
        fc.pre(!isAbove(bookings.map(({ held }) => held)));
        const { withoutRoom, after } = orderWrites(bookings);
        const now = new Map(bookings.map(({ id, held }) => [id, held]));
        const done = new Set<string>();
        // Some are written, in an order that is kept; the others fail.
        for (let tries = 0; tries < 12; tries += 1) {
          const { value } = choices.next();
          const one = bookings[Number(value) % Math.max(1, bookings.length)];
          if (one === undefined || one.step === null || withoutRoom.has(one.id)) continue;
          if ([...(after.get(one.id) ?? [])].some((id) => !done.has(id))) continue;
          now.set(one.id, one.step === 'write' ? one.wanted : null);
          done.add(one.id);
          expect(isAbove([...now.values()])).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });
});
