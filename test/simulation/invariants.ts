import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { DemoEmployee } from '../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import type { World } from '../../local/simulation/world.ts';
import { DEFAULT_SETTINGS } from '../../shared/flows/employees-to-poweroffice/settings.ts';
import type { GuardSettings } from '../../shared/flows/employees-to-poweroffice/settings.ts';
import { accountKey } from '../../shared/records/values/bank-account.ts';
import { besidePayroll, leftIn } from '../builders/base-beside-payroll.ts';
import { isOpen } from '../../shared/state/run.ts';
import type { RunReport } from '../../shared/flows/employees-to-poweroffice/report.ts';

/** The invariants of docs/reliability.md. */
export type InvariantName = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10';

const compareText = (one: string, other: string): number => one.localeCompare(other);

/** What of PowerOffice stands for payroll, without ids and stamps: two worlds that end alike are equal here. */
export const payrollOf = (world: World): unknown[] =>
  world.powerOffice.state.employees
    .map((employee) => ({
      number: String(employee.Number),
      externalNumber: String(employee.ExternalNumber),
      reference: employee.ExternalImportReference,
      name: `${employee.FirstName} ${employee.LastName}`,
      mail: employee.EmailAddress,
      phone: employee.PhoneNumber,
      title: employee.JobTitle,
      archived: employee.IsArchived,
      dates: [employee.HiredDate, employee.StartDate, employee.EndDate],
      nationalId: employee.NationalIdNumber,
      address: [employee.MailAddress?.AddressLine1, employee.MailAddress?.ZipCode, employee.MailAddress?.City],
      salaryAccount:
        employee.bankAccounts.find(({ Id }) => Id === employee.SalaryBankAccountId)?.BankAccountNumber ?? null,
      accounts: employee.bankAccounts.map(({ BankAccountNumber }) => String(BankAccountNumber)).toSorted(compareText),
      employments: employee.employments
        .map((employment) => ({
          start: employment.StartDate,
          end: employment.EndDate,
          code: employment.ProfessionCode,
          isDefault: employment.IsDefault,
          form: employment.EmploymentForm,
          salaries: employment.salaries
            .map(({ FromDate, AnnualSalary, HourlyRate, RemunerationType }) =>
              [FromDate, RemunerationType, RemunerationType === 'FixedWage' ? AnnualSalary : HourlyRate].join(' '),
            )
            .toSorted(),
        }))
        .toSorted((one, other) => `${one.start}${one.code}`.localeCompare(`${other.start}${other.code}`)),
    }))
    .toSorted((one, other) => Number(one.number) - Number(other.number));

/** What no mapping row speaks of. */
const unmapped = (employee: DemoEmployee): string =>
  JSON.stringify([
    employee.DepartmentId,
    employee.LocationId,
    employee.ManagerEmployeeId,
    employee.ContactGroupIds,
    employee.InternationalIdNumber,
    employee.InternationalIdType,
    employee.InternationalIdReportToAltinn,
    employee.ExpenseBankAccountId,
    employee.TravelExpenseBankAccountId,
    employee.hasLedgerBalance,
    employee.isInUse,
    employee.employments.map(
      ({ Id, EmployeeId, isReported, salaries, EndDate: _end, IsDefault: _default, ...rest }) => [
        Id,
        EmployeeId,
        isReported,
        'DepartmentId' in rest ? rest.DepartmentId : null,
        'LocationId' in rest ? rest.LocationId : null,
        salaries.map(({ FromDate }) => FromDate),
      ],
    ),
  ]);

/** How a world was before something happened to it. */
export interface Before {
  readonly unmapped: ReadonlyMap<number, string>;
  readonly archived: ReadonlySet<number>;
  readonly linked: number;
  readonly requests: number;
  readonly reports: number;
}

