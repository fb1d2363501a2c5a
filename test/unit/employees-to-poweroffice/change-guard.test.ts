import { changeGuard } from '../../../shared/flows/employees-to-poweroffice/change-guard.ts';
import type { MatchedPerson } from '../../../shared/flows/employees-to-poweroffice/match/match-people.ts';
import { storedLinkOf } from '../../../shared/flows/employees-to-poweroffice/match/linked-record.ts';
import { NO_PEERS } from '../../../shared/flows/employees-to-poweroffice/match/peers.ts';
import { mapEmployee } from '../../../shared/flows/employees-to-poweroffice/rules/map-employee.ts';
import { DEFAULT_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/settings.ts';
import { VendorError } from '../../../shared/records/vendor-error.ts';
import type { PayrollSalary } from '../../../shared/vendors/poweroffice/salaries.ts';
import { branded } from '../../builders/branded.ts';
import { buildPayrollEmployee, buildPayrollEmployment, buildPayrollSalary } from '../../builders/payroll-record.ts';
import { buildSourceEmployee } from '../../builders/source-employee.ts';

const TODAY = '2026-03-02';

/** Somebody whom payroll entered, with the employment that Simployer has, and whom nobody has synced yet. */
const adopted = (number: number): MatchedPerson => {
  const source = buildSourceEmployee({ id: `person-${number}`, employeeNumber: String(number) });
  return {
    source,
    peers: NO_PEERS,
    desired: mapEmployee(source, { settings: DEFAULT_SETTINGS.mapping, today: TODAY, peers: NO_PEERS }),
    match: {
      kind: 'matched',
      employee: buildPayrollEmployee({ id: number, salaryBankAccountId: null }),
    },
    linkLost: false,
    stored: storedLinkOf(null, (text) => text),
    linkDecidedAt: null,
  };
};

const PEOPLE = Array.from({ length: 30 }, (_, index) => adopted(1001 + index));

interface Reads {
  readonly salaries?: (employment: number) => Promise<readonly PayrollSalary[]>;
  readonly now?: () => number;
}

const unreadable = () => Promise.reject(new Error('Nobody may read this.'));

const guard = async ({ salaries = unreadable, now = () => 0 }: Reads, people = PEOPLE) => {
  let reads = 0;
  const guards = await changeGuard(
    people,
    new Map(),
    branded({
      integration: {
        clientId: null,
        clientName: null,
        subscriptions: [],
        validPrivileges: [],
        invalidPrivileges: [],
        environment: 'production',
      },
      enterprises: [],
      employeeNumberSeries: [],
      employees: [],
      employmentsByEmployeeId: new Map(
        PEOPLE.map((_, index) => [1001 + index, [buildPayrollEmployment({ id: 1001 + index })]]),
      ),
      bankAccountsByEmployeeId: new Map(),
    }),
    {
      settings: DEFAULT_SETTINGS,
      clock: { now, sleep: () => Promise.resolve() },
      digest: (text) => text,
      readUntil: 100,
      shared: branded({ today: TODAY, enterpriseId: 1, mayChooseAccount: true }),
      reader: {
        employmentsOf: (employee) => Promise.resolve([buildPayrollEmployment({ id: employee, employeeId: employee })]),
        salaries: (employment) => {
          reads += 1;
          return salaries(employment);
        },
      },
    },
  );
  return { guards, reads };
};

const paysOf = (isCut: (employment: number) => boolean) => (employment: number) =>
  Promise.resolve([buildPayrollSalary({ annualSalary: isCut(employment) ? '800000.00' : '600000.00' })]);

test('reads until too few are left for them to become too many', async () => {
  const { guards, reads } = await guard({ salaries: paysOf(() => false) });
  expect(guards).toEqual([]);
  expect(reads).toBe(30);
  expect((await guard({ salaries: paysOf(() => false) }, PEOPLE.slice(0, 14))).reads).toBe(10);
});

test('reads on once there are too many, for everybody is named', async () => {
  const { guards, reads } = await guard({ salaries: paysOf(() => true) });
  expect(guards).toMatchObject([{ code: 'CHANGE_GUARD', people: { length: 30 } }]);
  expect(reads).toBe(30);
});

test('stands when the time is up before it is certain, and says of how many it could not be told', async () => {
  let now = 0;
  const { guards } = await guard({
    salaries: (employment) => {
      now += 10;
      return paysOf((one) => one <= 1003)(employment);
    },
    now: () => now,
  });
  expect(guards).toMatchObject([{ code: 'CHANGE_GUARD', people: { length: 23 } }]);
  expect(guards[0]?.message).toContain(
    '3 employees would get pay that differs by more than 15 % from what PowerOffice has, and of 20 more there was no time to tell',
  );
});

test('a read that ends with the time counts as not read', async () => {
  const outOfTime = () => Promise.reject(new VendorError('poweroffice', 'outOfTime', { summary: 'late' }));
  expect((await guard({ salaries: outOfTime })).guards).toMatchObject([{ people: { length: 30 } }]);
});

test('pay that PowerOffice does not show cannot become another; any other failure ends the run', async () => {
  const failing = (kind: 'forbidden' | 'notFound' | 'unavailable') => () =>
    Promise.reject(new VendorError('poweroffice', kind, { summary: kind }));
  expect((await guard({ salaries: failing('forbidden') })).guards).toEqual([]);
  expect((await guard({ salaries: failing('notFound') })).guards).toEqual([]);
  await expect(guard({ salaries: failing('unavailable') })).rejects.toThrow('unavailable');
});
