/*
 * The checks of what runs of any flow need around them: the time, a schedule, and people who are told. For example, a stack
 * whose schedule somebody has paused has a yellow row that says who, since when, and who ends it.
 */
import { CLOCK_TOLERANCE_IN_MILLIS } from '../../../http/clock.ts';
import type { Check } from '../../../records/check.ts';
import type { MailAddress } from '../../../records/mail-address.ts';
import { describePause } from '../../../records/schedule-state.ts';
import type { PausedBy, ScheduleState } from '../../../records/schedule-state.ts';
import { inNorwegianTime } from '../../../records/values/to-minute.ts';
import { VENDOR_NAMES } from '../../../records/vendor.ts';
import type { Vendor } from '../../../records/vendor.ts';
import { fail, fine, warn } from './rows.ts';
import type { Told } from './rows.ts';

/** What is known of it. */
export interface ProcessFacts {
  /** How far the vendors' clocks are from ours; null where no answer told. */
  readonly clocks: Readonly<Partial<Record<Vendor, number | null>>>;
  /** How often the target answered that there are too many requests. */
  readonly throttled: number;
  /** Null on one machine. */
  readonly schedule: ScheduleState | null;
  /** Null on one machine, where nobody is told by mail. */
  readonly mailAddresses: readonly MailAddress[] | null;
}

/** @param budget of requests to the target, which each flow tells in its own words */
export const processChecks = ({ clocks, schedule, mailAddresses }: ProcessFacts, budget: Told): readonly Check[] => [
  { id: 'clock', title: 'Clock', ...checkClock(clocks) },
  { id: 'budget', title: 'Budget of requests', ...budget },
  ...(schedule === null ? [] : [{ id: 'schedule', title: 'Schedule', ...checkSchedule(schedule) } as const]),
  ...(mailAddresses ?? []).map((address) => ({ ...ADDRESSES[address.audience], ...checkAddress(address) })),
];

/** Beyond this a clock is on its way to stop the runs. */
const NOTABLE_IN_MILLIS = 2 * 60_000;

const checkClock = (clocks: ProcessFacts['clocks']): Told => {
  const measured = Object.entries(clocks).flatMap(([vendor, difference]) =>
    difference === null
      ? []
      : [{ vendor: Object.entries(VENDOR_NAMES).find(([id]) => id === vendor)?.[1], difference }],
  );
  if (measured.length === 0) return warn('Not looked at: no vendor has told the time.', 'Check again.');
  const found = measured
    .map(({ vendor, difference }) => `${vendor}: ${Math.round(Math.abs(difference) / 1000)} seconds apart`)
    .join('; ');
  const largest = Math.max(...measured.map(({ difference }) => Math.abs(difference)));
  const todo = 'IT: let the clock of this computer set itself by the network.';
  if (largest > CLOCK_TOLERANCE_IN_MILLIS) return fail(`${found}. Beyond 10 minutes nothing is written.`, todo);
  return largest > NOTABLE_IN_MILLIS ? warn(`${found}.`, todo) : fine(`${found}.`);
};

const checkSchedule = ({ paused, pausedBy, nextStart }: ScheduleState): Told =>
  paused
    ? warn(
        `Paused ${pausedBy.map(describePause).join(', and ')}: nothing starts by itself.`,
        `IT: ${pausedBy.map(({ kind }) => ENDS_PAUSE[kind]).join(', and ')}.`,
      )
    : fine(`The next run starts ${nextStart === null ? 'at no known time' : inNorwegianTime(nextStart)}.`);

/** Who ends which pause. */
const ENDS_PAUSE: Readonly<Record<PausedBy['kind'], string>> = {
  deployment: 'take "paused" out of the stage and deploy, once a plan is approved',
  person: 'type "npm run sync -- schedule resume --stack NAME" once payroll has been run',
};

const ADDRESSES = {
  alarms: { id: 'alarm-address', title: 'Alarm address' },
  hr: { id: 'hr-address', title: 'Mail to HR' },
} as const satisfies Readonly<Record<MailAddress['audience'], Pick<Check, 'id' | 'title'>>>;

const checkAddress = ({ audience, confirmed, pending }: MailAddress): Told => {
  const setting = audience === 'alarms' ? 'alarmEmail' : 'hrEmail';
  if (confirmed + pending === 0)
    return warn('Nobody is told.', `IT: name an address in the stage (${setting}) and deploy.`);
  if (pending > 0)
    return warn(
      `${pending} of ${confirmed + pending} have not confirmed the mail that AWS sent them, and are told nothing.`,
      `IT: confirm it, or correct ${setting} of the stage and deploy.`,
    );
  return fine(confirmed === 1 ? 'Confirmed.' : `All ${confirmed} have confirmed.`);
};
