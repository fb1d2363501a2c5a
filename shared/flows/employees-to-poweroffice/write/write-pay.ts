import type { DesiredEmployment } from '../rules/desired-employee.ts';
import type { PayrollEmployment, PayrollSalary } from '../../../vendors/poweroffice/payroll-record.ts';
import type { EmploymentsPlan } from '../plan/plan-employments.ts';
import { findBackdating, planFtePercentage, planSalaries } from '../plan/plan-salaries.ts';
import type { EmployeeState } from '../state.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { readFreshLines } from './read-fresh-lines.ts';
import { isVerificationDue } from './salary-verification.ts';
import { isOlderStamp } from '../stamps.ts';
import { recordOf } from './person.ts';
import type { Person, Planned } from './person.ts';
import { updates } from './person-writes.ts';

type SalaryMemory = Pick<EmployeeState, 'writtenAt' | 'salaryDigest' | 'salaryStamp'>;

/** The employments of a person as they stand after the writes so far. */
export interface Written {
  readonly current: ReadonlyMap<number, PayrollEmployment>;
  readonly created: ReadonlyMap<string, PayrollEmployment>;
  readonly links: EmployeeState['employments'];
}

/**
 * Salary lines of the default employment, and the share of full time of every employment when asked for.
 * @returns what is to be remembered of the salary that PowerOffice now holds
 */
export const writePay = async (
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
 * may or may not give it a first one (PowerOffice fact 45). Null when the read was refused.
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
  const written: CalendarDate[] = [];
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
    if (attempt.done) written.push(fromDate);
    // A line found after a lost answer may be somebody else's: it is compared like any other.
    if (attempt.done && attempt.value !== null) {
      answered.push(attempt.value);
      corrections.push(...planSalaries(desired.salaries, [attempt.value], employmentStart).updates);
    }
  }
  for (const { id, fromDate, fields } of corrections) {
    const attempt = await writes.attempt(updates('salary', fields), async (writer) =>
      writer.patchSalary(recordOf(employment).id, id, fields),
    );
    isDone &&= attempt.done;
    if (attempt.done) written.push(fromDate);
    if (attempt.done && attempt.value !== null) answered.push(attempt.value);
  }
  if (!isNew && lines.length > 0) writes.note(...findBackdating(written, desired.today));
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
