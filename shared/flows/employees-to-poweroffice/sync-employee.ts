/*
 * Takes one person through the stages of a sync: recognise them on both sides, decide what is to be written, write it,
 * remember what came of it. Each stage takes what it needs and returns what it found. What was written and refused is
 * noted while it happens, because a refused write leaves the others to be made. A plan has no writer: the same stages
 * say what would be done, and nothing is remembered. For example, when HR changes Kari's job title, her message holds
 * both sides, so nothing is read; the plan is an update of `JobTitle`; one PATCH is sent, and the stamp that
 * PowerOffice answers is remembered, so that the next run knows a list that does not show the title yet as stale.
 */
import { digestHeld, isAllowed } from '../../records/decisions.ts';
import type { Held } from '../../records/decisions.ts';
import { outcomeOf } from '../../records/outcome.ts';
import type { Change, Outcome } from '../../records/outcome.ts';
import { createOnce } from '../../run/create-once.ts';
import type { Delivery, SyncedRecord } from '../../run/flow.ts';
import type { EmployeeStore } from './employee-store.ts';
import type { FieldDifference } from '../../people/intended-change.ts';
import { decide } from './decide.ts';
import type { Decision } from './decide.ts';
import type { BlockedSubject } from './read-subject.ts';
import { toPlanned } from './plan/to-planned.ts';
import { problem } from './problems.ts';
import { decidedAt } from '../../people/person-state.ts';
import { newEmployeeState } from './state.ts';
import type { EmployeeState, RememberedRecord } from './state.ts';
import type { EmployeeTask } from './task.ts';
import { createdEarlier } from '../../people/created-earlier.ts';
import type { Person, PersonDependencies } from './write/person.ts';
import { rememberOutcome } from '../../people/remember-outcome.ts';
import { createPersonWrites } from '../../people/person-writes.ts';
import { showIn } from './write/intended-change.ts';
import { refusedAs } from './write/person-writes.ts';
import type { PersonWrites } from './write/person-writes.ts';
import { writePerson } from './write/write-person.ts';

export interface SyncEmployeeDependencies extends PersonDependencies {
  readonly employees: EmployeeStore;
}

/** What each kind of intent makes. */
const CREATIONS: Readonly<Record<string, Change>> = {
  employee: { entity: 'employee', action: 'create' },
  bankAccount: { entity: 'bankAccount', action: 'create' },
  employment: { entity: 'employment', action: 'create' },
  salary: { entity: 'salary', action: 'create' },
  ftePercentage: { entity: 'employment', action: 'update', field: 'FtePercentage' },
};

/** A person, with what was remembered and decided of them at that moment. */
export interface RecognisedPerson {
  readonly before: EmployeeState;
  /** Who they are on both sides; null when the source no longer has them. */
  readonly found: BlockedSubject | null;
}

interface RecogniseDependencies extends Pick<SyncEmployeeDependencies, 'employees'> {
  /** Reads the person from both sides afresh; null when the source no longer has them. */
  readonly readSubject: (state: EmployeeState) => Promise<BlockedSubject | null>;
}

/** What came of a person. */
export interface SyncedEmployee extends SyncedRecord {
  /** Of a plan: the fields that would be written, in the order of the writes. Not to be stored as they are. */
  readonly differences: readonly FieldDifference[];
  /** What is held up until somebody allows it. */
  readonly held: readonly Held[];
}

/**
 * The person on both sides: as the task has them, or read afresh where it has them not. A message that was delivered
 * before is never trusted, nor one that somebody has decided otherwise about since.
 */
export const recognisePerson = async (
  { sourceId, employeeNumber, subject, blockedBy }: EmployeeTask,
  delivery: Delivery,
  { employees, readSubject }: RecogniseDependencies,
): Promise<RecognisedPerson> => {
  const before = (await employees.get(sourceId)) ?? newEmployeeState(sourceId, employeeNumber);
  const isTrusted = delivery === 'first' && subject?.linkDecidedAt === decidedAt(before.decisions);
  return { before, found: isTrusted ? { subject, blockedBy } : await readSubject(before) };
};

/**
 * Brings one person's PowerOffice record up to date, and remembers what came of it.
 * @param recognised the person as the task has them, see `recognisePerson`
 * @returns what happened, with every problem; of a plan, the fields that would be written too
 * @throws what concerns more than this person, for classifyFailure
 */
export const syncEmployee = async (
  task: EmployeeTask,
  delivery: Delivery,
  { before, found }: RecognisedPerson,
  dependencies: SyncEmployeeDependencies,
): Promise<SyncedEmployee> => {
  const { employees, clock, settings, writer, journal, digest } = dependencies;
  const writes = createPersonWrites({
    writer,
    journal,
    digest,
    earlier: await createdEarlier(task, delivery, employees, CREATIONS),
    createdFor: before.record === null ? 'first' : 'source',
    show: showIn(settings.plans.values),
    refusedAs: refusedAs('POWEROFFICE_REJECTED'),
    inDoubt: problem('WRITE_IN_DOUBT'),
  });
  const decision = decide(found, task, before, settings.mapping);
  writes.note(...decision.problems);
  const held: Held[] = [];
  const record =
    decision.action === 'write'
      ? await writePerson(toPerson(task, before, decision, { writes, held }, dependencies), decision)
      : decision.remembered;
  const synced: SyncedRecord = {
    sourceId: task.sourceId,
    number: task.employeeNumber,
    targetId: record?.id ?? null,
    outcome: outcomeOf('employee', writes.changes, writes.problems, decision.action === 'skip'),
    changes: writes.changes,
    problems: writes.problems,
    forbidden: writes.forbidden,
    ...(writer === null && {
      planned: toPlanned({ task, before, found: withDesired(found, decision), facts: writes.facts }, dependencies),
    }),
  };
  if (writer !== null)
    await employees.save(
      remember(before, record, synced, task, {
        now: clock.now(),
        isRenewed: decision.action === 'write',
      }),
    );
  return { ...synced, differences: writes.differences, held };
};

const withDesired = (found: BlockedSubject | null, { desired }: Decision) =>
  found === null || desired === null ? null : { ...found, desired };

/** The person on their way through the writes. */
const toPerson = (
  task: EmployeeTask,
  { writtenAt, syncedAt, decisions }: EmployeeState,
  { desired }: Extract<Decision, { readonly action: 'write' }>,
  { writes, held }: { readonly writes: PersonWrites; readonly held: Held[] },
  { reader, writer, settings, clock, deadline, digest, employees }: SyncEmployeeDependencies,
): Person => ({
  task,
  desired,
  writtenAt,
  syncedAt,
  writes,
  passedOver: new Set(decisions.link?.passedOver),
  isAllowed: (code, value) => {
    const found = { code, digest: digestHeld(digest, task.sourceId, code, value) };
    const passes = isAllowed(decisions, found);
    if (!passes) held.push(found);
    return passes;
  },
  reader,
  writer,
  settings,
  clock,
  deadline,
  digest,
  create: ({ find, post }, { kind, key }) =>
    createOnce(
      { intentKey: { sourceId: task.sourceId, kind, key }, find, post },
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
  outcome: Outcome,
  { runNumber, today, isSalaryDue }: EmployeeTask,
  moment: { readonly now: number; readonly isRenewed: boolean },
): EmployeeState => ({
  ...rememberOutcome(before, outcome, runNumber, moment),
  record,
  // Whoever could not be verified has had their turn as well, or they would keep everybody else waiting.
  salaryDueOn: isSalaryDue || record?.salaryDigest !== before.record?.salaryDigest ? today : before.salaryDueOn,
});
