import type { Problem } from '../../records/problem.ts';
import type { PayrollEmployee } from '../../vendors/poweroffice/employees.ts';
import type { MappingSettings } from './mapping-settings.ts';
import { planEmployee } from './plan/plan-employee.ts';
import type { EmployeePlan } from './plan/plan-employee.ts';
import { problem } from './problems.ts';
import type { BlockedSubject } from './read-subject.ts';
import type { DesiredEmployee } from './rules/desired-employee.ts';
import { mapEmployee } from './rules/map-employee.ts';
import type { EmployeeState, RememberedRecord } from './state.ts';
import type { EmployeeTask, Subject } from './task.ts';

/** What of a plan there is to carry out. */
export type WritePlan = Exclude<EmployeePlan, { readonly action: 'skip' | 'blocked' }>;

/** What is to become of a person, with what there is to report of them before anything is written. */
export type Decision = { readonly problems: readonly Problem[] } & (
  | {
      /** `skip`: a rule says that nothing is written for the person. `blocked`: an error forbids it. */
      readonly action: 'skip' | 'blocked';
      /** What the mapping says of them; null when the source no longer has them. */
      readonly desired: DesiredEmployee | null;
      /** What is to be remembered of their record from now on. */
      readonly remembered: RememberedRecord | null;
    }
  | {
      readonly action: 'write';
      readonly plan: WritePlan;
      readonly desired: DesiredEmployee;
      readonly subject: Subject;
      /** What is remembered of the very record that is written; null for another one than last time. */
      readonly remembered: RememberedRecord | null;
    }
);

/**
 * Maps a person and plans what is to be written on their record.
 * @param recognised who they are on both sides; null when the source no longer has them
 */
export const decide = (
  recognised: BlockedSubject | null,
  { today, peers }: Pick<EmployeeTask, 'today' | 'peers'>,
  { record }: Pick<EmployeeState, 'record'>,
  settings: MappingSettings,
): Decision => {
  if (recognised === null) {
    return { action: 'skip', desired: null, remembered: record, problems: [problem('VANISHED')] };
  }
  const { subject, blockedBy } = recognised;
  const desired = mapEmployee(subject.source, { settings, today, peers });
  const remembered = isOf(record, subject.current) ? record : null;
  // A link lasts while nothing is written, unless its record is gone: what was remembered of that goes with it.
  const kept = subject.linkLost ? remembered : record;
  const lost = subject.linkLost ? [problem('LINK_LOST')] : [];
  if (blockedBy.length > 0) {
    return { action: 'blocked', desired, remembered: kept, problems: [...lost, ...desired.problems, ...blockedBy] };
  }
  const plan = planEmployee(desired, subject.current, settings, subject.bankAccounts);
  const problems = [...lost, ...plan.problems];
  switch (plan.action) {
    case 'skip':
      return { action: 'skip', desired, remembered: kept, problems };
    case 'blocked':
      return { action: 'blocked', desired, remembered: kept, problems };
    case 'create':
    case 'update':
    case 'none':
      return { action: 'write', plan, desired, subject, remembered, problems };
  }
};

const isOf = (remembered: RememberedRecord | null, current: PayrollEmployee | null): boolean =>
  remembered !== null && remembered.id === current?.id;
