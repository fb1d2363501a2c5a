import { createWriteOutage } from '../../../shared/http/write-outage.ts';

const setUp = () => {
  let now = 1_000;
  const outage = createWriteOutage('The vendor', { now: () => now });
  return {
    outage,
    /** Whether a write may be sent so much later. */
    maySend: (afterInMillis = 0): boolean => {
      now += afterInMillis;
      const hindrance = outage.hindrance();
      if (hindrance !== null) expect(hindrance).toMatch(/^The vendor has left the last \d writes without an answer/);
      return hindrance === null;
    },
  };
};

describe('While a vendor leaves writes unanswered', () => {
  test('four in a row hold nobody back, and each counts as the outcome of its own record', () => {
    const { outage, maySend } = setUp();
    expect(Array.from({ length: 4 }, () => outage.unanswered())).toEqual([false, false, false, false]);
    expect(maySend()).toBe(true);
  });

  test('the fifth is an outage: one write in half a minute tries, the others are not sent', () => {
    const { outage, maySend } = setUp();
    for (let count = 0; count < 4; count += 1) outage.unanswered();
    expect(outage.unanswered()).toBe(true);
    expect(maySend()).toBe(false);
    expect(maySend(29_999)).toBe(false);
    expect(maySend(1)).toBe(true);
    expect(maySend()).toBe(false);
    expect(outage.unanswered()).toBe(true);
  });

  test('an answer ends it at once, a refusal too', () => {
    const { outage, maySend } = setUp();
    for (let count = 0; count < 9; count += 1) outage.unanswered();
    expect(maySend(30_000)).toBe(true);
    outage.answered();
    expect(maySend()).toBe(true);
    expect(outage.unanswered()).toBe(false);
  });
});
