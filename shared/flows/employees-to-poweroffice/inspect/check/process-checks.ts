import type { Check } from '../../../../records/check.ts';
import { VENDOR_NAMES } from '../../../../records/vendor.ts';
import type { MailAddress } from '../../../../records/mail-address.ts';
import { describePause } from '../../../../records/schedule-state.ts';
import { toMinute } from '../../../../records/values/to-minute.ts';
import type { PausedBy } from '../../../../records/schedule-state.ts';
import { CLOCK_TOLERANCE_IN_MILLIS } from '../../../../http/clock.ts';
import type { CheckFacts } from './facts.ts';
import { fail, fine, warn } from '../../../../people/inspect/check/rows.ts';

type Told = Omit<Check, 'id' | 'title'>;

/** The checks of what runs need around them: time, a budget of requests, a schedule. */
export const processChecks = (facts: CheckFacts): readonly Check[] => [
  { id: 'clock', title: 'Clock', ...checkClock(facts) },
  { id: 'budget', title: 'Budget of requests', ...checkBudget(facts) },
  ...(facts.schedule === null
    ? []
    : [{ id: 'schedule', title: 'Schedule', ...checkSchedule(facts.schedule) } as const]),
  ...(facts.mailAddresses ?? []).map((address) => ({ ...ADDRESSES[address.audience], ...checkAddress(address) })),
  { id: 'hidden-fields', title: 'Hidden fields', ...HIDDEN_FIELDS },
];

/** Beyond this a clock is on its way to stop the runs. */
const NOTABLE_IN_MILLIS = 2 * 60_000;

const checkClock = ({ clocks }: CheckFacts): Told => {
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

const checkBudget = ({ throttled, integration }: CheckFacts): Told => {
  if (throttled > 0)
    return warn(
      `PowerOffice answered ${throttled} times that there were too many requests: somebody else uses the subscription key.`,
      'IT: find out who; lower pace.maxRequestsPerSecond for their part, or ask PowerOffice for a key of your own.',
    );
  return integration.known
    ? fine('Nobody else uses up the requests of the subscription key.')
    : warn('Not looked at.', 'Mend what is red first, then check again.');
};

const checkSchedule = ({ paused, pausedBy, nextStart }: NonNullable<CheckFacts['schedule']>): Told =>
  paused
    ? warn(
        `Paused ${pausedBy.map(describePause).join(', and ')}: nothing starts by itself.`,
        `IT: ${pausedBy.map(({ kind }) => ENDS_PAUSE[kind]).join(', and ')}.`,
      )
    : fine(`The next run starts ${nextStart === null ? 'at no known time' : `${toMinute(nextStart)} UTC`}.`);

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

const HIDDEN_FIELDS: Told = fine(
  'PowerOffice shows neither national id nor gender: they are written when a person is created, and never compared.',
);