export const before = async (world: World): Promise<Before> => {
  const states = await world.employees.all();
  const { employees } = world.powerOffice.state;
  return {
    unmapped: new Map(employees.map((employee) => [employee.Id, unmapped(employee)])),
    archived: new Set(employees.filter(({ IsArchived }) => IsArchived).map(({ Id }) => Id)),
    linked: states.filter(({ record }) => record !== null).length,
    requests: world.powerOffice.requests.length,
    reports: world.reports.length,
  };
};

export const repeated = (keys: readonly (string | null)[]): string[] =>
  [
    ...Map.groupBy(
      keys.filter((key) => key !== null),
      (key) => key,
    ),
  ]
    .filter(([, those]) => those.length > 1)
    .map(([key]) => key);

/** I2: nobody and nothing twice. */
const findDuplicates = (world: World): string[] => {
  const { employees } = world.powerOffice.state;
  const people = [
    ...repeated(employees.map(({ ExternalNumber }) => (ExternalNumber === null ? null : String(ExternalNumber)))),
    ...repeated(employees.map(({ ExternalImportReference }) => ExternalImportReference)),
  ].map((key) => `I2: two employees ${key}`);
  const belongings = employees.flatMap(({ Id, employments, bankAccounts }) => [
    ...repeated(employments.map(({ StartDate, ProfessionCode }) => `${StartDate}/${ProfessionCode}`)).map(
      (key) => `I2: employee ${Id} has employment ${key} twice`,
    ),
    ...repeated(bankAccounts.map(({ BankAccountNumber }) => accountKey(BankAccountNumber ?? ''))).map(
      () => `I2: employee ${Id} has an account twice`,
    ),
    ...employments.flatMap(({ Id: employmentId, salaries, ftePercentages }) => [
      ...repeated(salaries.map(({ FromDate }) => FromDate)).map(
        (date) => `I2: employment ${employmentId} has the salary of ${date} twice`,
      ),
      ...repeated(ftePercentages.map(({ FromDate }) => FromDate)).map(
        (date) => `I2: employment ${employmentId} has the share of ${date} twice`,
      ),
    ]),
  ]);
  return [...people, ...belongings];
};

/** I2: no record is given to two. */
const findSharedRecords = async (world: World): Promise<string[]> => {
  const states = await world.employees.all();
  const records = states.flatMap(({ record }) => record?.id ?? []);
  return repeated(records.map(String)).map((id) => `I2: record ${id} is given to two`);
};

/** I3: no run archives more than the guard allows. */
const findExcessiveArchiving = (
  reports: readonly RunReport[],
  linked: number,
  guards: GuardSettings = DEFAULT_SETTINGS.guards,
): string[] => {
  const allowed = Math.max(guards.archiveAbsolute, Math.floor(linked * guards.archiveShare));
  return reports.flatMap(({ runId, employees }) => {
    const archived = employees.filter(({ changes }) => changes.some(({ action }) => action === 'archive')).length;
    return archived > allowed ? [`I3: run ${runId} archived ${archived}, allowed are ${allowed}`] : [];
  });
};

/** I5: everybody in scope has an outcome with its reason, and the totals add up. */
const findLostPeople = (reports: readonly RunReport[], expectedIds: ReadonlySet<string> | null): string[] =>
  reports.flatMap((report) => {
    if (report.status === 'aborted') {
      return report.abort === null || report.abort.message === ''
        ? [`I5: run ${report.runId} aborted without a reason`]
        : [];
    }
    const { inScope, created, updated, unchanged, skipped, failed } = report.totals;
    const listed = new Set(report.employees.map(({ simployerEmployeeId }) => simployerEmployeeId));
    return [
      ...(inScope === report.employees.length && listed.size === inScope
        ? []
        : [`I5: ${inScope} in scope, ${listed.size} listed`]),
      ...(created + updated + unchanged + skipped + failed === inScope ? [] : [`I5: totals do not add up`]),
      ...[...(expectedIds ?? [])].filter((id) => !listed.has(id)).map((id) => `I5: ${id} disappeared`),
      ...report.employees.flatMap(({ outcome, problems, simployerEmployeeId: id }) => {
        if (outcome === 'failed' && !problems.some(({ severity, hint }) => severity === 'error' && hint !== '')) {
          return [`I5: ${id} failed without a hint`];
        }
        return outcome === 'skipped' && problems.length === 0 ? [`I5: ${id} skipped without a reason`] : [];
      }),
    ];
  });

