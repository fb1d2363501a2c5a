/*
 * Which leaves a plan is asked for: those that touch the period, and of them the ones that the filters name. A run carries
 * it as lists of texts by name. For example, `{"from":["2026-03-01"],"to":["2026-03-31"],"types":["Ferie"]}` asks for
 * the vacations of March.
 */
import * as z from 'zod';
import type { LeaveType, SourceLeave } from '../model/time-off.ts';
import { isCalendarDate } from '../records/values/calendar-date.ts';
import type { CalendarDate } from '../records/values/calendar-date.ts';
import { trimmedText } from '../records/values/text.ts';

const day = z.tuple([z.string().refine(isCalendarDate)]).transform(([date]) => date);
const words = z.array(z.string()).default([]);

/** What a plan may list beside what it lists anyway. */
export const INCLUDED = ['changed', 'withdrawn'] as const;

const selectionSchema = z
  .strictObject({
    from: day,
    to: day,
    types: words,
    leaves: words,
    include: z.array(z.enum(INCLUDED)).default([]),
  })
  .refine(({ from, to }) => from <= to);

/** Days are of Europe/Oslo, both included. */
export type Selection = Readonly<z.output<typeof selectionSchema>>;

/** @returns `null` for what asks for no period, or for one that is none */
export const readSelection = (lists: Readonly<Record<string, readonly string[]>> | null): Selection | null =>
  selectionSchema.safeParse(lists).data ?? null;

/** Whether what is asked for is but a part of the leaves of its period. */
export const isPartOfPeriod = (lists: Readonly<Record<string, readonly string[]>> | undefined): boolean =>
  [lists?.['types'], lists?.['leaves']].some((words = []) => words.length > 0);

/** Whether the leave has a day of the period. One whose days cannot be read is believed: whoever mends it has to see it. */
export const touchesPeriod = (
  { startDate, endDate }: Pick<SourceLeave, 'startDate' | 'endDate'>,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
): boolean => (startDate === null || startDate <= to) && (endDate === null || endDate >= from);

/** Whether a word names the type: by id or code as they are, by name without regard to case. */
export const isType = (word: string, { id, code, name }: LeaveType): boolean =>
  word === id || word === code || (name !== null && toName(word) === toName(name));

/**
 * What a plan was asked for, with ids in the place of the words that name types: it is kept for months, and a name or a
 * code says what somebody may be away for.
 * @param types every type of leave
 */
export const inIds = (asked: AskingRun['selection'], types: readonly LeaveType[]): AskingRun['selection'] => {
  const words = asked?.['types'] ?? [];
  if (words.length === 0) return asked;
  return { ...asked, types: types.flatMap((type) => (words.some((word) => isType(word, type)) ? type.id : [])) };
};

/** Whether the filters let a leave in; a list that is empty lets all in. */
export const isSelected = (
  { id }: Pick<SourceLeave, 'id'>,
  type: LeaveType | null,
  { types, leaves }: Pick<Selection, 'types' | 'leaves'>,
): boolean =>
  (leaves.length === 0 || leaves.includes(id)) &&
  (types.length === 0 || (type !== null && types.some((word) => isType(word, type))));

const toName = (text: string): string => (trimmedText(text) ?? '').toLowerCase();

/** What of a run says for which leaves it is. */
interface AskingRun {
  readonly mode: 'apply' | 'plan';
  readonly selection?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly applies: { readonly planId: string } | null;
}

/**
 * What a run is asked for: a plan by itself, and a run that carries one out what its plan was asked for. Time off is never
 * written without a plan.
 * @param selectionOf what a stored plan was asked for; null where there is no such plan
 * @returns the code of why there is nothing to go by
 */
export const selectionOfRun = async (
  { mode, selection, applies }: AskingRun,
  selectionOf: (planId: string) => Promise<AskingRun['selection'] | null>,
): Promise<Selection | 'PLAN_FIRST' | 'PLAN_UNKNOWN' | 'PERIOD_MISSING'> => {
  if (applies !== null) return readSelection((await selectionOf(applies.planId)) ?? null) ?? 'PLAN_UNKNOWN';
  return mode === 'apply' ? 'PLAN_FIRST' : (readSelection(selection ?? null) ?? 'PERIOD_MISSING');
};
