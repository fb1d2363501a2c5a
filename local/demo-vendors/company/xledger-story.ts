/*
 * The same company of 40 on the way to X-ledger: which of them shows what there. People, and what HR typed, are those of
 * demo-story; a line here says what the first run into X-ledger makes of the person, and for whoever stands in X-ledger
 * before, what payroll has of them. Whoever has no line is created without a flaw. For example, 1012 works 80 per cent:
 * PowerOffice gets them, X-ledger does not.
 */
import type { ProblemCode } from '../../../shared/flows/employees-to-xledger/problems.ts';
import type { SeedXledgerEmployee } from '../xledger/seed.ts';
import type { DemoPerson } from './demo-person.ts';
import type { StoryOutcome } from './demo-story.ts';
import { syntheticNationalId } from './synthetic-numbers.ts';

/** Somebody of the company of 40 who shows something on the way to X-ledger. */
export interface XledgerStoryLine {
  /** Place in the company, from 0. */
  readonly index: number;
  readonly what: string;
  /** What the first run makes of the person, with the default settings. */
  readonly outcome: StoryOutcome;
  readonly problems: readonly ProblemCode[];
  /** What X-ledger has of them, given a record that agrees with Simployer; nothing where it is left out. */
  readonly record?: (record: CompleteRecord, person: DemoPerson) => SeedXledgerEmployee;
}

/** A record of everything that Simployer has, as payroll would have entered it. */
export interface CompleteRecord extends SeedXledgerEmployee {
  readonly contact: NonNullable<SeedXledgerEmployee['contact']>;
}

/** Below the token's own entity. */
export const NORTHERN_ENTITY = '11';

const PART_TIME = 'works 80 %: only permanent employments at 100 % go to X-ledger';

const withFields = (record: CompleteRecord, fields: CompleteRecord['fields']): CompleteRecord => ({
  ...record,
  fields: { ...record.fields, ...fields },
});

const withContact = (record: CompleteRecord, contact: CompleteRecord['contact']): CompleteRecord => ({
  ...record,
  contact: { ...record.contact, ...contact },
});