/** I6: national ids, account numbers and salaries, in whichever grouping, are kept nowhere outside the queues. */
const findSecrets = (world: World): string[] => {
  const kept = [
    ...world.table.items().map((item) => JSON.stringify(item)),
    ...world.reports.map((report) => JSON.stringify(report)),
    ...world.errors.map((error) =>
      error instanceof Error ? `${error.message} ${error.stack}` : JSON.stringify(error),
    ),
    ...world.events.flatMap((event) =>
      'outcome' in event ? [JSON.stringify(event.outcome)] : 'code' in event ? [event.code] : [],
    ),
  ].join('\n');
  const ungrouped = kept.replaceAll(/(?<=\d)[ .-](?=\d)/g, '');
  const digits = world.simployer
    .employees()
    .flatMap(({ ssn, bankAccount }) => [ssn, bankAccount?.number, bankAccount?.iban])
    .map((text) => (text ?? '').replaceAll(/\D/g, ''))
    .filter((text) => text.length >= 11);
  const numbers = new Set(kept.match(/\d+(?:\.\d+)?/g));
  const salaries = world.simployer
    .compensations()
    .filter(({ amount }) => amount >= 100_000)
    .flatMap(({ amount }) => [String(amount), amount.toFixed(2)]);
  return [
    ...digits
      .filter((secret) => ungrouped.includes(secret))
      .map(() => 'I6: a national id or an account number is kept'),
    ...salaries.filter((salary) => numbers.has(salary)).map(() => 'I6: a salary is kept'),
  ];
};

/** I7: at most 10 requests in any second; where the way there varies, at most such a share of them refused. */
const findHaste = (world: World, refusedShare: number | null = null): string[] => {
  const { requests } = world.powerOffice;
  if (refusedShare === null) {
    const most = world.powerOffice.maxRequestsInOneSecond();
    return most > LIMIT_PER_SECOND ? [`I7: ${most} requests in one second`] : [];
  }
  const refused = requests.filter(({ status }) => status === 429).length;
  return refused > Math.max(1, requests.length * refusedShare)
    ? [`I7: ${refused} of ${requests.length} requests refused with 429`]
    : [];
};

/** PowerOffice fact 8. */
const LIMIT_PER_SECOND = 10;

/** I8: fields outside the mapping stay as they were. */
const findTouchedFields = (world: World, { unmapped: earlier }: Before): string[] =>
  world.powerOffice.state.employees.flatMap((employee) => {
    const was = earlier.get(employee.Id);
    if (was === undefined) return [];
    const [now, then] = [JSON.parse(unmapped(employee)) as unknown[], JSON.parse(was) as unknown[]];
    // Employments and salary lines may be added; those that were there stay.
    const kept = (then.at(-1) as unknown[][]).every((employment) =>
      (now.at(-1) as unknown[][]).some(
        (one) =>
          one[0] === employment[0] &&
          (employment.at(-1) as string[]).every((date) => (one.at(-1) as string[]).includes(date)),
      ),
    );
    const isSame = JSON.stringify(now.slice(0, -1)) === JSON.stringify(then.slice(0, -1));
    return isSame && kept ? [] : [`I8: employee ${employee.Id} changed outside the mapping`];
  });

/** I9: no run is open, nobody holds the lease, and every end was told. */
const findOpenRuns = async (world: World): Promise<string[]> => {
  const runs = await world.runs.latestRuns(1_000);
  const told = new Set(world.ends.map(({ runId }) => runId));
  const holder = await world.runs.holder(FIRST_FLOW);
  return [
    ...runs.filter(isOpen).map(({ runId }) => `I9: run ${runId} is still open`),
    ...runs.flatMap((run) => (isOpen(run) || told.has(run.runId) ? [] : [`I9: nobody told how ${run.runId} ended`])),
    ...(holder === null ? [] : [`I9: run ${holder} still holds the lease`]),
  ];
};

