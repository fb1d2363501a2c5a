import { isVendorError } from '../../records/vendor-error.ts';
import type { Clock } from '../../http/clock.ts';
import type { PowerOfficeReader } from '../../vendors/poweroffice/client.ts';
import type { PayrollEmployment } from '../../vendors/poweroffice/employments.ts';
import type { PayrollSnapshot } from '../../vendors/poweroffice/read-payroll-snapshot.ts';
import { mayPayDiffer } from './base.ts';
import type { KeyedDigest } from './base.ts';
import { knownEmployments } from './known-employments.ts';
import type { MatchedPerson } from './match/match-people.ts';
import { comparePay, differsByMoreThan } from './plan/compare-pay.ts';
import { planBankAccount } from './plan/plan-bank-account.ts';
import { planEmployments } from './plan/plan-employments.ts';
import type { EmploymentsPlan } from './plan/plan-employments.ts';
import { compareSalaries } from './plan/plan-salaries.ts';
import { getsSecondEmployment } from './plan/second-employment.ts';
import { readPayBefore } from './read-pay-before.ts';
import type { DesiredEmployee } from './rules/desired-employee.ts';
import type { Settings } from './settings.ts';
import { mayLag } from '../../people/may-lag.ts';
import type { StartState } from './start-state.ts';
import type { EmployeeTask } from './task.ts';

export interface ChangingDependencies {
  readonly reader: Pick<PowerOfficeReader, 'salaries' | 'employmentsOf'>;
  readonly settings: Settings;
  readonly clock: Pick<Clock, 'now'>;
  readonly digest: KeyedDigest;
  /** What is the same for everybody in the run. */
  readonly shared: Pick<EmployeeTask, 'today' | 'enterpriseId' | 'mayChooseAccount'>;
}

/** Somebody whose record a run may change, with what is known of the change before their employments and pay are read. */
export interface ChangingPerson {
  readonly person: MatchedPerson;
  /** Whether their salary would be paid to another account than it is now. */
  readonly getsOtherAccount: boolean;
  /** Whether there is anything to read for an answer; false: they do not. */
  readonly mayGetOtherPay: boolean;
  readonly mayGetSecondEmployment: boolean;
  /** Whether they would get pay that differs by more than the settings let pass from what PowerOffice has; up to three requests. */
  readonly getsOtherPay: () => Promise<boolean>;
  readonly getsSecondEmployment: () => Promise<boolean>;
}

/**
 * What a run may change of somebody's account, employments and pay.
 *
 * Example: Kari's employments are remembered, and the bulk list shows that they are still as they were; her pay is what a
 * run has confirmed. Nothing has to be read of her. Of Ola, whom payroll entered and nobody has synced yet, employments
 * and pay have to be read.
 *
 * @returns null for somebody who has no record, for whom nothing is written, or of whom nothing may change
 */
export const toChanging = (
  person: MatchedPerson,
  states: ReadonlyMap<string, StartState>,
  snapshot: PayrollSnapshot,
  dependencies: ChangingDependencies,
): ChangingPerson | null => {
  const { desired, match } = person;
  if (match.kind !== 'matched' || desired.blocked) return null;
  const { reader, settings, clock, shared } = dependencies;
  const { employee } = match;
  const state = states.get(person.source.id) ?? null;
  const remembered = state?.record?.id === employee.id ? state.record : null;
  const lists = state !== null && mayLag(state, settings.replicaLagInSeconds, clock) ? 'lagging' : 'current';
  const summaries = snapshot.employmentsByEmployeeId.get(employee.id) ?? [];
  const existing = knownEmployments(remembered?.knownEmployments ?? null, summaries, lists);
  const plan = (employments: readonly PayrollEmployment[]): PlannedEmployments => ({
    existing: employments,
    plan: planEmployments(desired, {
      existing: employments,
      links: remembered?.employments ?? {},
      enterpriseId: shared.enterpriseId,
      settings: settings.mapping,
      today: shared.today,
    }),
  });
  const known = existing === null ? null : plan(existing);
  let reading: Promise<PlannedEmployments> | null = null;
  const read = (): Promise<PlannedEmployments> => {
    reading ??= known === null ? reader.employmentsOf(employee.id).then(plan) : Promise.resolve(known);
    return reading;
  };
  const changing = {
    person,
    getsOtherAccount: getsOtherAccount(desired, employee, snapshot, shared),
    mayGetOtherPay:
      desired.salaries.length > 0 && (known === null || mayGetOtherPay(desired, known, remembered, dependencies)),
    mayGetSecondEmployment: known === null || isSecond(desired, known),
    getsOtherPay: () => orNo(async () => getsOtherPay(desired, await read(), dependencies)),
    getsSecondEmployment: () => orNo(async () => isSecond(desired, await read())),
  };
  return changing.getsOtherAccount || changing.mayGetOtherPay || changing.mayGetSecondEmployment ? changing : null;
};

interface PlannedEmployments {
  readonly existing: readonly PayrollEmployment[];
  readonly plan: EmploymentsPlan;
}

/** Somebody who is paid to no account yet gets a first one. */
const getsOtherAccount = (
  { bankAccount }: DesiredEmployee,
  { id, salaryBankAccountId }: Extract<MatchedPerson['match'], { readonly kind: 'matched' }>['employee'],
  { bankAccountsByEmployeeId }: PayrollSnapshot,
  { mayChooseAccount }: ChangingDependencies['shared'],
): boolean => {
  if (salaryBankAccountId === null) return false;
  const accounts = bankAccountsByEmployeeId.get(id) ?? [];
  const { action } = planBankAccount(bankAccount, { accounts, salaryBankAccountId, mayChoose: mayChooseAccount });
  return action === 'choose' || action === 'createAndChoose';
};

const isSecond = (desired: DesiredEmployee, { existing, plan }: PlannedEmployments): boolean =>
  getsSecondEmployment(desired, existing, plan);

const mayGetOtherPay = (
  { salaries, mainEmploymentId }: DesiredEmployee,
  { existing, plan: { defaultEmployment } }: PlannedEmployments,
  remembered: StartState['record'],
  { digest }: ChangingDependencies,
): boolean => {
  // Whoever has no employment has no pay that could become another.
  if (defaultEmployment === null || existing.length === 0) return false;
  if (!('id' in defaultEmployment)) return true;
  const { id, startDate } = defaultEmployment;
  const link = typeof mainEmploymentId === 'string' ? remembered?.employments[mainEmploymentId] : undefined;
  const former = link?.id === id ? (link.base ?? null) : null;
  return mayPayDiffer(former, id, compareSalaries(salaries, [], startDate), digest);
};

const getsOtherPay = async (
  { salaries }: DesiredEmployee,
  { plan: { defaultEmployment, paidBefore } }: PlannedEmployments,
  { reader, settings }: ChangingDependencies,
): Promise<boolean> => {
  if (defaultEmployment === null) return false;
  const lines = 'id' in defaultEmployment ? await reader.salaries(defaultEmployment.id) : [];
  const held = await readPayBefore(lines, paidBefore, reader);
  return differsByMoreThan(
    settings.guards.changePay,
    comparePay(salaries, held, defaultEmployment.startDate, settings.mapping),
  );
};

/** For what PowerOffice does not let this person's sync read, it is not going to write either. */
const orNo = async (answer: () => Promise<boolean>): Promise<boolean> => {
  try {
    return await answer();
  } catch (error) {
    if (isVendorError(error, 'rejected', 'notFound', 'forbidden')) return false;
    throw error;
  }
};
