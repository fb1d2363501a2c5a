/*
 * Writes the salary lines of the default employment. The lines that PowerOffice has are read first, as new as this
 * sync has seen them last; then a line is created where there is none on the date, and changed where one differs. None
 * is ever deleted. A refused line leaves the others to be written, and the next run looks at the salary again. For
 * example, HR raises Ola's salary from 1 May: the line from 1 January stays, and one from 1 May is created. When HR
 * corrects the raise in June, the line from 1 May is changed, and payroll is told, for May may have been paid already.
 */
import { findCreated } from '../../../run/create-once.ts';
import type { ComparedField } from '../../../records/link.ts';
import type { SalaryId } from '../../../vendors/poweroffice/ids.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { PayrollSalary } from '../../../vendors/poweroffice/salaries.ts';
import { comparePay, implausibleOf, implausibleProblem } from '../plan/compare-pay.ts';
import type { EmploymentsPlan } from '../plan/plan-employments.ts';
import { compareSalaries, findBackdating, inForceOn, planSalaries } from '../plan/plan-salaries.ts';
import type { LinesPlan } from '../plan/plan-salaries.ts';
import { baseFieldOf } from '../../../people/intended-change.ts';
import { isOlderStamp } from '../stamps.ts';
import type { RememberedRecord } from '../state.ts';
import { readNewLines, withAnswers } from './paid-employment.ts';
import type { PaidEmployment } from './paid-employment.ts';
import { recordOf } from './person.ts';
import type { Person } from './person.ts';
import { creates, updates } from './intended-change.ts';
import { answerTo } from '../../../people/person-writes.ts';
import type { Attempt } from '../../../people/person-writes.ts';
import { readFreshLines } from './read-fresh-lines.ts';
import { readPayBefore } from '../read-pay-before.ts';

type SalaryStamp = RememberedRecord['salaryStamp'];

/** One write of a line, and what became of it. */
interface WrittenLine {
  readonly fromDate: CalendarDate;
  readonly attempt: Attempt<PayrollSalary>;
}

export interface WrittenSalaries {
  /** Whether PowerOffice now holds the salary as desired. */
  readonly isDone: boolean;
  /** By which stamp to know it. */
  readonly stamp: SalaryStamp;
  /** The fields of the lines as PowerOffice answered last; null when they could not be read. */
  readonly compared: readonly ComparedField[] | null;
}

/** Where the salary goes, and whose it takes the place of. */
interface SalaryPlace extends Pick<EmploymentsPlan, 'paidBefore'> {
  readonly employment: PaidEmployment;
  /** No line may lie before it. */
  readonly startDate: CalendarDate;
}

/** The salary lines of the default employment (rows 38-41). */
export const writeSalaries = async (
  person: Person,
  { employment, startDate: employmentStart, paidBefore }: SalaryPlace,
  stamp: SalaryStamp,
): Promise<WrittenSalaries> => {
  const { desired, writes } = person;
  const lines = await readSalaries(person, employment, stamp);
  if (lines === null) return { isDone: false, stamp, compared: null };
  const held = await writes.read(() => readPayBefore(lines, paidBefore, person.reader));
  if (held === null || isImplausible(person, held, employmentStart)) {
    return {
      isDone: false,
      stamp: stampOf(employment, lines),
      compared: compareSalaries(desired.salaries, lines, employmentStart),
    };
  }
  const plan = planSalaries(desired.salaries, lines, employmentStart);
  const created: WrittenLine[] = [];
  for (const line of plan.creates) created.push(await createLine(person, employment, line, lines));
  // A line found after a lost answer may be somebody else's: it is compared like any other.
  const corrections = created
    .flatMap(({ attempt }) => answerTo(attempt))
    .flatMap((line) => planSalaries(desired.salaries, [line], employmentStart).updates);
  const changed: WrittenLine[] = [];
  for (const line of [...plan.updates, ...corrections]) changed.push(await changeLine(person, employment, line, lines));

  const written = [...created, ...changed];
  const dates = written.filter(({ attempt }) => attempt.done).map(({ fromDate }) => fromDate);
  if (employment.origin === 'existing' && lines.length > 0) writes.note(...findBackdating(dates, desired.today));
  const now = withAnswers(
    lines,
    written.flatMap(({ attempt }) => answerTo(attempt)),
  );
  return {
    isDone: written.every(({ attempt }) => attempt.done),
    stamp: stampOf(employment, now),
    compared: compareSalaries(desired.salaries, now, employmentStart),
  };
};