/** I10: of whoever is in step, what is remembered as last written or confirmed is what PowerOffice has. */
const findWrongBases = async (world: World): Promise<string[]> => {
  const states = await world.employees.all();
  return states.flatMap(({ record, outcome, employeeNumber }) => {
    if (record === null || outcome === 'failed' || outcome === 'skipped') return [];
    const { employee, employments } = besidePayroll(world, record);
    const left = [...leftIn(employee), ...employments.flatMap(leftIn)];
    return [
      ...(employee['LastName'] === undefined ? [`I10: ${employeeNumber} has no base`] : []),
      ...left.map((field) => `I10: the base of ${field} of ${employeeNumber} is not what PowerOffice has`),
    ];
  });
};

export interface CheckOptions {
  /** Where latencies vary, a few 429 are expected: at most this share of the requests. */
  readonly refusedShare?: number;
  /** The pace is out of the question, as with clocks that disagree by minutes. */
  readonly ignorePace?: boolean;
  /** The payroll that an undisturbed world ends with. */
  readonly expected?: readonly unknown[];
  /** No run shows that there is nothing left to do, only the plan: where the same is seen at very many moments. */
  readonly isPlanEnough?: boolean;
}

/** Longer than any replica lags. */
const LAG_IN_MILLIS = 60_000;
/** How long a lease holds that nobody gives back. */
const LEASE_IN_MILLIS = 21 * 60_000;

/**
 * Everything that must hold once a world has come to rest. It is healed first, and converges in one more run; then a
 * plan must say that nothing is left to do, and a run must do nothing.
 * @returns what does not hold; empty when all is well
 */
export const violations = async (world: World, earlier: Before, options: CheckOptions = {}): Promise<string[]> => {
  const { refusedShare, ignorePace = false, expected, isPlanEnough = false } = options;
  await world.untilQueuesAreEmpty();
  world.setFaults({});
  await world.advance(Math.max(LAG_IN_MILLIS, LEASE_IN_MILLIS));

  const healed = await world.run();
  await world.untilQueuesAreEmpty();
  const ids = new Set(world.simployer.employees().map(({ id }) => id));
  const found = [
    ...(healed.status === 'aborted' ? [`I9: the run after the fault aborted: ${healed.abort?.code}`] : []),
    ...findDuplicates(world),
    ...findExcessiveArchiving(world.reports.slice(earlier.reports), earlier.linked),
    ...findLostPeople(world.reports.slice(earlier.reports, -1), null),
    ...findLostPeople([healed], ids),
    ...findSecrets(world),
    ...(ignorePace ? [] : findHaste(world, refusedShare)),
    ...findTouchedFields(world, earlier),
    ...(await findSharedRecords(world)),
    ...(await findOpenRuns(world)),
    ...(await findWrongBases(world)),
  ];
  if (expected !== undefined && JSON.stringify(payrollOf(world)) !== JSON.stringify(expected)) {
    found.push('I2: the payroll differs from that of an undisturbed world');
  }

  await world.advance(LAG_IN_MILLIS);
  const written = world.powerOffice.writes;
  const plan = await world.run({ mode: 'plan' });
  if (world.powerOffice.writes !== written) found.push('I4: a plan wrote');
  found.push(...wanted(plan).map((text) => `I1: a plan after the run still wants to ${text}`));
  if (isPlanEnough) return found;
  const last = await world.run();
  if (world.powerOffice.writes !== written)
    found.push(`I1: a run without a change at the source wrote ${world.powerOffice.writes - written} times`);
  found.push(...wanted(last).map((text) => `I1: a second run did ${text}`));
  return found;
};

const wanted = ({ employees }: RunReport): string[] =>
  employees.flatMap(({ employeeNumber, changes }) =>
    changes.map(({ action, entity, field }) => `${action} ${entity} ${field ?? ''} of ${employeeNumber}`),
  );
