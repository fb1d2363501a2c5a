/*
 * What X-ledger holds of the invented company before the first run: the company with another one below it, its lists, and
 * about a dozen records that payroll has made by hand. Each is made from the person as they are in truth, and then changed
 * in what xledger-story tells of them. For example, 1003 stands there under the code "001003", with an old phone number.
 */
import type { DemoXledgerSeed, SeedXledgerEmployee } from '../xledger/seed.ts';
import type { DemoCompany } from './create-demo-company.ts';
import { COMPANY_NUMBER } from './create-demo-company.ts';
import type { DemoPerson } from './demo-person.ts';
import { DEPARTMENTS, OCCUPATIONS } from './occupations.ts';
import type { CompleteRecord } from './xledger-story.ts';
import { NORTHERN_ENTITY, XLEDGER_STORY } from './xledger-story.ts';

/** In the range of the authorities' synthetic organisations, as the company's own. */
const NORTHERN_COMPANY_NUMBER = '313000036';

const EMPLOYEE_GROUP = { code: 'FAST', description: 'Fast ansatte' } as const;

/** In X-ledger alone one title is written otherwise than in Simployer. */
const asPayrollWrites = (title: string): string => (title === 'HMS-rådgiver' ? 'HMS-Rådgiver' : title);

/** What X-ledger holds before the first run. Without a story: the company and its lists, and no employees. */
export const xledgerPayroll = ({ company, people, story }: DemoCompany): DemoXledgerSeed => ({
  entities: [
    { code: '10', description: company.name, companyNumber: COMPANY_NUMBER, parent: null },
    {
      code: NORTHERN_ENTITY,
      description: 'Fjordlys Alta AS',
      companyNumber: NORTHERN_COMPANY_NUMBER,
      parent: '10',
    },
  ],
  tokenEntity: '10',
  positionValues: Object.values(OCCUPATIONS).map(({ title }) => asPayrollWrites(title)),
  departments: Object.values(DEPARTMENTS).map(({ costCenter, name }) => ({ code: costCenter, description: name })),
  employeeGroups: [EMPLOYEE_GROUP, { code: 'MID', description: 'Midlertidig ansatte' }],
  employees: story.length === 0 ? [] : [...STRANGERS, ...people.flatMap(recordOf)],
});

/** People of whom Simployer knows nothing. No run may touch them. */
const STRANGERS: readonly SeedXledgerEmployee[] = [
  {
    fields: { code: '9001', description: 'Leif Brekke', employmentFrom: '2012-01-01' },
    contact: { firstName: 'Leif', lastName: 'Brekke' },
  },
];

const recordOf = (person: DemoPerson): readonly SeedXledgerEmployee[] => {
  const line = XLEDGER_STORY.find(({ index }) => index === person.index);
  return line?.record === undefined ? [] : [line.record(inXledger(person), person)];
};

/** The person as payroll would enter them by hand: all that Simployer has. */
const inXledger = (person: DemoPerson): CompleteRecord => {
  const { firstName, lastName, home, hireDate, jobs, account, title } = person;
  return {
    fields: {
      code: person.employeeNumber,
      description: `${firstName} ${lastName}`,
      email: person.workEmail,
      dateFrom: hireDate,
      employmentFrom: hireDate,
      employmentTo: (jobs.at(-1) ?? jobs[0]).endDate,
      socialSec: person.nationalId,
    },
    references: { positionValue: asPayrollWrites(title), employeeGroup: EMPLOYEE_GROUP.code },
    contact: {
      firstName,
      lastName,
      birthday: person.birthDate,
      phone: person.phone,
      email2: person.privateEmail,
      homeAddress: { streetAddress: home.street, zipCode: home.postalCode, place: home.city, country: 'Norway' },
    },
    bankAccount: account.number,
  };
};
