/*
 * Decides which lines are to be written under an employment: its salary, and its share of full time. A line is known
 * by its date. Where PowerOffice has none on a date one is created, where the one it has differs it is changed, and
 * none is ever deleted. For example, PowerOffice has 600 000 from 1 January, and Simployer has that and 630 000 from 1
 * May: one line is created, from 1 May. Had payroll entered 620 000 from 1 May already, that line would be changed to
 * 630 000.
 */
import type { DesiredEmployment, DesiredSalary } from '../rules/desired-employee.ts';
import type { FieldValue } from '../../../records/field-value.ts';
import type { ComparedField } from '../../../records/link.ts';
import type { PayrollFtePercentage } from '../../../vendors/poweroffice/fte-percentages.ts';
import type { FtePercentageId, SalaryId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollSalary } from '../../../vendors/poweroffice/salaries.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import { notBefore } from '../rules/salaries.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { sameAmount, toMoney } from '../../../records/values/money.ts';
import { shown } from '../../../records/values/shown-value.ts';

/** Lines to write under one employment. Nothing is ever deleted. */
export interface LinesPlan<Id> {
  readonly creates: readonly { readonly fromDate: CalendarDate; readonly fields: readonly FieldValue[] }[];
  readonly updates: readonly {
    readonly id: Id;
    readonly fromDate: CalendarDate;
    /** Only what differs; `null` removes an amount of the other kind. */
    readonly fields: readonly FieldValue[];
  }[];
}

/**
 * What is to be written for the salary of the default employment (mapping rows 38-41): on a date that PowerOffice has
 * a line for, that line is changed when different; on another date a line is created.
 *
 * @param desired by date, one a date
 * @param lines all lines PowerOffice has under the employment
 * @param employmentStart the start PowerOffice has or will have; it is later than the source's while a changed key is
 *   held, and no line may lie before it
 */
export const planSalaries = (
  desired: readonly DesiredSalary[],
  lines: readonly PayrollSalary[],
  employmentStart: CalendarDate | null = null,
): LinesPlan<SalaryId> =>
  planLines(
    employmentStart === null ? desired : notBefore(desired, employmentStart),
    lines,
    ({ fromDate, remunerationType, annualSalary, hourlyRate }) => [
      { field: 'FromDate', value: fromDate },
      { field: 'RemunerationType', value: remunerationType },
      ...amountField('AnnualSalary', annualSalary),
      ...amountField('HourlyRate', hourlyRate),
    ],
    changedSalary,
  );

/** The fields of the lines that are wanted, each with its line's date before it: `2023-05-01.AnnualSalary`. */
export const compareSalaries = (
  desired: readonly DesiredSalary[],
  lines: readonly PayrollSalary[],
  employmentStart: CalendarDate,
): readonly ComparedField[] =>
  notBefore(desired, employmentStart).flatMap(({ fromDate, remunerationType, annualSalary, hourlyRate }) => {
    const line = newestOn(fromDate, lines);
    const compare = (field: string, wanted: string | undefined, held: string | null | undefined): ComparedField[] =>
      wanted === undefined ? [] : [{ field: `${fromDate}.${field}`, wanted, held: held ?? null }];
    return [
      ...compare('RemunerationType', remunerationType, line?.remunerationType),
      ...compare('AnnualSalary', annualSalary, line?.annualSalary),
      ...compare('HourlyRate', hourlyRate, line?.hourlyRate),
    ];
  });

/**
 * What there is to report of lines that were written to an employment which had a salary already (row 38): those from
 * before this month change what was paid.
 */
export const findBackdating = (written: readonly CalendarDate[], today: CalendarDate): readonly Problem[] =>
  [...new Set(written)]
    .filter((fromDate) => fromDate < `${today.slice(0, -2)}01`)
    .map((fromDate) => problem('SALARY_BACKDATED', `The salary from ${shown(fromDate)} begins before this month.`));

