/*
 * Takes one person through the stages of a sync: recognise them on both sides, decide what is to be written, write it,
 * remember what came of it. A plan has no writer: the same stages say what would be done, and nothing is remembered. For
 * example, when HR changes Kari's job title, her message holds both sides, so nothing is read; the plan is an update of
 * `positionValue`; one mutation is sent, and the next run finds nothing to do.
 */
import type { Clock } from '../../http/clock.ts';
import { createdEarlier } from '../../people/created-earlier.ts';
import type { FieldDifference } from '../../people/intended-change.ts';
import { createPersonWrites } from '../../people/person-writes.ts';
import type { PersonWrites } from '../../people/person-writes.ts';
import { digestOfPlan, shownFullName } from '../../people/plan-digest.ts';
import { rememberOutcome } from '../../people/remember-outcome.ts';
import type { Change } from '../../records/outcome.ts';
import { outcomeOf } from '../../records/outcome.ts';
import { createOnce } from '../../run/create-once.ts';
import { addTitle } from './add-title.ts';
import type { Delivery, SyncedRecord } from '../../run/flow.ts';
import type { Journal } from '../../run/journal.ts';
import type { XledgerReader, XledgerWriter } from '../../vendors/xledger/client.ts';
import { xledgerEmployeeId } from '../../vendors/xledger/ids.ts';
import { decide, matchOf } from './decide.ts';
import type { RecognisedSubject } from './decide.ts';
import type { XledgerEmployeeStore } from './employee-store.ts';
import { matchGroupOf } from './match/match-groups.ts';
import { storedLinkOf } from './match/linked-record.ts';
import type { EmployeePlan } from './plan/plan-employee.ts';
import { problem } from './problems.ts';
import { causesIn, rememberRecord } from './remember-record.ts';
import type { XledgerRunSettings } from './run-settings.ts';
import { showIn } from './shown-change.ts';
import type { RememberedXledgerRecord, XledgerEmployeeState } from './state.ts';
import type { XledgerTask } from './task.ts';
import type { Person } from './write/person.ts';
import { refusedAs } from './write/refusals.ts';
import { writePerson } from './write/write-person.ts';

export interface SyncXledgerDependencies {
  readonly employees: XledgerEmployeeStore;
  readonly reader: XledgerReader;
  /** Null in plan mode: then nothing can be written. */
  readonly writer: XledgerWriter | null;
  /** What every write is made through. */
  readonly journal: Journal;
  readonly settings: XledgerRunSettings;
  readonly clock: Clock;
  /** Epoch milliseconds by which the person must be done. */
  readonly deadline: () => number;
  /** Keyed hash, for values that must not be stored. */
  readonly digest: (text: string) => string;
  /** Tells one key of the hash from another. */
  readonly keyVersion: string;
}

/** A person, with what was remembered and decided of them at that moment. */
export interface RecognisedPerson {
  /** With a link that was taken over, see withLinkTakenOver. */
  readonly before: XledgerEmployeeState;
  /** Who they are on both sides; null when the source no longer has them. */
  readonly found: RecognisedSubject | null;
  /** Whether another record of the person has taken the link of this one over. */
  readonly isTakenOver: boolean;
}

/** What came of a person. */
export interface SyncedXledgerEmployee extends SyncedRecord {
  /** Of a plan: the fields that would be written, with their values, which may be shown and are neither stored nor logged. */
  readonly differences: readonly FieldDifference[];
}

/** What each kind of intent makes. */
const CREATIONS: Readonly<Record<string, Change>> = { employee: { entity: 'employee', action: 'create' } };

const INTENT = { kind: 'employee', key: 'employee' };

/**
 * Brings one person's X-ledger record up to date, and remembers what came of it.
 * @returns what happened, with every problem
 * @throws what concerns more than this person, for classifyFailure
 */
export const syncXledgerEmployee = async (
  task: XledgerTask,
  delivery: Delivery,
  recognised: RecognisedPerson,
  dependencies: SyncXledgerDependencies,
): Promise<SyncedXledgerEmployee> => {
  const { employees, clock, settings, writer, journal, digest } = dependencies;
  const { before, found, isTakenOver } = recognised;
  const writes = createPersonWrites({
    writer,
    journal,
    digest,
    earlier: await createdEarlier(task, delivery, employees, CREATIONS),
    createdFor: before.record === null ? 'first' : 'source',
    show: showIn(settings.plans.values),
    refusedAs: refusedAs('XLEDGER_REJECTED'),
    inDoubt: problem('WRITE_IN_DOUBT'),
  });
  const plan = found === null ? null : await planFor(found, task, before, dependencies);
  writes.note(...(plan === null ? [problem('VANISHED')] : plan.problems));
  const kept = keptRecord(before, found, isTakenOver);
  const isWritten = plan?.action === 'create' || plan?.action === 'update';
  const record =
    isWritten && found !== null ? await write(task, found, plan, kept, before, writes, dependencies) : kept;
  const synced: SyncedRecord = {
    sourceId: task.sourceId,
    number: task.employeeNumber,
    targetId: record?.id ?? null,
    outcome: outcomeOf('employee', writes.changes, writes.problems, plan === null || plan.action === 'skip'),
    changes: writes.changes,
    problems: writes.problems,
    forbidden: writes.forbidden,
    ...(writer === null && {
      planned: {
        digest: digestOfPlan(task.sourceId, found?.subject.record?.id ?? null, writes.facts, digest),
        name: settings.plans.values === 'shown' && found !== null ? nameOf(found) : null,
        matchedBy: found?.subject.matchedBy ?? null,
        group: found === null || plan === null ? null : matchGroupOf(matchOf(found), plan),
      },
    }),
  };
  if (writer !== null) {
    if (record !== null && record.id !== before.record?.id) await closeIntent(task.sourceId, record, employees);
    await employees.save({
      ...rememberOutcome(before, synced, task.runNumber, { now: clock.now(), isRenewed: isWritten }),
      record,
    });
  }
  return { ...synced, differences: writes.differences };
};