export const XLEDGER_STORY: readonly XledgerStoryLine[] = [
  {
    index: 0,
    what: 'in X-ledger under the same code, in full agreement; the national id is masked, and its end agrees',
    outcome: 'unchanged',
    problems: [],
    record: (record) => record,
  },
  { index: 1, what: PART_TIME, outcome: 'skipped', problems: ['EMPLOYMENT_NOT_EXPORTED'] },
  {
    index: 2,
    what: 'in X-ledger under the same code with two zeros before it: adopted, the code stays; the phone there is old',
    outcome: 'updated',
    problems: ['NUMBER_FORMAT_DIFFERS'],
    record: (record, { employeeNumber }) =>
      withContact(withFields(record, { code: `00${employeeNumber}` }), { phone: '70 12 00 00' }),
  },
  {
    index: 4,
    what: 'has a Swedish account, which payroll enters by hand',
    outcome: 'created',
    problems: ['BANK_ACCOUNT_FOREIGN'],
  },
  {
    index: 5,
    what: 'in X-ledger under the same code: adopted; the national id there ends otherwise, and is left alone',
    outcome: 'unchanged',
    problems: ['NATIONAL_ID_DIFFERS'],
    record: (record, { birthDate, gender }) =>
      withFields(record, { socialSec: syntheticNationalId({ birthDate, gender, dNumber: false }, 249) }),
  },
  {
    index: 6,
    what: 'has no employee number',
    outcome: 'failed',
    problems: ['NUMBER_MISSING', 'TITLE_UNKNOWN'],
  },
  {
    index: 8,
    what: 'has the same employee number as somebody else, who has it without the zeros',
    outcome: 'failed',
    problems: ['NUMBER_DUPLICATE'],
  },
  {
    index: 9,
    what: 'has the same employee number as somebody else, who has it with zeros',
    outcome: 'failed',
    problems: ['NUMBER_DUPLICATE'],
  },
  {
    index: 11,
    what: PART_TIME,
    outcome: 'skipped',
    problems: ['EMPLOYMENT_NOT_EXPORTED'],
  },
  {
    index: 12,
    what: 'has the employment type "Vikariat": only permanent employments go to X-ledger',
    outcome: 'skipped',
    problems: ['EMPLOYMENT_NOT_EXPORTED'],
  },
  {
    index: 13,
    what: `${PART_TIME}; account and address cannot be read either`,
    outcome: 'skipped',
    problems: ['EMPLOYMENT_NOT_EXPORTED', 'BANK_ACCOUNT_INVALID', 'ADDRESS_INCOMPLETE'],
  },
  {
    index: 14,
    what: 'the country of the address is unknown, and the work e-mail is malformed: the private one is used',
    outcome: 'created',
    problems: ['EMAIL_INVALID', 'ADDRESS_COUNTRY_UNKNOWN'],
  },
  {
    index: 15,
    what: 'left long ago, and X-ledger has never heard of them',
    outcome: 'skipped',
    problems: ['INACTIVE_NOT_CREATED'],
  },
  {
    index: 16,
    what: 'left at the end of last month, and X-ledger has no last day yet',
    outcome: 'updated',
    problems: [],
    record: (record) => withFields(record, { employmentTo: null }),
  },
  { index: 17, what: 'begins the month after next, and is not active yet', outcome: 'skipped', problems: ['PRE_HIRE'] },
  {
    index: 18,
    what: 'came back this month: the record in X-ledger is closed, is adopted instead of made a second time, and stays closed until payroll opens it',
    outcome: 'unchanged',
    problems: ['RECORD_CLOSED', 'END_DATE_FOREIGN'],
    record: (record, { jobs: [first] }) => withFields(record, { employmentTo: first.endDate, dateTo: first.endDate }),
  },
  { index: 21, what: PART_TIME, outcome: 'skipped', problems: ['EMPLOYMENT_NOT_EXPORTED'] },
  {
    index: 28,
    what: 'in X-ledger under the same code with the maiden name: adopted, for the birth date agrees',
    outcome: 'updated',
    problems: [],
    record: (record) =>
      withContact(
        withFields(record, {
          description: 'Biret Ánne Guttorm',
          email: 'biret.anne.guttorm@fjordlys.example',
        }),
        { lastName: 'Guttorm' },
      ),
  },
  {
    index: 29,
    what: "the code is that of somebody else's record in X-ledger",
    outcome: 'failed',
    problems: ['MATCH_CONFLICT'],
    record: ({ fields: { code = null } }) => ({
      fields: { code, description: 'Kjell Ødegaard', employmentFrom: '1998-05-01' },
      contact: { firstName: 'Kjell', lastName: 'Ødegaard', birthday: '1961-04-17' },
    }),
  },
  {
    index: 30,
    what: 'left long ago, in X-ledger as well: adopted, with nothing to do',
    outcome: 'unchanged',
    problems: [],
    record: (record) => record,
  },
  {
    index: 34,
    what: 'X-ledger writes the title "HMS-Rådgiver": created without one until payroll or HR makes them agree',
    outcome: 'created',
    problems: ['TITLE_UNKNOWN'],
  },
  {
    index: 35,
    what: 'the code is taken in the company below, by a record of the same name: not created before payroll has looked',
    outcome: 'failed',
    problems: ['FOUND_IN_OTHER_ENTITY'],
    record: (record) => ({ ...record, owner: NORTHERN_ENTITY }),
  },
  {
    index: 38,
    what: 'has no job title: X-ledger takes nobody without one',
    outcome: 'failed',
    problems: ['TITLE_MISSING'],
  },
  {
    index: 39,
    what: 'in X-ledger without a contact: adopted by the name; what stands in the contact waits',
    outcome: 'unchanged',
    problems: ['CONTACT_MISSING'],
    record: (record) => ({ ...record, contact: null }),
  },
];
