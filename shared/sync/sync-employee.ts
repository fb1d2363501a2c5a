import type { Settings } from '../config/settings.ts';
import type { DesiredEmployee, DesiredEmployment } from '../employee/desired-employee.ts';
import type { FieldValue } from '../employee/field-value.ts';
import { mapEmployee } from '../employee/map-employee.ts';
import { outcomeOf } from '../employee/outcome.ts';
import type { Outcome } from '../employee/outcome.ts';
import type {
  PayrollBankAccount,
  PayrollEmployee,
  PayrollEmployment,
  PayrollSalary,
} from '../employee/payroll-record.ts';
import { planBankAccount } from '../employee/plan/plan-bank-account.ts';
import { planEmployee } from '../employee/plan/plan-employee.ts';
import { planEmployments } from '../employee/plan/plan-employments.ts';
import type { EmploymentKey, EmploymentsPlan, EmploymentStep } from '../employee/plan/plan-employments.ts';
import { planFtePercentage, planSalaries } from '../employee/plan/plan-salaries.ts';
import { problem } from '../employee/problem.ts';
import { accountKey } from '../employee/rules/bank-account.ts';
import type { Clock } from '../http/clock.ts';
import type { PowerOfficeReader, PowerOfficeWriter } from '../poweroffice/client.ts';
import { PowerOfficeError } from '../poweroffice/errors.ts';
import { indexEmployees, matchEmployee } from '../poweroffice/match-employees.ts';
import { newEmployeeState } from '../state/employee-state.ts';
import type { EmployeeState } from '../state/employee-state.ts';
import type { EmployeeStore } from '../state/employee-store.ts';
import { createOnce } from './create-once.ts';
import type { Creation } from './create-once.ts';
import type { EmployeeTask, Subject } from './employee-task.ts';
import type { BlockedSubject } from './read-subject.ts';
import { createPersonWrites, updates } from './person-writes.ts';
import type { PersonWrites } from './person-writes.ts';
import { readFreshLines } from './read-fresh-lines.ts';
import { isVerificationDue } from './salary-verification.ts';
import { knownEmployments } from './known-employments.ts';
import { mergeProblems } from './open-problems.ts';
import { isOlderStamp } from './stamps.ts';

export interface SyncEmployeeDependencies {
  readonly employees: EmployeeStore;
  readonly reader: PowerOfficeReader;
  /** Null in plan mode: then nothing can be written. */
  readonly writer: PowerOfficeWriter | null;
  /** Reads the person from both sides afresh; null when the source no longer has them. */
  readonly readSubject: (task: EmployeeTask, state: EmployeeState) => Promise<BlockedSubject | null>;
  readonly settings: Settings;
  readonly clock: Clock;
  /** Epoch milliseconds by which the person must be done. */
  readonly deadline: () => number;
  /** Keyed hash, for values that must not be stored. */
  readonly digest: (text: string) => string;
}

/** What came of a person. */
export interface SyncedEmployee extends Outcome {
  /** The operation that was refused for lack of a privilege (403), in words for IT; null if none was. */
  readonly forbidden: string | null;
}

