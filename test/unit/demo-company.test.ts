import { idnr } from '@navikt/fnrvalidator';
import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import type { DemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import { demoChange } from '../../local/demo-vendors/company/demo-change.ts';
import { wireDate } from '../../local/demo-vendors/company/demo-dates.ts';
import { demoPayroll } from '../../local/demo-vendors/company/demo-payroll.ts';
import { DEMO_STORY } from '../../local/demo-vendors/company/demo-story.ts';
import {
  ibanOf,
  syntheticAccountNumber,
  syntheticNationalId,
  withWrongCheckDigit,
} from '../../local/demo-vendors/company/synthetic-numbers.ts';
import { createSimployerStore } from '../../local/demo-vendors/simployer/simployer-store.ts';
import { mapEmployee } from '../../shared/flows/employees-to-poweroffice/rules/map-employee.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { NO_PEERS, findPeers } from '../../shared/flows/employees-to-poweroffice/match/peers.ts';
import { toSources } from '../builders/demo-sources.ts';

const today = '2026-03-14';
const company = createDemoCompany({ today });
const flawless = createDemoCompany({ today, size: 1000, flaws: false });

const text = (value: string | null | undefined): string | null => value?.trim() || null;

const mapped = (of: DemoCompany) => {
  const sources = toSources(of);
  const peers = findPeers(sources);
  return sources.map((source) => {
    const desired = mapEmployee(source, {
      settings: DEFAULT_MAPPING_SETTINGS,
      today: of.today,
      peers: peers.get(source.id) ?? NO_PEERS,
    });
    return { ...desired, employeeNumber: text(desired.employeeNumber) };
  });
};

const storyOf = (employeeNumber: string | null) =>
  DEMO_STORY.find((line) => line.employeeNumber === (employeeNumber === null ? null : employeeNumber.trim()));

describe('The story', () => {
  test('has every person once, each in the company', () => {
    const numbers = company.employees.map(({ employeeNumber }) => text(employeeNumber));
    expect(
      DEMO_STORY.map(({ employeeNumber }) => numbers.filter((number) => number === employeeNumber).length),
    ).toEqual(DEMO_STORY.map(() => 1));
  });

  test('is what the mapping finds in each of the 40, and nothing else', () => {
    // Known only once a person is matched, or PowerOffice has been asked.
    const foundLater = [
      'POWEROFFICE_REJECTED',
      'MATCH_CONFLICT',
      'POSSIBLE_DUPLICATE',
      'SALARY_IMPLAUSIBLE',
      'INACTIVE_NOT_CREATED',
      'PRE_HIRE',
    ];
    const found = mapped(company).map(({ employeeNumber, problems }) => [
      employeeNumber,
      problems.map(({ code }) => code),
    ]);
    const told = company.employees.map(({ employeeNumber }) => [
      text(employeeNumber),
      (storyOf(text(employeeNumber))?.problems ?? []).filter((code) => !foundLater.includes(code)),
    ]);
    expect(found).toEqual(told);
  });

  test('leaves 24 of 40 without any problem', () => {
    expect(40 - DEMO_STORY.filter(({ problems }) => problems.length > 0).length).toBe(24);
  });

  test('needs all 40', () => {
    expect(() => createDemoCompany({ today, size: 39 })).toThrow(RangeError);
  });

  test.each(['2026-01-01', '2026-02-28', '2028-02-29', '2026-12-31', '2031-07-01'])('holds on %s as well', (day) => {
    const then = createDemoCompany({ today: day });
    const problems = mapped(then).map(({ problems }) => problems.map(({ code }) => code));
    expect(problems).toEqual(mapped(company).map(({ problems }) => problems.map(({ code }) => code)));
    const person = (index: number) => then.people[index];
    expect(String(person(17)?.hireDate) > day).toBe(true);
    expect(String(person(16)?.jobs[0].endDate) < day).toBe(true);
    expect(String(person(18)?.jobs.at(-1)?.startDate) <= day).toBe(true);
    for (const index of [19, 20]) expect(String(person(index)?.pay.at(-1)?.from) > day).toBe(true);
  });

  test('tells what the mapping table asks for in its cases', () => {
    const by = new Map(mapped(company).map((desired) => [desired.employeeNumber, desired]));
    expect(by.get('1005')?.fields).toMatchObject({
      phoneNumber: '+46701234567',
      mailAddress: { zipCode: '114 55', countryCode: 'SE' },
    });
    expect(by.get('1026')?.fields).toMatchObject({ firstName: 'Gunnhild', lastName: 'Årdal' });
    expect(by.get('1027')?.fields.mailAddress?.addressLine1).toBe('c/o Hansen');
    expect(by.get('1023')?.employments).toHaveLength(3);
    expect(by.get('1032')?.salaries).toEqual([expect.objectContaining({ hourlyRate: '245.50' })]);
    expect(by.get('1034')?.salaries).toEqual([expect.objectContaining({ annualSalary: '549999.96' })]);
    expect(
      by
        .get('1020')
        ?.salaries.map(({ fromDate }) => fromDate)
        .at(-1),
    ).toBe('2027-01-01');
    expect(
      by
        .get('1021')
        ?.salaries.map(({ fromDate }) => fromDate)
        .at(-1),
    ).toBe('2026-04-01');
  });
});

describe('Everybody without a flaw', () => {
  let found: ReturnType<typeof mapped> | undefined;
  /** Mapped once: there are a thousand. */
  const people = () => (found ??= mapped(flawless));

  test('maps without a problem, in a company of any size', () => {
    expect(people().flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('has an employment, a salary, an address, a phone, an account and a national id to send', () => {
    for (const { employments, salaries, fields, onCreate, bankAccount } of people()) {
      expect({
        employments: employments.length,
        salaries: salaries.length,
        bankAccount,
        country: fields.mailAddress?.countryCode,
        phone: fields.phoneNumber,
        nationalId: onCreate.nationalIdNumber,
        gender: onCreate.gender,
      }).toEqual({
        employments: 1,
        salaries: 1,
        bankAccount: expect.anything(),
        country: 'NO',
        phone: expect.stringMatching(/^\+47\d{8}$/),
        nationalId: expect.stringMatching(/^\d{11}$/),
        gender: expect.stringMatching(/^(?:Female|Male)$/),
      });
    }
  });

  test('is who they are in truth, however it was typed', () => {
    for (const [index, { fields, onCreate, employments }] of people().entries()) {
      const person = flawless.people[index];
      expect(fields.dateOfBirth).toBe(person?.birthDate);
      expect(fields.hiredDate).toBe(person?.hireDate);
      expect(employments[0]?.startDate).toBe(person?.jobs[0].startDate);
      expect(onCreate.nationalIdNumber).toBe(person?.nationalId);
      expect(onCreate.gender).toBe(person?.gender);
      expect(fields.phoneNumber).toBe(person?.phone);
    }
  });

  test('differs from all others by id, number, user, national id, account and e-mail', () => {
    const distinct = (values: readonly unknown[]) => new Set(values).size;
    expect(
      distinct([...flawless.employees, ...flawless.employments, ...flawless.compensations].map(({ id }) => id)),
    ).toBe(flawless.employees.length + flawless.employments.length + flawless.compensations.length);
    for (const field of ['employeeNumber', 'userId', 'workEmail'] as const) {
      expect(distinct(flawless.people.map((person) => person[field]))).toBe(1000);
    }
    expect(distinct(flawless.people.map(({ account }) => account.number))).toBe(1000);
    expect(distinct(flawless.people.map(({ nationalId }) => nationalId))).toBeGreaterThan(990);
  });
});

describe('The company', () => {
  test('is the same for the same day, and for another day of the same year but for the story', () => {
    expect(createDemoCompany({ today })).toEqual(company);
    const later = createDemoCompany({ today: '2026-11-30', flaws: false });
    expect(later).toEqual({ ...createDemoCompany({ today, flaws: false }), today: '2026-11-30' });
  });

  test('is another one with another seed', () => {
    expect(createDemoCompany({ today, seed: 2 }).people[3]?.birthDate).not.toBe(company.people[3]?.birthDate);
  });

  test('has synthetic national ids only, with right check digits', () => {
    const ids = [...company.people, ...flawless.people].map(({ nationalId }) => nationalId);
    expect(new Set(ids.map((id) => idnr(id).status))).toEqual(new Set(['valid']));
    expect(ids.every((id) => Number(id.slice(2, 4)) > 80)).toBe(true);
    expect(
      company.people.filter(({ nationalId }) => Number(nationalId.slice(0, 2)) > 40).map(({ lastName }) => lastName),
    ).toEqual(['Kovačič']);
  });

  test('writes dates in every way that Simployer may', () => {
    const times = new Set(
      company.employments.flatMap(({ startDate, endDate }) => [startDate.slice(10), endDate?.slice(10)]),
    );
    expect([...times]).toEqual(
      expect.arrayContaining(['T00:00:00.000Z', 'T22:00:00.000Z', 'T23:00:00.000Z', 'T23:59:59.999Z']),
    );
  });

  test('mixes pay by year, month and hour', () => {
    expect(new Set(company.compensations.map(({ payoutPeriod }) => payoutPeriod))).toEqual(
      new Set(['ANNUAL', 'MONTHLY', 'HOURLY']),
    );
  });

  test('has ids of 24 hexadecimal digits', () => {
    const rows = [company.company, ...company.employees, ...company.departments];
    expect(rows.filter(({ id }) => !/^[0-9a-f]{24}$/.test(id))).toEqual([]);
  });
});

describe('What payroll has before the first run', () => {
  const payroll = demoPayroll(company);

  test('is fourteen records, one enterprise and the series that 70001 is outside of', () => {
    expect(payroll.employees).toHaveLength(14);
    expect(payroll.enterprises.filter(({ IsDefault }) => IsDefault)).toHaveLength(1);
    expect(payroll.numberSeries).toMatchObject([
      { SubLedgerNumberSeriesType: 'Employee', FromInclusive: 1, ToInclusive: 9999 },
    ]);
  });

  test('has a record for everybody whom the first run updates, leaves alone, holds or takes for somebody else', () => {
    const known = payroll.employees.map(({ Number }) => String(Number));
    const expected = DEMO_STORY.filter(
      ({ outcome, problems }) =>
        outcome === 'updated' ||
        outcome === 'unchanged' ||
        problems.some((code) => ['MATCH_CONFLICT', 'POSSIBLE_DUPLICATE', 'SALARY_IMPLAUSIBLE'].includes(code)),
      // Payroll has entered the possible duplicate under a number of its own.
    ).map(({ employeeNumber, problems }) => (problems.includes('POSSIBLE_DUPLICATE') ? '312' : employeeNumber));
    const strangers = ['17', '9001'];
    expect(known).toHaveLength(strangers.length + expected.length);
    expect(new Set(known)).toEqual(new Set([...strangers, ...expected]));
  });

  test('is no record at all without a story, and a series that everybody fits in', () => {
    const small = createDemoCompany({ today, flaws: false });
    const people = Array.from({ length: 9500 }, () => small.people[0]!);
    const { employees, numberSeries } = demoPayroll({ ...small, people });
    expect(employees).toEqual([]);
    expect(numberSeries[0]?.ToInclusive).toBeGreaterThanOrEqual(10_500);
  });
});

describe("The demo's change", () => {
  const change = demoChange(company);
  const simployer = createSimployerStore(company, { now: () => Date.parse('2026-03-14T12:00:00Z') });
  change.apply(simployer);
  const after = { ...company, employees: simployer.employees(), compensations: simployer.compensations() };

  test('changes one thing of each of three people who have no flaws, and nobody else', () => {
    const [before, now] = [mapped(company), mapped(after)];
    const changed = now.filter((desired, index) => JSON.stringify(desired) !== JSON.stringify(before[index]));
    expect(changed).toHaveLength(3);
    expect(new Set(changed.map(({ employeeNumber }) => employeeNumber))).toEqual(new Set(change.employeeNumbers));
    expect(changed.flatMap(({ problems }) => problems)).toEqual([]);
    expect(change.employeeNumbers.map(storyOf)).toEqual([undefined, undefined, undefined]);
  });

  test('says so in a sentence', () => {
    for (const number of change.employeeNumbers) expect(change.description).toContain(number);
    expect(change.description).toContain('2026-04-01');
  });
});

describe('Made-up numbers', () => {
  test.each([
    ['1985-02-17', 'Female', false],
    ['1961-12-31', 'Male', false],
    ['2003-06-01', 'Female', true],
    ['2000-02-29', 'Male', true],
  ] as const)('a national id for %s %s, D-number %s', (birthDate, gender, dNumber) => {
    for (let serial = 0; serial < 250; serial += 1) {
      const id = syntheticNationalId({ birthDate, gender, dNumber }, serial);
      expect(idnr(id)).toEqual({ status: 'valid', type: dNumber ? 'dnr-and-tnr' : 'tnr' });
      expect(Number(id[8]) % 2).toBe(gender === 'Female' ? 0 : 1);
    }
  });

  test('account numbers are valid by mod 11, and different; one digit off they are not', () => {
    const isValid = (account: string) =>
      [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1].reduce((sum, weight, index) => sum + weight * Number(account[index]), 0) %
        11 ===
      0;
    const accounts = Array.from({ length: 5000 }, (_, serial) => syntheticAccountNumber(serial));
    expect(accounts.every(isValid)).toBe(true);
    expect(new Set(accounts).size).toBe(5000);
    expect(accounts.some((account) => isValid(withWrongCheckDigit(account)))).toBe(false);
  });

  test('the IBAN is that of the textbook', () => {
    expect(ibanOf('NO', '86011117947')).toBe('NO9386011117947');
  });

  test.each([
    ['2026-01-15', '2026-01-14T23:00:00.000Z'],
    ['2026-07-01', '2026-06-30T22:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', '2026-10-25T23:00:00.000Z'],
    ['1975-07-01', '1975-06-30T23:00:00.000Z'],
  ])('%s begins in Oslo at %s', (day, moment) => {
    expect(wireDate(day, 'oslo')).toBe(moment);
  });
});
