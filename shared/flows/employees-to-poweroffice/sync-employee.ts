import { mapEmployee } from './rules/map-employee.ts';
import { outcomeOf } from '../../records/outcome.ts';
import type { Change, Outcome } from '../../records/outcome.ts';
import type { PayrollBankAccount, PayrollEmployment } from '../../vendors/poweroffice/payroll-record.ts';
import { planEmployee } from './plan/plan-employee.ts';
import { problem } from './problems.ts';
import { newEmployeeState, withoutLink } from './state.ts';
import type { EmployeeState } from './state.ts';
import type { EmployeeStore } from '../../state/employee-store.ts';
import type { Intent } from '../../state/intent.ts';
import { createOnce } from '../../run/create-once.ts';
import type { EmployeeTask } from './task.ts';
import { knownEmployments } from './known-employments.ts';
import { mergeProblems } from '../../records/open-problems.ts';
import type { Person, PersonDependencies } from './write/person.ts';
import { createPersonWrites } from './write/person-writes.ts';
import { writeBankAccount } from './write/write-bank-account.ts';
import { archiveEmployee, createEmployee, updateEmployee } from './write/write-employee.ts';
import type { WrittenEmployee } from './write/write-employee.ts';
import { writeEmployments } from './write/write-employments.ts';
import type { BlockedSubject } from './read-subject.ts';

export interface SyncEmployeeDependencies extends PersonDependencies {
  readonly employees: EmployeeStore;
  /** Reads the person from both sides afresh; null when the source no longer has them. */
  readonly readSubject: (task: EmployeeTask, state: EmployeeState) => Promise<BlockedSubject | null>;
}

/** What came of a person. */
export interface SyncedEmployee extends Outcome {
  /** The operation that was refused for lack of a privilege (403), in words for IT; null if none was. */
  readonly forbidden: string | null;
}

/**
 * Brings one person's PowerOffice record up to date, in an order that leaves them consistent at any interruption:
 * employee, bank account and its choice, employments, default flag, salary, end, archive. In plan mode it says what
 * would be done, by the same code.
 *
 * @param isFirstDelivery a message that was delivered before is never trusted: both sides are read again
 * @returns what happened, with every problem
 * @throws what concerns more than this person, for classifyFailure
 */
