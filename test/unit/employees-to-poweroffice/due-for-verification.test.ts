import fc from 'fast-check';
import { dueForVerification } from '../../../shared/flows/employees-to-poweroffice/due-for-verification.ts';
import type { EmployeeState } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import { branded } from '../../builders/branded.ts';

type Remembered = Pick<EmployeeState, 'record' | 'salaryDueOn'>;

const ROUND = 30;

const dayOf = (night: number): string => new Date(Date.UTC(2026, 0, 1 + night)).toISOString().slice(0, 10);

const verified = (salaryDueOn: string | null): Remembered => ({
  salaryDueOn,
  record: branded({
    id: 7,
    employeeStamp: null,
    addressStamp: null,
    base: null,
    employments: {},
    knownEmployments: null,
    salaryDigest: 'digest',
    salaryStamp: null,
  }),
});

/** A company whose people were all verified by a first load in night 0. */
const companyOf = (count: number) => {
  const states = new Map<string, Remembered>();
  for (let index = 0; index < count; index += 1) states.set(`p${index}`, verified(dayOf(0)));
  return {
    states,
    night: (night: number): readonly string[] => {
      const due = [...dueForVerification([...states.keys()], states)];
      for (const id of due) states.set(id, verified(dayOf(night)));
      return due;
    },
  };
};

describe('a rolling verification', () => {
  test.each([
    [1, 1],
    [30, 1],
    [31, 2],
    [90, 3],
    [1000, 34],
  ])('reads of %i people the same number every night: %i', (count, each) => {
    const company = companyOf(count);

    const nights = Array.from({ length: 2 * ROUND }, (_, night) => company.night(night + 1).length);

    expect(new Set(nights)).toEqual(new Set([each]));
  });

  test('reads everybody within a round', () => {
    const company = companyOf(1000);

    const seen = new Set(Array.from({ length: ROUND }, (_, night) => company.night(night + 1)).flat());

    expect(seen.size).toBe(1000);
  });

  test('lets nobody wait longer than a round, whoever joins or leaves', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ joining: fc.nat(3), leaving: fc.nat(3) }), { minLength: 90, maxLength: 90 }),
        (nights) => {
          const company = companyOf(60);
          const waiting = new Map([...company.states.keys()].map((id) => [id, 0]));
          let joined = 0;
          for (const [night, { joining, leaving }] of nights.entries()) {
            for (const id of [...company.states.keys()].slice(0, leaving)) {
              company.states.delete(id);
              waiting.delete(id);
            }
            for (let each = 0; each < joining; each += 1) {
              joined += 1;
              company.states.set(`n${joined}`, verified(dayOf(night + 1)));
              waiting.set(`n${joined}`, 0);
            }
            const due = new Set(company.night(night + 1));
            for (const [id, nightsWaited] of waiting) waiting.set(id, due.has(id) ? 0 : nightsWaited + 1);
            // Whoever joins comes after all who wait already, so that a growing company takes no longer.
            expect(Math.max(0, ...waiting.values())).toBeLessThanOrEqual(ROUND);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('begins with those of whom no version has noted a day, and leaves out those who were never verified', () => {
    const states = new Map<string, Remembered>([
      ['known', verified(dayOf(1))],
      ['unnoted', verified(null)],
      ['recordless', { record: null, salaryDueOn: null }],
    ]);

    expect([...dueForVerification(['known', 'unnoted', 'recordless', 'stranger'], states)]).toEqual(['unnoted']);
  });
});
