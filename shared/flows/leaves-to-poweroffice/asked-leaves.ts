/*
 * Which leaves a run is about: those that somebody has asked a plan for, or, where the settings let the schedule start
 * runs, those of the days around. Nobody has looked at what a schedule asks for, so it adds and changes leaves and takes
 * none away. For example, the scheduled run of 2 March is about the leaves that touch 1 January to 1 May.
 */
import { todayInOslo } from '../../records/values/calendar-date.ts';
import { addDays } from '../../records/values/days.ts';
import type { Run } from '../../state/run.ts';
import { selectionOfRun } from '../../time-off/selection.ts';
import type { Selection } from '../../time-off/selection.ts';
import { abortRun } from './aborts.ts';
import type { LeaveRunSettings } from './run-settings.ts';

/** So many days before the day of a scheduled run, and after it. */
const WINDOW_IN_DAYS = 60;

export interface AskedLeaves {
  readonly selection: Selection;
  /** Whether the schedule has asked, for this run or for the plan that it carries out. */
  readonly isBySchedule: boolean;
  /** As the run heeds them. */
  readonly settings: LeaveRunSettings;
}

export interface AskedLeavesDependencies {
  readonly settings: LeaveRunSettings;
  /** A run, or a plan, by its id. */
  readonly runOf: (runId: string) => Promise<Run | null>;
}

/** @throws RunAbortedError PLAN_FIRST, PERIOD_MISSING, PLAN_UNKNOWN */
export const readAskedLeaves = async (run: Run, { settings, runOf }: AskedLeavesDependencies): Promise<AskedLeaves> => {
  const { applies } = run;
  const found = applies === null ? null : await runOf(applies.planId);
  const plan = found?.flow === run.flow ? found : null;
  // A plan that the schedule has made holds, whatever the settings say of later ones.
  const isBySchedule = plan === null ? mayStartBySchedule(run, settings) : plan.trigger === 'schedule';
  if (isBySchedule) {
    return {
      selection: around((plan ?? run).startedAt),
      isBySchedule,
      settings: { ...settings, timeOff: { ...settings.timeOff, onWithdrawal: 'report' } },
    };
  }
  // One that became a plan because nobody has approved any is no less a run that writes.
  const mode = run.plan?.isGated === true ? 'apply' : run.mode;
  const selection = await selectionOfRun({ ...run, mode }, () => Promise.resolve(plan?.selection ?? null));
  if (selection === 'PLAN_UNKNOWN') throw abortRun(selection, `There is no plan ${applies?.planId}.`);
  if (typeof selection === 'string') throw abortRun(selection);
  return { selection, isBySchedule, settings };
};

const mayStartBySchedule = ({ trigger, applies }: Run, { timeOff }: LeaveRunSettings): boolean =>
  trigger === 'schedule' && applies === null && timeOff.schedule === 'withEmployees';

/** @param startedAt of the run, epoch milliseconds */
const around = (startedAt: number): Selection => {
  const today = todayInOslo(startedAt);
  return {
    from: addDays(today, -WINDOW_IN_DAYS),
    to: addDays(today, WINDOW_IN_DAYS),
    types: [],
    leaves: [],
    include: [],
  };
};
