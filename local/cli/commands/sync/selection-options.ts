/*
 * The options by which a plan of time off is asked for: the days, and perhaps types or single leaves. They are read before
 * anything is started, and a flow of employees refuses them. A day that is missing or mistyped is named, so that nobody
 * plans another month than they meant. For example, `--from 2026-02-30` is refused because there is no such day.
 */
import { Option } from 'commander';
import type { Command } from 'commander';
import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';
import { isCalendarDate } from '../../../../shared/records/values/calendar-date.ts';
import { shown } from '../../../../shared/records/values/shown-value.ts';
import { isOfTimeOff } from '../../../../shared/time-off/flows.ts';
import { INCLUDED } from '../../../../shared/time-off/selection.ts';
import { RefusedError } from '../../explain-error.ts';
import { refuseUnknownFlow } from '../../refuse-unknown-flow.ts';
import type { ApiCommandOptions } from './api-command.ts';

/** What a plan of a flow of time off is asked for, beside employees. */
export interface SelectionOptions {
  readonly from?: string;
  readonly to?: string;
  readonly type: readonly string[];
  readonly leave: readonly string[];
  readonly include: readonly string[];
}

const toDay =
  (option: string) =>
  (text: string): string => {
    const day = text.trim();
    if (isCalendarDate(day)) return day;
    throw new ConfigurationError([`${option} ${shown(text)}: a day that there is, written as 2026-03-31`]);
  };

const andEarlier =
  (option: string, what: string) =>
  (text: string, earlier: readonly string[]): readonly string[] => {
    if (text.trim() === '') throw new ConfigurationError([`${option} ${shown(text)}: ${what}`]);
    return [...earlier, text.trim()];
  };

const toType = andEarlier('--type', 'the code, name or id of a type of leave');
const toLeave = andEarlier('--leave', 'the id of a leave');

const toIncluded = (text: string, earlier: readonly string[]): readonly string[] => {
  const words = text.split(',').map((word) => word.trim());
  const unknown = words.find((word) => !INCLUDED.some((one) => one === word));
  if (unknown === undefined) return [...new Set([...earlier, ...words])];
  throw new ConfigurationError([`--include ${shown(unknown)}: ${INCLUDED.join(' or ')}, or both with a comma between`]);
};

/** Adds what a plan of a flow of time off is asked for. */
export const takesSelection = (command: Command): Command =>
  command
    .addOption(
      new Option('--from <day>', 'time off: the first day of the period, as 2026-03-01').argParser(toDay('--from')),
    )
    .addOption(new Option('--to <day>', 'time off: its last day, which belongs to it').argParser(toDay('--to')))
    .option('--type <type>', 'time off: only leaves of this type, by code, name or id; may be repeated', toType, [])
    .option('--leave <id>', 'time off: only this leave, by its id; may be repeated', toLeave, [])
    .option('--include <groups>', `time off: list these too: ${INCLUDED.join(',')}`, toIncluded, []);

/**
 * What was asked for, as a call of the API names it; nothing for a flow of employees.
 * @throws RefusedError PERIOD_MISSING
 * @throws ConfigurationError for a flow that takes none of it
 */
export const selectionIn = ({
  flow,
  from,
  to,
  type,
  leave,
  include,
}: SelectionOptions & Pick<ApiCommandOptions, 'flow'>): Readonly<Record<string, string | readonly string[]>> => {
  const lists = { types: type, leaves: leave, include };
  const given = {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...Object.fromEntries(Object.entries(lists).filter(([, words]) => words.length > 0)),
  };
  if (!isOfTimeOff(flow)) {
    const [name] = Object.keys(given);
    if (name === undefined) return {};
    refuseUnknownFlow(flow);
    throw new ConfigurationError([
      `--${OPTIONS[name] ?? name}: ${flow} is about people as they are, and not about a period; with time off, --flow names the flow`,
    ]);
  }
  if (from !== undefined && to !== undefined && from <= to) return given;
  const why =
    from === undefined || to === undefined
      ? `${from === undefined ? '--from' : '--to'} is missing`
      : `it ends before it begins (--from ${from} --to ${to})`;
  throw new RefusedError({
    code: 'PERIOD_MISSING',
    message: `Which days the plan is about has to be said: ${why}.`,
  });
};

const OPTIONS: Readonly<Record<string, string>> = { types: 'type', leaves: 'leave' };

/** Refuses what would write without a plan that somebody has seen. @throws RefusedError PLAN_FIRST */
export const refuseWithoutPlan = (flow: string): void => {
  if (!isOfTimeOff(flow)) return;
  throw new RefusedError({
    code: 'PLAN_FIRST',
    message: `${flow} writes nothing but what a plan has shown, with --yes too.`,
  });
};
