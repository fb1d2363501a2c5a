import type { SourceEmployeeId, SourceEmploymentId } from '../../shared/model/employee.ts';
import type { EmployeeId } from '../../shared/vendors/poweroffice/ids.ts';
import fc from 'fast-check';
import type { DesiredEmployee } from '../../shared/flows/employees-to-poweroffice/rules/desired-employee.ts';
import {
  createOnlyFields,
  diffFields,
  EMPLOYEE_FIELD_NAMES,
} from '../../shared/flows/employees-to-poweroffice/plan/diff.ts';
import type { FieldValue } from '../../shared/records/field-value.ts';
import { mapEmployee } from '../../shared/flows/employees-to-poweroffice/rules/map-employee.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { PayrollAddress, PayrollEmployee } from '../../shared/vendors/poweroffice/employees.ts';
import { findPeers, NO_PEERS } from '../../shared/flows/employees-to-poweroffice/match/peers.ts';
import { planWhole } from '../builders/employee-plan.ts';
import type { SourceEmployee } from '../../shared/model/employee.ts';
import { readOrNull } from '../../shared/model/source-value.ts';
import { isCalendarDate, toCalendarDate } from '../../shared/records/values/calendar-date.ts';
import { toCountryCode } from '../../shared/records/values/country.ts';
import { toEmployeeNumber } from '../../shared/records/values/employee-number.ts';
import { phoneNumberKey, toPhoneNumber } from '../../shared/records/values/phone-number.ts';
import { employeeLabel, printable, shown } from '../../shared/records/values/shown-value.ts';
import { INVISIBLE, trimmedText } from '../../shared/records/values/text.ts';
import { indexEmployees } from '../../shared/flows/employees-to-poweroffice/match/employee-index.ts';
import { NOT_LINKED } from '../../shared/records/stored-link.ts';
import { matchEmployees } from '../../shared/flows/employees-to-poweroffice/match/match-employees.ts';
import { runCount } from './run-count.ts';
import { anyText, date, digits, maybe, sourceEmployee } from './any-source-employee.ts';
import { branded } from '../builders/branded.ts';

const settings = DEFAULT_MAPPING_SETTINGS;
const today = '2025-06-15';

const payrollText = maybe(anyText);
const payrollEmployee: fc.Arbitrary<PayrollEmployee> = fc.record({
  id: fc.integer({ min: 1, max: 99_999 }).map((id) => branded<EmployeeId>(id)),
  number: maybe(fc.integer({ min: 1, max: 9 }).map(String)),
  externalNumber: maybe(fc.integer({ min: 1, max: 9 }).map(String)),
  externalImportReference: maybe(fc.constantFrom('user-1', 'user-2', 'user-3')),
  emailAddress: payrollText,
  jobTitle: payrollText,
  isArchived: fc.boolean(),
  hiredDate: maybe(date),
  startDate: maybe(date),
  endDate: maybe(date),
  firstName: payrollText,
  lastName: payrollText,
  dateOfBirth: maybe(date),
  internationalIdCountryCode: maybe(fc.constantFrom('NO', 'SE')),
  phoneNumber: payrollText,
  mailAddress: fc.record({
    addressLine1: payrollText,
    addressLine2: payrollText,
    city: payrollText,
    zipCode: payrollText,
    countryCode: maybe(fc.constantFrom('NO', 'SE')),
  }),
  hasNationalIdNumber: fc.boolean(),
  salaryBankAccountId: fc.constant(null),
  lastChanged: fc.constant(null),
  addressLastChanged: fc.constant(null),
});

const map = (source: SourceEmployee): DesiredEmployee => mapEmployee(source, { settings, today, peers: NO_PEERS });

