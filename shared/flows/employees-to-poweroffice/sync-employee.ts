import { mergeProblems } from '../../records/open-problems.ts';
import { outcomeOf } from '../../records/outcome.ts';
import type { Outcome } from '../../records/outcome.ts';
import { createOnce } from '../../run/create-once.ts';
import type { Delivery, SyncedRecord } from '../../run/flow.ts';
import type { EmployeeStore } from './employee-store.ts';
import { decide } from './decide.ts';
import type { Decision } from './decide.ts';
import type { BlockedSubject } from './read-subject.ts';
import { newEmployeeState } from './state.ts';
import type { EmployeeState, RememberedRecord } from './state.ts';
import type { EmployeeTask } from './task.ts';
import { createdEarlier } from './write/created-earlier.ts';
import type { Person, PersonDependencies } from './write/person.ts';
import { createPersonWrites } from './write/person-writes.ts';
import type { PersonWrites } from './write/person-writes.ts';
import { writePerson } from './write/write-person.ts';

export interface SyncEmployeeDependencies extends PersonDependencies {
  readonly employees: EmployeeStore;
  /** Reads the person from both sides afresh; null when the source no longer has them. */
  readonly readSubject: (task: EmployeeTask, state: EmployeeState) => Promise<BlockedSubject | null>;
}

/**
 * Brings one person's PowerOffice record up to date, and remembers what came of it. The stages stand below in their
 * order: recognise the person on both sides, decide what is to be written, write it, remember. Each takes what it needs
 * and returns what it found; only the writes so far are noted as they happen, for a refused one leaves the others to be
 * made. In plan mode there is no writer: the same code says what would be done, and nothing is remembered.
 *
 * An example: Kari's job title has changed. Her task holds both sides, so nothing is read; the plan is an update of
 * `JobTitle`; one PATCH is sent, and its stamp remembered, so that a list that does not show it yet is known as stale.
 *
 * @returns what happened, with every problem
 * @throws what concerns more than this person, for classifyFailure
 */
export const syncEmployee = async (
  task: EmployeeTask,
  delivery: Delivery,
  dependencies: SyncEmployeeDependencies,
): Promise<SyncedRecord> => {
  const { employees, clock, settings, writer } = dependencies;
  const before = (await employees.get(task.sourceId)) ?? newEmployeeState(task.sourceId, task.employeeNumber);
  const writes = createPersonWrites(writer, await createdEarlier(task, delivery, employees));
  const recognised = await recognise(task, delivery, before, dependencies.readSubject);
  const decision = decide(recognised, task, before, settings.mapping);
  writes.note(...decision.problems);
  const record =
    decision.action === 'write'
      ? await writePerson(toPerson(task, before, decision, writes, dependencies), decision)
      : decision.remembered;
  const synced: SyncedRecord = {
    sourceId: task.sourceId,
    number: task.employeeNumber,
    targetId: record?.id ?? null,
    outcome: outcomeOf('employee', writes.changes, writes.problems, decision.action === 'skip'),
    changes: writes.changes,
    problems: writes.problems,
    forbidden: writes.forbidden,
  };
  if (writer !== null) await employees.save(remember(before, record, synced, task.runNumber, clock.now()));
  return synced;
};

/**
 * The person on both sides: as the task has them, or read afresh where it has them not. A message that was delivered
 * before is never trusted.
 */
const recognise = async (
  task: EmployeeTask,
  delivery: Delivery,
  before: EmployeeState,
  readSubject: SyncEmployeeDependencies['readSubject'],
): Promise<BlockedSubject | null> => {
  const { subject, blockedBy } = task;
  return delivery === 'first' && subject !== null ? { subject, blockedBy } : readSubject(task, before);
};

/** The person on their way through the writes. */
const toPerson = (
  task: EmployeeTask,
  { writtenAt }: EmployeeState,
  { desired }: Extract<Decision, { readonly action: 'write' }>,
  writes: PersonWrites,
  { reader, writer, settings, clock, deadline, digest, employees }: SyncEmployeeDependencies,
): Person => ({
  task,
  desired,
  writtenAt,
  writes,
  reader,
  writer,
  settings,
  clock,
  deadline,
  digest,
  create: ({ find, post }, { kind, key }) =>
    createOnce(
      { intent: { sourceId: task.sourceId, kind, key }, find, post },
      {
        intents: employees,
        clock,
        deadline,
        replicaLagInMillis: settings.replicaLagInSeconds * 1000,
        writeTimeoutInMillis: settings.writeTimeoutInSeconds * 1000,
      },
    ),
});

/** What is remembered from now on: what was before, what was learned of the record, and what happened. */
const remember = (
  before: EmployeeState,
  record: RememberedRecord | null,
  { number, outcome, changes, problems }: Outcome,
  runNumber: number,
  now: number,
): EmployeeState => ({
  ...before,
  employeeNumber: number,
  record,
  writtenAt: changes.length > 0 ? now : before.writtenAt,
  outcome,
  problems: mergeProblems(before.problems, problems, now),
  runNumber,
});
