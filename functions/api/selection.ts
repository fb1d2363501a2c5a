/*
 * What a flow of time off is asked for, beside employees: a period, and of it perhaps some types or single leaves. What
 * cannot be carried out is refused before anything is stored; whether there is such a type or leave, the plan finds out.
 * For example, `POST /plans` with `{"flow":"leaves-to-poweroffice","from":"2026-03-01"}` is answered 400, PERIOD_MISSING.
 */
import * as z from 'zod';
import { isCalendarDate } from '../../shared/records/values/calendar-date.ts';
import { MOST_NUMBERS } from '../../shared/run/start-message.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';
import { TIME_OFF_ABORTS } from '../../shared/time-off/aborts.ts';
import { isOfTimeOff } from '../../shared/time-off/flows.ts';
import { INCLUDED } from '../../shared/time-off/selection.ts';
import { RefusedError } from './answer.ts';

/** No payroll is about other years, and a mistyped one is found. */
const isDayOfPayroll = (text: string): boolean => isCalendarDate(text) && /^(?:19|20)/.test(text);

const day = z
  .string()
  .max(10, 'a day that there is, as 2026-03-31')
  .refine(isDayOfPayroll, 'a day that there is, as 2026-03-31')
  .meta({ format: 'date' });

const list = <Item extends z.ZodType<string>>(item: Item, name: string) =>
  z
    .array(item)
    .min(1, `at least one; leave "${name}" out to ask for all`)
    .max(MOST_NUMBERS, `at most ${MOST_NUMBERS}`)
    .optional();

const word = z.string().trim().min(1, 'the code, name or id of a type of leave').max(200);
/** Of Simployer. */
export const leaveIdSchema = z.string().regex(/^[\w-]{1,64}$/, 'the id of a leave');

/** What is asked for, each by its own name; flows of employees take none of it. */
export const selectionRequestSchema = z.strictObject({
  from: day.optional().describe('Flows of time off: the first day of the period.'),
  to: day.optional().describe('The last day of the period, which belongs to it.'),
  types: list(word, 'types').describe('Only leaves of these types, each by its code, its name or its id.'),
  leaves: list(leaveIdSchema, 'leaves').describe('Only these leaves, each by its id.'),
  include: list(z.enum(INCLUDED), 'include').describe('What is to be listed beside what is listed anyway.'),
});
type SelectionRequest = z.output<typeof selectionRequestSchema>;

/**
 * What a plan is asked for, as its start message has it; nothing for a flow of employees.
 * @throws RefusedError PERIOD_MISSING; INPUT_INVALID for a flow that takes none of it
 */
export const selectionOf = (flow: string, request: SelectionRequest): Partial<Pick<StartMessage, 'selection'>> => {
  const given = Object.entries(request).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  if (!isOfTimeOff(flow)) {
    if (given.length === 0) return {};
    const details = given.map(([name]) => `${name}: flows of time off take it, and this is ${flow}`);
    throw new RefusedError('INPUT_INVALID', 'The body is wrong.', { details });
  }
  const { from, to } = request;
  if (from === undefined || to === undefined) throw refusePeriod(`"${from === undefined ? 'from' : 'to'}" is missing`);
  if (from > to) throw refusePeriod('it ends before it begins');
  return { selection: Object.fromEntries(given.map(([name, value]) => [name, [value].flat()])) };
};

const refusePeriod = (why: string): RefusedError =>
  new RefusedError('PERIOD_MISSING', `Which days the plan is about has to be said: ${why}.`);

/** A run of a flow of time off carries out a plan that somebody has seen. @throws RefusedError PLAN_FIRST */
export const refuseWithoutPlan = (flow: string): void => {
  if (isOfTimeOff(flow)) throw new RefusedError('PLAN_FIRST', TIME_OFF_ABORTS.PLAN_FIRST.summary);
};