/** What PowerOffice does with a write: every named field takes its value, the others stay. */
const apply = (record: PayrollEmployee, changes: readonly FieldValue[]): PayrollEmployee => {
  let mailAddress: PayrollAddress = record.mailAddress;
  let applied = record;
  for (const { field, value } of changes) {
    const stored = typeof value === 'bigint' ? value.toString() : value;
    const [outer = '', inner] = field.split('.').map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`);
    if (inner === undefined) applied = { ...applied, [outer]: stored };
    else mailAddress = { ...mailAddress, [inner]: stored };
  }
  return { ...applied, mailAddress };
};

const emptyRecord: PayrollEmployee = {
  id: branded(1),
  number: null,
  externalNumber: null,
  externalImportReference: null,
  emailAddress: null,
  jobTitle: null,
  isArchived: false,
  hiredDate: null,
  startDate: null,
  endDate: null,
  firstName: null,
  lastName: null,
  dateOfBirth: null,
  internationalIdCountryCode: null,
  phoneNumber: null,
  mailAddress: { addressLine1: null, addressLine2: null, city: null, zipCode: null, countryCode: null },
  hasNationalIdNumber: false,
  salaryBankAccountId: null,
  lastChanged: null,
  addressLastChanged: null,
};

describe('the mapping', () => {
  test('takes any employee without throwing, and says the same twice', () => {
    fc.assert(
      fc.property(sourceEmployee, (source) => {
        expect(map(source)).toEqual(map(source));
      }),
      { numRuns: runCount(500) },
    );
  });

  test('shows no national id and no account in any message', () => {
    fc.assert(
      fc.property(sourceEmployee, fc.constantFrom('01859010072', '018590 10072', '1234.56.78904'), (source, secret) => {
        const everywhere = {
          ...source,
          employeeNumber: secret,
          userId: secret,
          workEmail: secret,
          privatePhone: `${secret}x`,
          ssn: secret,
          homeAddress: { ...source.homeAddress, country: secret },
          bankAccount: { ...source.bankAccount, number: secret, iban: secret },
        };
        const messages = JSON.stringify(map(everywhere).problems);
        expect(messages.replaceAll(/[ .]/g, '')).not.toContain(secret.replaceAll(/[ .]/g, ''));
      }),
    );
  });
});

describe('characters that nobody can see', () => {
  const unseen = fc.constantFrom(
    ...Array.from(
      '\u0000\u0007\u001B\u007F\u009B\u00AD\u061C\u200B\u200D\u200F\u202E\u2060\u2066\u2800\u3164\uFE0F\uFEFF\uFFFF\u{E0041}',
    ),
    '\uD83D',
    '\uDE00',
  );
  /** The text with some of them in any place. */
  const riddled = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(texts, fc.array(fc.tuple(unseen, fc.nat(1_000)), { minLength: 1, maxLength: 6 })).map(([text, marks]) =>
      marks.reduce((riddledText, [mark, place]) => {
        const characters = Array.from(riddledText);
        return characters.toSpliced(place % (characters.length + 1), 0, mark).join('');
      }, text),
    );
  /** Values that are all right, or would be but for a letter, in every field that is text. */
  const readable = (...values: readonly string[]) => maybe(riddled(fc.constantFrom(...values, 'n/a', '')));
  const riddledEmployee: fc.Arbitrary<SourceEmployee> = fc.record({
    id: fc.uuid().map((id) => branded<SourceEmployeeId>(id)),
    employeeNumber: readable('42', '0042', 'A-102', '01859010071'),
    userId: readable('user-1', 'u'.repeat(60)),
    active: fc.boolean(),
    created: fc.constant(null),
    departmentId: fc.constant(null),
    officeId: fc.constant(null),
    managerId: fc.constant(null),
    costCenterId: fc.constant(null),
    leaving: fc.constant({ endDate: null, offboardDate: null }),
    firstName: readable('Kari', 'Åse\nMarie'),
    lastName: readable('Nordmann', 'محمد'),
    title: readable('Engineer \u{1F600}'),
    workEmail: readable('kari@example.no', 'kari@blåbær.no', 'kari(at)example'),
    privateEmail: readable('x@y.no'),
    privatePhoneSanitized: readable('+4722334455'),
    privatePhone: readable('22 33 44 55'),
    workPhoneSanitized: readable('90000000'),
    workPhone: readable('90000000'),
    hireDate: maybe(date),
    birthDate: maybe(date),
    ssn: readable('01859010071', '01859010072'),
    ssnCountry: readable('NO'),
    gender: readable('Kvinne'),
    homeAddress: fc.record({
      street: readable('c/o Hansen\r\nStorgata 5', '\u{1F600}'.repeat(101)),
      city: readable('Oslo', 'x'.repeat(120)),
      postalCode: readable('0150', 'N-0150', '153'),
      country: readable('Norge', 'Atlantis'),
    }),
    bankAccount: fc.record({
      number: readable('12345678903', '12345678904'),
      iban: readable('NO9386011117947'),
      bic: readable('DNBANOKK'),
      bank: readable('Testbanken'),
      clearing: readable('1234'),
      country: readable('NO'),
    }),
    mainEmploymentId: fc.constant(null),
    compensationId: fc.constant(null),
    employments: fc.array(
      fc.record({
        id: fc.uuid().map((id) => branded<SourceEmploymentId>(id)),
        typeId: readable('type-1'),
        typeName: readable('permanent_employment', 'Vikariat'),
        startDate: maybe(date),
        endDate: maybe(date),
        note: readable('3120105 - Engineer', 'Yrkeskode: 3120105'),
        rate: fc.constant(null),
      }),
      { maxLength: 2 },
    ),
    compensations: fc.array(
      fc.record({
        id: fc.uuid(),
        effectiveDate: maybe(date),
        amount: fc.constant('600000'),
        payoutPeriod: readable('ANNUAL', 'DAILY'),
        currency: readable('NOK', 'EUR'),
      }),
      { maxLength: 2 },
    ),
    faults: fc.constant([]),
  });
  const isClean = (text: string): boolean => trimmedText(text) === text && text.isWellFormed();

  test('are written nowhere, and every message can be printed', () => {
    fc.assert(
      fc.property(riddledEmployee, maybe(payrollEmployee), (source, record) => {
        const desired = map(source);
        const { fields, problems } = planWhole(desired, record, settings);
        const employments = desired.employments.map(({ professionCode }) => professionCode);
        const written = [
          ...fields.map(({ value }) => value),
          ...Object.values(desired.bankAccount ?? {}),
          ...employments,
        ];
        expect(written.filter((value) => typeof value === 'string' && !isClean(value))).toEqual([]);
        const messages = problems.map(({ message }) => message);
        expect(messages.map(printable)).toEqual(messages);
        expect(JSON.parse(JSON.stringify(messages))).toEqual(messages);
        expect(messages.filter((message) => /\d{11}/.test(message))).toEqual([]);
        expect(employeeLabel(source.employeeNumber) ?? '').not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|\d{11}/u);
      }),
      { numRuns: runCount(500) },
    );
  });

  test('make no difference: what is written without them is what is written with them', () => {
    fc.assert(
      fc.property(riddledEmployee, (source) => {
        const stripped: SourceEmployee = JSON.parse(JSON.stringify(source), (_key, value: unknown) =>
          typeof value === 'string' ? value.replaceAll(INVISIBLE, '') : value,
        );
        expect(map(stripped).fields).toEqual(map(source).fields);
        expect(map(stripped).bankAccount).toEqual(map(source).bankAccount);
        expect(map(stripped).employments).toEqual(map(source).employments);
        expect(map(stripped).salaries).toEqual(map(source).salaries);
      }),
    );
  });

  test('that PowerOffice holds are no difference either', () => {
    fc.assert(
      fc.property(riddledEmployee, unseen, (source, mark) => {
        const { fields } = map(source);
        const record = apply(emptyRecord, diffFields(fields, emptyRecord));
        const marked: PayrollEmployee = JSON.parse(JSON.stringify(record), (key, value: unknown) =>
          typeof value === 'string' && !/date|number/i.test(key) ? `${mark}${value}${mark}` : value,
        );
        expect(diffFields(fields, marked)).toEqual([]);
      }),
    );
  });
});

describe('the comparison', () => {
  test('finds nothing to do between a record and itself', () => {
    fc.assert(
      fc.property(sourceEmployee, (source) => {
        const { fields } = map(source);
        const record = apply(emptyRecord, diffFields(fields, emptyRecord));
        expect(diffFields(fields, record)).toEqual([]);
      }),
    );
  });

  test('leaves out nothing that a row maps', () => {
    fc.assert(
      fc.property(sourceEmployee, (source) => {
        const { fields, onCreate } = map(source);
        const { mailAddress = {}, ...own } = fields;
        const mapped = [...Object.values(onCreate), ...Object.values(own), ...Object.values(mailAddress)];
        const written = [...createOnlyFields(onCreate), ...diffFields(fields, null)];
        expect(new Set(written.map(({ value }) => String(value)))).toEqual(
          new Set(mapped.filter((value) => value !== null)),
        );
      }),
    );
  });

  test('leads any record to what is wanted, in one step', () => {
    fc.assert(
      fc.property(sourceEmployee, payrollEmployee, (source, record) => {
        const { fields } = map(source);
        expect(diffFields(fields, apply(record, diffFields(fields, record)))).toEqual([]);
      }),
    );
  });

  test('names mapped fields only, and never empty values', () => {
    fc.assert(
      fc.property(sourceEmployee, payrollEmployee, (source, record) => {
        for (const { field, value } of diffFields(map(source).fields, record)) {
          expect(EMPLOYEE_FIELD_NAMES).toContain(field);
          expect(value === null ? field : String(value).trim()).not.toBe('');
          if (value === null) expect(field).toBe('EndDate');
        }
      }),
    );
  });
});

describe('the plan', () => {
  test('leaves nothing for a second one to do', () => {
    fc.assert(
      fc.property(sourceEmployee, payrollEmployee, (source, record) => {
        const desired = map(source);
        const first = planWhole(desired, record, settings);
        const written = {
          ...apply(record, first.fields),
          isArchived: first.archive === null ? record.isArchived : first.archive === 'archive',
        };
        const action = desired.blocked ? 'blocked' : 'none';
        expect(planWhole(desired, written, settings)).toMatchObject({ action, fields: [], archive: null });
      }),
      { numRuns: runCount(500) },
    );
  });

  test('of a creation leaves nothing for a second one to do', () => {
    fc.assert(
      fc.property(sourceEmployee, (source) => {
        const desired = map(source);
        const first = planWhole(desired, null, settings);
        fc.pre(first.action === 'create');
        expect(planWhole(desired, apply(emptyRecord, first.fields), settings)).toMatchObject({ action: 'none' });
      }),
    );
  });

  test('writes nothing for those who are blocked or skipped', () => {
    fc.assert(
      fc.property(sourceEmployee, maybe(payrollEmployee), (source, record) => {
        const desired = map(source);
        const { action, fields, archive } = planWhole(desired, record, settings);
        fc.pre(desired.blocked || action === 'skip' || action === 'blocked' || action === 'none');
        expect({ fields, archive }).toEqual({ fields: [], archive: null });
      }),
    );
  });
});

describe('the matching', () => {
  test('never gives one record to two people, and never depends on the order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(sourceEmployee, { selector: ({ id }) => id, maxLength: 6 }),
        fc.uniqueArray(payrollEmployee, { selector: ({ id }) => id, maxLength: 6 }),
        fc.array(maybe(fc.nat(5)), { minLength: 6, maxLength: 6 }),
        fc.array(fc.record({ isDecided: fc.boolean(), passedOver: fc.array(fc.nat(5), { maxLength: 3 }) }), {
          minLength: 6,
          maxLength: 6,
        }),
        (sources, records, links, decisions) => {
          const peers = findPeers(sources);
          const people = sources.map((source, index) => ({
            ...NOT_LINKED,
            isDecided: decisions[index]?.isDecided ?? false,
            passedOver: new Set(decisions[index]?.passedOver.flatMap((place) => records[place]?.id ?? [])),
            desired: mapEmployee(source, { settings, today, peers: peers.get(source.id) ?? NO_PEERS }),
            userId: readOrNull(source.userId),
            link: records[links[index] ?? -1]?.id ?? null,
            linkIsGone: false,
          }));
          const matches = matchEmployees(people, indexEmployees(records));
          const ids = [...matches.values()].flatMap(({ match }) =>
            match.kind === 'matched' ? [match.employee.id] : [],
          );
          expect(new Set(ids).size).toBe(ids.length);
          const kinds = (all: typeof matches): Record<string, string> =>
            Object.fromEntries([...all].map(([id, { match }]) => [id, match.kind]));
          expect(kinds(matchEmployees(people.toReversed(), indexEmployees(records.toReversed())))).toEqual(
            kinds(matches),
          );
        },
      ),
      { numRuns: runCount(500) },
    );
  });
});

describe('normalising twice is normalising once', () => {
  const twice = (normalise: (text: string) => string | null, texts: fc.Arbitrary<string>): void => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = normalise(text);
        if (once !== null) expect(normalise(once)).toBe(once);
      }),
      { numRuns: runCount(500) },
    );
  };

  test('text', () => twice(trimmedText, anyText));
  test('employee numbers', () => twice(toEmployeeNumber, fc.oneof(digits, anyText)));
  test('countries', () => twice(toCountryCode, fc.oneof(fc.stringMatching(/^[A-Z]{2,3}$/), anyText)));

  test('phone numbers, which stay the same number', () => {
    const typed = fc.stringMatching(/^(\+|00|\(\+)?(47|46|45)?\)?[ -]?(\(0\))?[0-9() -]{6,12}$/);
    twice(toPhoneNumber, fc.oneof(typed, digits, anyText));
    fc.assert(
      fc.property(typed, (text) => {
        const number = toPhoneNumber(text);
        if (number !== null) expect(phoneNumberKey(number)).toBe(phoneNumberKey(text));
      }),
    );
  });

  test('dates, which exist', () => {
    const instants = fc
      .date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
      .map((instant) => instant.toISOString());
    twice(toCalendarDate, fc.oneof(instants, anyText));
    fc.assert(
      fc.property(instants, (text) => {
        expect(isCalendarDate(toCalendarDate(text) ?? '')).toBe(true);
      }),
    );
  });
});

test('a shown value is one short line', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(shown(text)).toMatch(/^"[^\r\n\t]*"$/);
      expect(Array.from(shown(text)).length).toBeLessThanOrEqual(65);
    }),
  );
});
