import type { SimployerStore } from '../simployer/simployer-store.ts';
import type { DemoCompany } from './create-demo-company.ts';
import { firstOfMonth, wireDate } from './demo-dates.ts';
import type { DemoPerson } from './demo-person.ts';
import { roundToCents } from './demo-person.ts';

/** A day's work of HR. */
export interface DemoChange {
  /** What HR did, in a sentence for the one who watches the demo. */
  readonly description: string;
  /** The employee numbers of those whom the next run updates; nobody else has changed. */
  readonly employeeNumbers: readonly string[];
  apply(simployer: SimployerStore): void;
}

/** People without flaws who are not in the story, by their place in the company. */
const [BRIDE, RAISED, MOVED] = [36, 3, 37];

/**
 * A new last name after a wedding, a rise from the first of next month, and a new phone: one field of one person, a
 * salary line of another, one field of a third.
 * @throws when the company has fewer than 38 people
 */
export const demoChange = (company: DemoCompany): DemoChange => {
  const [bride, raised, moved] = [personAt(company, BRIDE), personAt(company, RAISED), personAt(company, MOVED)];
  const from = firstOfMonth(company.today, 1);
  const pay = raised.pay.at(-1) ?? raised.pay[0];
  const newLastName = `${bride.lastName} Skår`;
  return {
    description:
      `${shown(bride)} is called ${newLastName} after a wedding, ${shown(raised)} gets a rise of 4 % from ${from}, ` +
      `and ${shown(moved)} has a new phone number.`,
    employeeNumbers: [bride, raised, moved].map(({ employeeNumber }) => employeeNumber),
    apply: (simployer) => {
      const idOf = (person: DemoPerson): string => simployer.employeeByNumber(person.employeeNumber).id;
      simployer.editEmployee(idOf(bride), { lastName: newLastName });
      simployer.addCompensation({
        employeeId: idOf(raised),
        amount: roundToCents(pay.amount * 1.04),
        effectiveDate: wireDate(from, 'oslo'),
        payoutPeriod: pay.period,
      });
      simployer.editEmployee(idOf(moved), { privatePhone: '+47 412 00 137', privatePhoneSanitized: '+4741200137' });
    },
  };
};

const shown = ({ firstName, lastName, employeeNumber }: DemoPerson): string =>
  `${firstName} ${lastName} (${employeeNumber})`;

const personAt = (company: DemoCompany, index: number): DemoPerson => {
  const person = company.people[index];
  if (person === undefined) throw new Error(`The demo's change needs more than ${index} people`);
  return person;
};
