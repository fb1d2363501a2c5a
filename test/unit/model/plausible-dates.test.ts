import { withPlausibleDates } from '../../../shared/model/plausible-dates.ts';
import {
  buildSourceCompensation,
  buildSourceEmployee,
  buildSourceEmployment,
  buildUnreadable,
} from '../../builders/source-employee.ts';

const TODAY = '2025-06-15';
const implausible = (field: string, typed: string) => ({ field, typed, code: 'DATE_IMPLAUSIBLE' });

/** Every date of the person is this one. */
const read = (date: string) => {
  const { hireDate, birthDate, employments, compensations, leaving } = withPlausibleDates(
    buildSourceEmployee({
      hireDate: date,
      birthDate: date,
      leaving: { endDate: date, offboardDate: date },
      employments: [buildSourceEmployment({ startDate: date, endDate: date })],
      compensations: [buildSourceCompensation({ effectiveDate: date })],
    }),
    TODAY,
  );
  return {
    hireDate,
    birthDate,
    startDate: employments[0]?.startDate,
    endDate: employments[0]?.endDate,
    effectiveDate: compensations[0]?.effectiveDate,
    leaving,
  };
};
const all = (date: string) => ({
  hireDate: date,
  birthDate: date,
  startDate: date,
  endDate: date,
  effectiveDate: date,
  leaving: { endDate: date, offboardDate: date },
});

test.each(['1900-01-01', '1999-12-31', TODAY, '2030-06-15'])('%s is plausible everywhere', (date) => {
  expect(read(date)).toEqual(all(date));
});

test.each(['0000-01-01', '0001-01-01', '0023-06-01', '1899-12-31'])(
  '%s is a typing error, but for a birth date, which has its own rule',
  (date) => {
    expect(read(date)).toEqual({
      hireDate: implausible('hireDate', date),
      birthDate: date,
      startDate: implausible('employment.startDate', date),
      endDate: implausible('employment.endDate', date),
      effectiveDate: implausible('compensation.effectiveDate', date),
      leaving: {
        endDate: implausible('leaving.endDate', date),
        offboardDate: implausible('leaving.offboardDate', date),
      },
    });
  },
);

test.each(['2030-06-16', '2031-01-01', '2098-12-31'])('%s is too far ahead for a start or a hire', (date) => {
  expect(read(date)).toEqual({
    ...all(date),
    hireDate: implausible('hireDate', date),
    startDate: implausible('employment.startDate', date),
  });
});

test.each(['2099-01-01', '2099-12-31', '9999-12-31'])('an end on %s is none', (date) => {
  expect(read(date)).toMatchObject({ endDate: null, leaving: { endDate: null, offboardDate: null } });
});

test('missing and unreadable dates stay what they are', () => {
  const endDate = buildUnreadable('employment.endDate');
  const source = buildSourceEmployee({ hireDate: null, employments: [buildSourceEmployment({ endDate })] });
  expect(withPlausibleDates(source, TODAY)).toEqual(source);
});

test('five years from a leap day', () => {
  const source = buildSourceEmployee({ hireDate: '2029-03-01' });
  expect(withPlausibleDates(source, '2024-02-29').hireDate).toEqual(implausible('hireDate', '2029-03-01'));
});