/** A creation of which nobody has learned what came of it is done with once the person is linked. */
const closeIntent = async (
  sourceId: string,
  { id }: RememberedXledgerRecord,
  employees: XledgerEmployeeStore,
): Promise<void> => {
  const intent = await employees.getIntent({ sourceId, ...INTENT });
  if (intent?.status !== 'open') return;
  await employees.putIntent({ ...intent, status: 'applied', id, version: intent.version + 1 });
};

const nameOf = ({ subject: { identity } }: RecognisedSubject): string | null =>
  shownFullName(identity.firstName, identity.lastName);

/** What is remembered of the record as long as nothing is written: a link lasts, unless its record is gone. */
const keptRecord = (
  { record }: XledgerEmployeeState,
  found: RecognisedSubject | null,
  isTakenOver: boolean,
): RememberedXledgerRecord | null => {
  if (record === null || isTakenOver) return null;
  const isOf = record.id === found?.subject.record?.id;
  return found?.subject.linkLost === true && !isOf ? null : record;
};

const planFor = async (
  found: RecognisedSubject,
  { sourceId, accountsReadable }: XledgerTask,
  before: XledgerEmployeeState,
  { employees, settings, digest, keyVersion }: SyncXledgerDependencies,
): Promise<EmployeePlan> => {
  const { record } = found.subject;
  const isNew = record !== null && record.id !== before.record?.id;
  const intent = isNew ? await employees.getIntent({ sourceId, ...INTENT }) : null;
  return decide(found, before, {
    settings: settings.xledger,
    keyedDigest: digest,
    keyVersion,
    accountsReadable,
    isOwn: intent !== null && (intent.status === 'open' || String(intent.id) === record?.id),
  });
};

/** Carries out what was decided. @returns what is to be remembered of the record from now on */
const write = async (
  task: XledgerTask,
  found: RecognisedSubject,
  plan: Extract<EmployeePlan, { readonly action: 'create' | 'update' }>,
  kept: RememberedXledgerRecord | null,
  before: XledgerEmployeeState,
  writes: PersonWrites<XledgerWriter>,
  dependencies: SyncXledgerDependencies,
): Promise<RememberedXledgerRecord | null> => {
  const { settings, digest, keyVersion, clock } = dependencies;
  const facts = { settings: settings.xledger, keyedDigest: digest, keyVersion };
  // A plan leaves the record as it is, and shows why it differs.
  if (plan.action === 'update') writes.noteCauses(null, causesIn(plan, kept, digest));
  const written = await writePerson(toPerson(task, found, before, writes, dependencies), plan, (record) =>
    decide({ subject: { ...found.subject, record, matchedBy: 'link' }, blockedBy: [] }, before, {
      ...facts,
      accountsReadable: task.accountsReadable,
      isOwn: true,
    }),
  );
  if (written === null || written.id === null) return kept;
  const former = kept?.id === written.id ? kept : null;
  return rememberRecord(written.id, written, former, digest, { now: clock.now(), renewedAt: before.syncedAt });
};

const toPerson = (
  { sourceId, kinds }: XledgerTask,
  { subject }: RecognisedSubject,
  before: XledgerEmployeeState,
  writes: PersonWrites<XledgerWriter>,
  { employees, reader, settings, clock, deadline, digest }: SyncXledgerDependencies,
): Person => {
  const once = {
    intents: employees,
    clock,
    deadline,
    replicaLagInMillis: settings.replicaLagInSeconds * 1000,
    writeTimeoutInMillis: settings.writeTimeoutInSeconds * 1000,
  };
  return {
    subject,
    reader,
    ownerSet: settings.xledger.ownerSet,
    writes,
    addTitle: (writer, title) => addTitle(writer, title, { reader, digest, kind: kinds.titles, once }),
    passedOver: storedLinkOf(before, digest).passedOver,
    madeBefore: async () =>
      xledgerEmployeeId.safeParse((await employees.getIntent({ sourceId, ...INTENT }))?.id).data ?? null,
    create: ({ find, post }) => createOnce({ intentKey: { sourceId, ...INTENT }, find, post }, once),
  };
};