/** The lines the employment has; null when the read was refused. */
const readSalaries = async (
  person: Person,
  { origin, record }: PaidEmployment,
  stamp: SalaryStamp,
): Promise<readonly PayrollSalary[] | null> => {
  if (record === null) return [];
  const { writes, reader, clock, deadline, settings, writtenAt } = person;
  const read = () => reader.salaries(record.id);
  if (origin === 'created') return readNewLines(person, record.salaryCount, read);
  const isFresh = (lines: readonly PayrollSalary[]): boolean =>
    stamp?.employmentId !== record.id || lines.some(({ lastChanged }) => !isOlderStamp(lastChanged, stamp.lastChanged));
  const lagIsOverAt = writtenAt === null ? 0 : writtenAt + settings.replicaLagInSeconds * 1000;
  return writes.read(() => readFreshLines(read, isFresh, { clock, deadline, lagIsOverAt }));
};

/** Whether the pay is held, the problem noted, until somebody allows exactly this pay beside what PowerOffice has. */
const isImplausible = (
  { desired, settings, writes, isAllowed }: Person,
  held: readonly PayrollSalary[],
  employmentStart: CalendarDate,
): boolean => {
  const implausible = implausibleOf(comparePay(desired.salaries, held, employmentStart, settings.mapping));
  if (implausible.length === 0) return false;
  const value = implausible.map((pay) => [pay.fromDate, pay.wanted.toFixed(), pay.held.toFixed()]);
  if (isAllowed('SALARY_IMPLAUSIBLE', value)) return false;
  writes.note(...implausible.map(implausibleProblem));
  return true;
};

const createLine = async (
  { writes, reader, create }: Person,
  { record }: PaidEmployment,
  { fromDate, fields }: LinesPlan<SalaryId>['creates'][number],
  lines: readonly PayrollSalary[],
): Promise<WrittenLine> => {
  const place = { held: inForceOn(fromDate, lines), fromDate, baseOf: ofLine(record, fromDate) };
  const attempt = await writes.attempt(creates('salary', fields, place), async (writer) => {
    const { id } = recordOf(record);
    return create(
      {
        find: async (settled) => findCreated(await reader.salaries(id), settled, (line) => line.fromDate === fromDate),
        post: (beforeSend) => writer.createSalary(id, fields, beforeSend),
      },
      { kind: 'salary', key: `${id}#${fromDate}` },
    );
  });
  return { fromDate, attempt };
};

const changeLine = async (
  { writes }: Person,
  { record }: PaidEmployment,
  { id, fromDate, fields }: LinesPlan<SalaryId>['updates'][number],
  lines: readonly PayrollSalary[],
): Promise<WrittenLine> => {
  const held = lines.find((line) => line.id === id) ?? null;
  const place = { held, fromDate, baseOf: ofLine(record, fromDate) };
  const attempt = await writes.attempt(updates('salary', fields, place), async (writer) =>
    writer.patchSalary(recordOf(record).id, id, fields),
  );
  return { fromDate, attempt };
};

const ofLine = (record: PaidEmployment['record'], fromDate: CalendarDate) => (field: string) =>
  baseFieldOf(record?.id ?? null, `${fromDate}.${field}`);

/** The stamp by which to know lines as they are now. */
const stampOf = ({ record }: PaidEmployment, lines: readonly PayrollSalary[]): SalaryStamp => {
  const newest = lines.reduce<string | null>(
    (stamp, { lastChanged }) => (stamp === null || isOlderStamp(stamp, lastChanged) ? lastChanged : stamp),
    null,
  );
  return record === null || newest === null ? null : { employmentId: record.id, lastChanged: newest };
};