export const syncEmployee = async (
  task: EmployeeTask,
  isFirstDelivery: boolean,
  dependencies: SyncEmployeeDependencies,
): Promise<SyncedEmployee> => {
  const { employees, clock, settings, writer } = dependencies;
  const state = (await employees.get(task.sourceId)) ?? newEmployeeState(task.sourceId, task.employeeNumber);
  const writes = createPersonWrites(writer, isFirstDelivery ? [] : await createdEarlier(task, employees));
  const finish = async (changes: Partial<EmployeeState>, skipped = false): Promise<SyncedEmployee> => {
    const { powerOfficeEmployeeId } = { ...state, ...changes };
    const outcome = outcomeOf(writes.changes, writes.problems, skipped);
    if (writer !== null) {
      await employees.save({
        ...state,
        ...changes,
        employeeNumber: task.employeeNumber,
        ...(writes.changes.length > 0 && { writtenAt: clock.now() }),
        outcome,
        problems: mergeProblems(state.problems, writes.problems, clock.now()),
        runNumber: task.runNumber,
      });
    }
    return {
      sourceId: task.sourceId,
      employeeNumber: task.employeeNumber,
      powerOfficeEmployeeId,
      outcome,
      changes: writes.changes,
      problems: writes.problems,
      forbidden: writes.forbidden,
    };
  };

  const read =
    isFirstDelivery && task.subject !== null
      ? { subject: task.subject, blockedBy: task.blockedBy }
      : await dependencies.readSubject(task, state);
  if (read === null) {
    writes.note(problem('VANISHED'));
    return finish({}, true);
  }
  const { subject, blockedBy } = read;

  const desired = mapEmployee(subject.source, { settings: settings.mapping, today: task.today, peers: task.peers });
  if (subject.linkLost) writes.note(problem('LINK_LOST'));
  if (blockedBy.length > 0) {
    writes.note(...desired.problems, ...blockedBy);
    return finish(subject.linkLost ? withoutLink(state) : {});
  }
  const person: Person = {
    ...dependencies,
    task,
    desired,
    subject,
    writes,
    create: (creation, intent) =>
      createOnce(
        { ...creation, intent: { sourceId: task.sourceId, ...intent } },
        {
          ...dependencies,
          replicaLagInMillis: settings.replicaLagInSeconds * 1000,
          writeTimeoutInMillis: settings.writeTimeoutInSeconds * 1000,
        },
      ),
  };

  // What was remembered belongs to the record of the link; a fresh one starts afresh.
  const isRemembered = subject.current !== null && subject.current.id === state.powerOfficeEmployeeId;
  const remembered = isRemembered ? state : withoutLink(state);
  const plan = planEmployee(desired, subject.current, settings.mapping, subject.bankAccounts);
  writes.note(...plan.problems);
  const isSkipped = plan.action === 'skip';
  if (isSkipped || desired.blocked || (plan.action === 'none' && subject.current === null)) {
    return finish(subject.linkLost ? remembered : {}, isSkipped);
  }

  const written =
    subject.current === null
      ? await createEmployee(person, plan.fields)
      : {
          record: await updateEmployee(person, subject.current, plan.fields, plan.archive === 'unarchive'),
          isNew: false,
        };
  if (written === null) return finish(remembered);
  const belongings = await readBelongings(person, written, remembered);
  const chosen = await writeBankAccount(person, written.record, belongings.bankAccounts);
  const { links, known, salary } =
    belongings.employments === null
      ? {
          links: remembered.employments,
          known: null,
          salary: { salaryDigest: remembered.salaryDigest, salaryStamp: remembered.salaryStamp },
        }
      : await writeEmployments(person, chosen, belongings.employments, remembered);
  const last = plan.archive === 'archive' ? await archiveEmployee(person, chosen) : chosen;
  return finish({
    powerOfficeEmployeeId: last?.id ?? null,
    employeeStamp: last?.lastChanged ?? null,
    addressStamp: last?.addressLastChanged ?? null,
    employments: links,
    knownEmployments: known === null ? null : [...known],
    ...salary,
  });
};

const CREATIONS: Readonly<Record<Intent['kind'], Change>> = {
  employee: { entity: 'employee', action: 'create' },
  bankAccount: { entity: 'bankAccount', action: 'create' },
  employment: { entity: 'employment', action: 'create' },
  salary: { entity: 'salary', action: 'create' },
  ftePercentage: { entity: 'employment', action: 'update', field: 'FtePercentage' },
};

/** What an earlier delivery of the message created before it was cut off: it belongs to what the run did. */
const createdEarlier = async (task: EmployeeTask, employees: EmployeeStore): Promise<readonly Change[]> => {
  if (task.mode === 'plan') return [];
  const intents = await employees.intents(task.sourceId);
  return intents
    .filter(({ status, sentAt }) => status === 'applied' && sentAt >= task.runStartedAt)
    .map(({ kind }) => CREATIONS[kind]);
};

/** What hangs on the record: known from the bulk lists where possible, read where not. */
const readBelongings = async (
  { subject, reader, writes, clock, settings }: Person,
  { record, isNew }: WrittenEmployee,
  state: EmployeeState,
): Promise<{ bankAccounts: readonly PayrollBankAccount[]; employments: readonly PayrollEmployment[] | null }> => {
  if (record === null || isNew) return { bankAccounts: [], employments: [] };
  const isFromLists = subject.current !== null;
  const bankAccounts = isFromLists
    ? subject.bankAccounts
    : ((await writes.read(() => reader.bankAccounts(record.id))) ?? []);
  const staleAfter = clock.now() - settings.replicaLagInSeconds * 1000;
  const known = isFromLists ? knownEmployments(state, subject.employments, staleAfter) : null;
  return { bankAccounts, employments: known ?? (await writes.read(() => reader.employmentsOf(record.id))) };
};