/** What is to be written for the share of full time (FtePercentage, row 44): one line from the employment's start. */
export const planFtePercentage = (
  { startDate, ftePercentage }: DesiredEmployment,
  lines: readonly PayrollFtePercentage[],
): LinesPlan<FtePercentageId> =>
  planLines(
    ftePercentage === undefined ? [] : [{ fromDate: startDate, ftePercentage }],
    lines,
    (line) => [
      { field: 'FromDate', value: line.fromDate },
      { field: 'FtePercentage', value: Number(line.ftePercentage) },
    ],
    (line, current) =>
      sameAmount(line.ftePercentage, current.ftePercentage)
        ? []
        : [{ field: 'FtePercentage', value: Number(line.ftePercentage) }],
  );

/** The share of full time as it is wanted and as the line from the employment's start has it. */
export const compareFtePercentage = (
  { startDate, ftePercentage }: DesiredEmployment,
  lines: readonly PayrollFtePercentage[],
): ComparedField => {
  const held = newestOn(startDate, lines)?.ftePercentage ?? null;
  return {
    field: 'FtePercentage',
    wanted: ftePercentage && (toMoney(ftePercentage) ?? undefined),
    held: held && toMoney(held),
  };
};

const planLines = <Desired extends { fromDate: CalendarDate }, Line extends { id: number; fromDate: CalendarDate }>(
  desired: readonly Desired[],
  lines: readonly Line[],
  toFields: (desired: Desired) => FieldValue[],
  changed: (desired: Desired, line: Line) => FieldValue[],
): LinesPlan<Line['id']> => {
  const planned = desired.map((line) => ({ line, current: newestOn(line.fromDate, lines) }));
  return {
    creates: planned
      .filter(({ current }) => current === null)
      .map(({ line }) => ({ fromDate: line.fromDate, fields: toFields(line) })),
    updates: planned.flatMap(({ line, current }) => {
      if (current === null) return [];
      const fields = changed(line, current);
      return fields.length === 0 ? [] : [{ id: current.id, fromDate: line.fromDate, fields }];
    }),
  };
};

/** The line that is in force on a day; null before the first. */
export const inForceOn = <Line extends { id: number; fromDate: CalendarDate }>(
  day: CalendarDate,
  lines: readonly Line[],
): Line | null => {
  const begun = lines.map(({ fromDate }) => fromDate).filter((fromDate) => fromDate <= day);
  const latest = begun.toSorted().at(-1);
  return latest === undefined ? null : newestOn(latest, lines);
};

/** Whether a date may have several lines is not known (PowerOffice fact 46): the newest is taken for the valid one. */
const newestOn = <Line extends { id: number; fromDate: CalendarDate }>(
  fromDate: CalendarDate,
  lines: readonly Line[],
): Line | null =>
  lines
    .filter((line) => line.fromDate === fromDate)
    .reduce<Line | null>((newest, line) => (newest === null || line.id > newest.id ? line : newest), null);

/**
 * What differs. The amount of the other kind is looked at only when the kind changes: PowerOffice computes the hourly
 * rate of a fixed wage, and computes it anew once it is removed (rows 39-41; PowerOffice fact 47).
 */
const changedSalary = (desired: DesiredSalary, line: PayrollSalary): FieldValue[] => {
  const { remunerationType, annualSalary, hourlyRate } = desired;
  const otherKind = line.remunerationType !== remunerationType;
  return [
    ...(otherKind ? [{ field: 'RemunerationType', value: remunerationType }] : []),
    ...(sameAmount(annualSalary ?? null, line.annualSalary) ? [] : amountField('AnnualSalary', annualSalary)),
    ...(sameAmount(hourlyRate ?? null, line.hourlyRate) ? [] : amountField('HourlyRate', hourlyRate)),
    ...(otherKind && annualSalary === undefined && line.annualSalary !== null ? [removed('AnnualSalary')] : []),
    ...(otherKind && hourlyRate === undefined && line.hourlyRate !== null ? [removed('HourlyRate')] : []),
  ];
};

const amountField = (field: 'AnnualSalary' | 'HourlyRate', amount: string | undefined): FieldValue[] =>
  amount === undefined ? [] : [{ field, value: Number(amount) }];

const removed = (field: 'AnnualSalary' | 'HourlyRate'): FieldValue => ({ field, value: null });