/** One person on their way through the stages. */
interface Person extends SyncEmployeeDependencies {
  readonly task: EmployeeTask;
  readonly desired: DesiredEmployee;
  readonly subject: Subject;
  readonly writes: PersonWrites;
  readonly create: <T extends { readonly id: number }>(
    creation: Omit<Creation<T>, 'intent'>,
    intent: Omit<Creation<T>['intent'], 'sourceId'>,
  ) => Promise<T>;
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
  const writes = createPersonWrites(writer);
  const finish = async (changes: Partial<EmployeeState>, skipped = false): Promise<SyncedEmployee> => {
    const powerOfficeEmployeeId = changes.powerOfficeEmployeeId ?? state.powerOfficeEmployeeId;
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
  if (blockedBy.length > 0) {
    writes.note(...desired.problems, ...blockedBy);
    return finish({});
  }
  if (subject.linkLost) writes.note(problem('LINK_LOST'));
  const person: Person = {
    ...dependencies,
    task,
    desired,
    subject,
    writes,
    create: (creation, intent) =>
      createOnce(
        { ...creation, intent: { sourceId: task.sourceId, ...intent } },
        { ...dependencies, replicaLagInMillis: settings.replicaLagInSeconds * 1000 },
      ),
  };

  const plan = planEmployee(desired, subject.current, settings.mapping);
  writes.note(...plan.problems);
  if (plan.action === 'skip') return finish({}, true);
  if (desired.blocked || (plan.action === 'none' && subject.current === null)) return finish({});

  // What was remembered belongs to the record of the link; a fresh one starts afresh.
  const isRemembered = subject.current !== null && subject.current.id === state.powerOfficeEmployeeId;
  const remembered: EmployeeState = isRemembered
    ? state
    : {
        ...state,
        powerOfficeEmployeeId: null,
        employments: {},
        knownEmployments: null,
        salaryDigest: null,
        salaryStamp: null,
      };
  const written =
    subject.current === null
      ? await createEmployee(person, plan.fields)
      : {
          record: await updateEmployee(writes, subject.current, plan.fields, plan.archive === 'unarchive'),
          isNew: false,
        };
  if (written === null) return finish(remembered);
  const belongings = await readBelongings(person, written, remembered);
  const chosen = await syncBankAccount(person, written.record, belongings.bankAccounts);
  const { links, known, salary } =
    belongings.employments === null
      ? {
          links: remembered.employments,
          known: null,
          salary: { salaryDigest: remembered.salaryDigest, salaryStamp: remembered.salaryStamp },
        }
      : await syncEmployments(person, chosen, belongings.employments, remembered);
  const last = plan.archive === 'archive' ? await archive(person, chosen) : chosen;
  return finish({
    powerOfficeEmployeeId: last?.id ?? null,
    employeeStamp: last?.lastChanged ?? null,
    addressStamp: last?.addressLastChanged ?? null,
    employments: links,
    knownEmployments: known === null ? null : [...known],
    ...salary,
  });
};

/** A record as PowerOffice last answered it; null when it is only planned. */
type Planned<T> = T | null;

interface WrittenEmployee {
  readonly record: Planned<PayrollEmployee>;
  /** Just made, so that nothing can hang on it yet. */
  readonly isNew: boolean;
}

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

/** @returns null when it was refused, and the problem noted */
const createEmployee = async (person: Person, fields: readonly FieldValue[]): Promise<WrittenEmployee | null> => {
  const { writes, desired, reader, settings, task } = person;
  const refusal = task.mode === 'plan' ? foreseeRefusal(desired, task) : null;
  if (refusal !== null) {
    writes.note(refusal);
    return null;
  }
  let isNew = false;
  const isThePerson = (record: PayrollEmployee): boolean =>
    matchEmployee(desired, { link: null, linkIsGone: false, index: indexEmployees([record]) }).kind === 'matched';
  const find = async (): Promise<PayrollEmployee | null> => {
    const { externalNumber } = desired.fields;
    if (externalNumber === undefined) return null;
    return (await reader.employees({ externalNumber })).find(isThePerson) ?? null;
  };
  const attempt = await writes.attempt([{ entity: 'employee', action: 'create' }], async (writer) => {
    const post = async (beforeSend: () => Promise<void>): Promise<PayrollEmployee> => {
      const record = await writer.createEmployee(fields, beforeSend);
      isNew = true;
      return record;
    };
    try {
      return await person.create({ find, post }, { kind: 'employee', key: 'employee' });
    } catch (error) {
      // "ExternalImportReference is already in use ... (contact) Id = N" answers where an earlier POST went.
      if (!(error instanceof PowerOfficeError) || error.contactId === null) throw error;
      const holder = await reader.employee(error.contactId);
      if (holder === null || !isThePerson(holder)) throw error;
      return holder;
    }
  });
  if (!attempt.done) return null;
  if (attempt.value === null || isNew) return { record: attempt.value, isNew: true };
  // One that was found may differ from what was to be created.
  const found = planEmployee(desired, attempt.value, settings.mapping);
  return {
    record: await updateEmployee(writes, attempt.value, found.fields, found.archive === 'unarchive'),
    isNew: false,
  };
};

const updateEmployee = async (
  writes: PersonWrites,
  current: PayrollEmployee,
  fields: readonly FieldValue[],
  unarchive: boolean,
): Promise<PayrollEmployee> => {
  if (fields.length === 0 && !unarchive) return current;
  const attempt = await writes.attempt(
    [...(unarchive ? [{ entity: 'employee', action: 'unarchive' } as const] : []), ...updates('employee', fields)],
    (writer) =>
      writer.patchEmployee(current.id, [...(unarchive ? [{ field: 'IsArchived', value: false }] : []), ...fields]),
  );
  return (attempt.done ? attempt.value : null) ?? current;
};

/** What PowerOffice would say to a number outside its series, for a plan that cannot ask. */
const foreseeRefusal = ({ onCreate }: DesiredEmployee, { numberSeries }: EmployeeTask) => {
  const { number } = onCreate;
  if (number === undefined || numberSeries.length === 0) return null;
  if (numberSeries.some(({ from, to }) => BigInt(from) <= BigInt(number) && BigInt(number) <= BigInt(to))) return null;
  const series = numberSeries.map(({ from, to }) => `${from}-${to}`).join(', ');
  return problem('POWEROFFICE_REJECTED', `PowerOffice takes employee numbers ${series} only; ${number} lies outside.`);
};

/** Rows 10-13. @returns the employee as PowerOffice answered last */
const syncBankAccount = async (
  { writes, desired, task, reader, create, digest }: Person,
  employee: Planned<PayrollEmployee>,
  accounts: readonly PayrollBankAccount[],
): Promise<Planned<PayrollEmployee>> => {
  const plan = planBankAccount(desired.bankAccount, {
    accounts,
    salaryBankAccountId: employee?.salaryBankAccountId ?? null,
    mayChoose: task.mayChooseAccount,
  });
  writes.note(...plan.problems);
  let accountId = plan.existingId;
  const fields = plan.create;
  if (fields !== null && desired.bankAccount !== null) {
    const key = accountKey(desired.bankAccount.bankAccountNumber);
    const attempt = await writes.attempt([{ entity: 'bankAccount', action: 'create' }], async (writer) => {
      const { id } = recordOf(employee);
      const isSame = (account: PayrollBankAccount): boolean => accountKey(account.bankAccountNumber) === key;
      return create(
        {
          find: async () => (await reader.bankAccounts(id)).find(isSame) ?? null,
          post: (beforeSend) => writer.createBankAccount(id, fields, beforeSend),
        },
        { kind: 'bankAccount', key: digest(key) },
      );
    });
    if (!attempt.done) return employee;
    accountId = attempt.value?.id ?? null;
  }
  if (plan.choose === null) return employee;
  const choice = await writes.attempt(
    updates('bankAccount', [{ field: 'SalaryBankAccountId', value: accountId }]),
    async (writer) => writer.chooseSalaryAccount(recordOf(employee).id, recordOf(accountId)),
    'BANK_ACCOUNT_PRIVILEGE',
  );
  return (choice.done ? choice.value : null) ?? employee;
};

interface EmploymentsResult {
  readonly links: EmployeeState['employments'];
  readonly known: EmployeeState['knownEmployments'];
  readonly salary: Pick<EmployeeState, 'salaryDigest' | 'salaryStamp'>;
}

const syncEmployments = async (
  person: Person,
  employee: Planned<PayrollEmployee>,
  existing: readonly PayrollEmployment[],
  state: EmployeeState,
): Promise<EmploymentsResult> => {
  const { writes, desired, task, settings, reader, create } = person;
  const plan = planEmployments(desired, {
    existing,
    links: state.employments,
    enterpriseId: task.enterpriseId,
    settings: settings.mapping,
    today: task.today,
  });
  writes.note(...plan.problems);
  const current = new Map(existing.map((employment) => [employment.id, employment]));
  const created = new Map<string, PayrollEmployment>();
  const links = { ...plan.links };
  /** Employments a write of which was refused: what depends on them is left. */
  const refused = new Set<number | string>();

  const run = async (step: EmploymentStep): Promise<void> => {
    if (step.kind === 'update') {
      const { dependsOn } = step;
      if (dependsOn !== null && refused.has('id' in dependsOn ? dependsOn.id : dependsOn.sourceId)) return;
      const attempt = await writes.attempt(updates('employment', step.fields), async (writer) =>
        writer.patchEmployment(recordOf(employee).id, step.id, step.fields),
      );
      if (!attempt.done) refused.add(step.id);
      else if (attempt.value !== null) current.set(step.id, attempt.value);
      return;
    }
    const linked = new Set(Object.values(links).map(({ id }) => id));
    const attempt = await writes.attempt([{ entity: 'employment', action: 'create' }], async (writer) => {
      const { id } = recordOf(employee);
      return create(
        {
          find: async () =>
            (await reader.employmentsOf(id)).find(
              (employment) => !linked.has(employment.id) && isSameKey(employment, step.key),
            ) ?? null,
          post: (beforeSend) => writer.createEmployment(id, step.fields, beforeSend),
        },
        { kind: 'employment', key: `${step.key.startDate}#${step.key.professionCode}` },
      );
    });
    if (!attempt.done) refused.add(step.sourceId);
    if (!attempt.done || attempt.value === null) return;
    current.set(attempt.value.id, attempt.value);
    created.set(step.sourceId, attempt.value);
    links[step.sourceId] = { id: attempt.value.id, ...step.key };
  };
  const isEnd = (step: EmploymentStep): boolean => step.kind === 'update' && step.phase === 'end';

  for (const step of plan.steps.filter((one) => !isEnd(one))) await run(step);
  const { salaryDigest, salaryStamp } = await syncPay(person, plan, { current, created, links }, state);
  for (const step of plan.steps.filter(isEnd)) await run(step);
  return {
    links,
    // What a refused write may have left behind is read again next time.
    known: refused.size === 0 ? [...current.values()] : null,
    salary: { salaryDigest, salaryStamp },
  };
};

const isSameKey = (employment: PayrollEmployment, { startDate, professionCode }: EmploymentKey): boolean =>
  employment.startDate === startDate && employment.professionCode === professionCode;

/** The record a write hangs on. Only a plan has none, and a plan makes no write. */
const recordOf = <T>(record: Planned<T>): T => {
  if (record === null) throw new Error('A write was attempted for a record that is only planned.');
  return record;
};

type SalaryMemory = Pick<EmployeeState, 'writtenAt' | 'salaryDigest' | 'salaryStamp'>;

/** The employments of a person as they stand after the writes so far. */
interface Written {
  readonly current: ReadonlyMap<number, PayrollEmployment>;
  readonly created: ReadonlyMap<string, PayrollEmployment>;
  readonly links: EmployeeState['employments'];
}

/**
 * Salary lines of the default employment, and the share of full time of every employment when asked for.
 * @returns what is to be remembered of the salary that PowerOffice now holds
 */
const syncPay = async (
  person: Person,
  plan: EmploymentsPlan,
  { current, created, links }: Written,
  state: SalaryMemory,
): Promise<Omit<SalaryMemory, 'writtenAt'>> => {
  const { desired, task, settings, digest, writer } = person;
  for (const employment of desired.employments) {
    if (employment.ftePercentage === undefined) continue;
    const record = current.get(links[employment.sourceId]?.id ?? Number.NaN) ?? null;
    if (record === null && writer !== null) continue;
    await syncFtePercentage(person, employment, record, created.has(employment.sourceId));
  }

  const target = plan.defaultEmployment;
  if (target === null || desired.salaries.length === 0) return state;
  const employment = ('id' in target ? current.get(target.id) : created.get(target.sourceId)) ?? null;
  // The employment itself was refused: its own problem says so.
  if (employment === null && writer !== null) return state;
  const fingerprint = digest(JSON.stringify([employment?.id ?? null, desired.salaries]));
  const isTrusted =
    settings.salaryVerification === 'rolling' &&
    fingerprint === state.salaryDigest &&
    !isVerificationDue(desired.sourceId, task.today);
  if (isTrusted) return state;
  const isNew = employment === null || [...created.values()].includes(employment);
  const { isDone, salaryStamp } = await syncSalaries(person, employment, isNew, target.startDate, state);
  return { salaryDigest: isDone ? fingerprint : null, salaryStamp };
};

/**
 * The lines of an employment made a moment ago, of which the answer to its POST says how many there are: PowerOffice
 * may or may not give it a first one (PowerOffice contract, U1). Null when the read was refused.
 */
const readNewLines = async <T>(
  { writes, clock, deadline, settings }: Person,
  count: number,
  read: () => Promise<readonly T[]>,
): Promise<readonly T[] | null> => {
  if (count === 0) return [];
  const settlesAt = clock.now() + settings.replicaLagInSeconds * 1000;
  return writes.read(() => readFreshLines(read, ({ length }) => length >= count, { clock, deadline, settlesAt }));
};

/** The salary lines of an older employment, as new as this sync has seen them last. Null when the read was refused. */
const readSalaries = (
  { writes, reader, clock, deadline, settings }: Person,
  employmentId: number,
  { writtenAt, salaryStamp }: SalaryMemory,
): Promise<readonly PayrollSalary[] | null> => {
  const isFresh = (lines: readonly PayrollSalary[]): boolean =>
    salaryStamp?.employmentId !== employmentId ||
    lines.some(({ lastChanged }) => !isOlderStamp(lastChanged, salaryStamp.lastChanged));
  const settlesAt = writtenAt === null ? 0 : writtenAt + settings.replicaLagInSeconds * 1000;
  return writes.read(() =>
    readFreshLines(() => reader.salaries(employmentId), isFresh, { clock, deadline, settlesAt }),
  );
};

/** The stamp by which to know lines as they are now. */
const stampOf = (
  employment: Planned<PayrollEmployment>,
  lines: readonly PayrollSalary[],
): EmployeeState['salaryStamp'] => {
  const newest = lines.reduce<string | null>(
    (stamp, { lastChanged }) => (stamp === null || isOlderStamp(stamp, lastChanged) ? lastChanged : stamp),
    null,
  );
  return employment === null || newest === null ? null : { employmentId: employment.id, lastChanged: newest };
};

/** @returns whether PowerOffice now holds the salary as desired, and by which stamp to know it */
const syncSalaries = async (
  person: Person,
  employment: Planned<PayrollEmployment>,
  isNew: boolean,
  employmentStart: string,
  memory: SalaryMemory,
): Promise<{ isDone: boolean; salaryStamp: EmployeeState['salaryStamp'] }> => {
  const { desired, writes, reader, create } = person;
  const lines =
    employment === null
      ? []
      : isNew
        ? await readNewLines(person, employment.salaryCount, () => reader.salaries(employment.id))
        : await readSalaries(person, employment.id, memory);
  if (lines === null) return { isDone: false, salaryStamp: memory.salaryStamp };
  /** As PowerOffice answered them, or answered a write of them. */
  const answered = [...lines];
  const { creates, updates: changed } = planSalaries(desired.salaries, lines, employmentStart);
  const corrections = [...changed];
  let isDone = true;
  for (const { fromDate, fields } of creates) {
    const attempt = await writes.attempt([{ entity: 'salary', action: 'create' }], async (writer) => {
      const { id } = recordOf(employment);
      return create(
        {
          find: async () => (await reader.salaries(id)).find((line) => line.fromDate === fromDate) ?? null,
          post: (beforeSend) => writer.createSalary(id, fields, beforeSend),
        },
        { kind: 'salary', key: `${id}#${fromDate}` },
      );
    });
    isDone &&= attempt.done;
    // A line found after a lost answer may be somebody else's: it is compared like any other.
    if (attempt.done && attempt.value !== null) {
      answered.push(attempt.value);
      corrections.push(...planSalaries(desired.salaries, [attempt.value], employmentStart).updates);
    }
  }
  for (const { id, fields } of corrections) {
    const attempt = await writes.attempt(updates('salary', fields), async (writer) =>
      writer.patchSalary(recordOf(employment).id, id, fields),
    );
    isDone &&= attempt.done;
    if (attempt.done && attempt.value !== null) answered.push(attempt.value);
  }
  return { isDone, salaryStamp: stampOf(employment, answered) };
};

const syncFtePercentage = async (
  person: Person,
  desired: DesiredEmployment,
  employment: Planned<PayrollEmployment>,
  isNew: boolean,
): Promise<void> => {
  const { writes, reader, create } = person;
  const read = () => reader.ftePercentages(recordOf(employment).id);
  const lines =
    employment === null
      ? []
      : isNew
        ? await readNewLines(person, employment.ftePercentageCount, read)
        : await writes.read(read);
  if (lines === null) return;
  const { creates, updates: changed } = planFtePercentage(desired, lines);
  for (const { fromDate, fields } of creates) {
    await writes.attempt(updates('employment', [{ field: 'FtePercentage', value: null }]), async (writer) => {
      const { id } = recordOf(employment);
      return create(
        {
          find: async () => (await reader.ftePercentages(id)).find((line) => line.fromDate === fromDate) ?? null,
          post: (beforeSend) => writer.createFtePercentage(id, fields, beforeSend),
        },
        { kind: 'ftePercentage', key: `${id}#${fromDate}` },
      );
    });
  }
  for (const { id, fields } of changed) {
    await writes.attempt(updates('employment', fields), async (writer) =>
      writer.patchFtePercentage(recordOf(employment).id, id, fields),
    );
  }
};

const archive = async ({ writes }: Person, employee: Planned<PayrollEmployee>): Promise<Planned<PayrollEmployee>> => {
  const attempt = await writes.attempt(
    [{ entity: 'employee', action: 'archive' }],
    async (writer) => writer.patchEmployee(recordOf(employee).id, [{ field: 'IsArchived', value: true }]),
    'ARCHIVE_REFUSED',
  );
  return (attempt.done ? attempt.value : null) ?? employee;
};
