/*
 * CHANGE_GUARD: speaks against a run in which suspiciously many people would get other pay, another account that their
 * salary is paid to, or a second employment; each is counted by itself. Accounts and most employments are known from
 * PowerOffice's lists and from what is remembered. Pay has to be read, one request a person: only of those whose pay may
 * differ from what a run last confirmed, and only as long as there are enough of them to be too many. For example, of 40
 * people 8 may change. On an ordinary night 3 have a rise, and nothing is read; after all salaries were divided by
 * twelve, 40 are read, and the run is given up with their numbers.
 */
import type { Clock } from '../../http/clock.ts';
import { isVendorError } from '../../records/vendor-error.ts';
import type { Guard } from '../../state/plan.ts';
import type { PayrollSnapshot } from '../../vendors/poweroffice/read-payroll-snapshot.ts';
import { toChanging } from './changing-person.ts';
import type { ChangingDependencies, ChangingPerson } from './changing-person.ts';
import type { AbortCode } from './aborts.ts';
import { allowedBy, toGuard } from '../../people/guards.ts';
import type { MatchedPerson } from './match/match-people.ts';
import type { StartState } from './start-state.ts';

export interface ChangeGuardDependencies extends ChangingDependencies {
  readonly clock: Clock;
  /** Until when there is time to read, epoch milliseconds. */
  readonly readUntil: number;
}

/**
 * The guard, with everybody of each kind that there are too many of.
 * @param people everybody this run would touch
 */
export const changeGuard = async (
  people: readonly MatchedPerson[],
  states: ReadonlyMap<string, StartState>,
  snapshot: PayrollSnapshot,
  dependencies: ChangeGuardDependencies,
): Promise<readonly Guard[]> => {
  const { changeAbsolute, changeShare, changePay } = dependencies.settings.guards;
  const allowed = allowedBy(changeAbsolute, changeShare, people.length);
  const changing = people.flatMap((person) => toChanging(person, states, snapshot, dependencies) ?? []);
  const find = (mayBe: (one: ChangingPerson) => boolean, is: (one: ChangingPerson) => Promise<boolean>) =>
    findThose(changing.filter(mayBe), is, allowed, dependencies);
  // First, for it takes fewer reads, and pay needs them as well.
  const second = await find(
    ({ mayGetSecondEmployment }) => mayGetSecondEmployment,
    (one) => one.getsSecondEmployment(),
  );
  const pay = await find(
    ({ mayGetOtherPay }) => mayGetOtherPay,
    (one) => one.getsOtherPay(),
  );
  const accounts = { found: changing.filter(({ getsOtherAccount }) => getsOtherAccount), unread: [] };
  const kinds = [
    { what: `pay that differs by more than ${toPercent(changePay)} from what PowerOffice has`, ...pay },
    { what: 'another salary account', ...accounts },
    { what: 'a second employment', ...second },
  ].filter(({ found, unread }) => found.length + unread.length > allowed);
  if (kinds.length === 0) return [];
  const told = kinds.map(({ what, found, unread }) => {
    const left = unread.length === 0 ? '' : `, and of ${unread.length} more there was no time to tell`;
    return `${found.length} employees would get ${what}${left}`;
  });
  const concerned = new Set(kinds.flatMap(({ found, unread }) => [...found, ...unread]).map(({ person }) => person));
  return [
    toGuard(
      'CHANGE_GUARD' satisfies AbortCode,
      `${told.join('; ')}. ${allowed} is the most of each (${people.length} are in scope).`,
      people.filter((person) => concerned.has(person)),
    ),
  ];
};

const toPercent = (share: number): string => `${Number((share * 100).toFixed(1))} %`;

/** As many requests as PowerOffice takes in a second. */
const AT_ONCE = 10;

interface Found {
  readonly found: readonly ChangingPerson[];
  /** Of whom it could not be told in time. */
  readonly unread: readonly ChangingPerson[];
}

/** Those of whom it is so; looks no further once too few are left for them to become too many. */
const findThose = async (
  candidates: readonly ChangingPerson[],
  isSo: (candidate: ChangingPerson) => Promise<boolean>,
  allowed: number,
  { clock, readUntil }: Pick<ChangeGuardDependencies, 'clock' | 'readUntil'>,
): Promise<Found> => {
  const found: ChangingPerson[] = [];
  for (let index = 0; index < candidates.length; index += AT_ONCE) {
    const left = candidates.slice(index);
    if (found.length + left.length <= allowed) break;
    if (clock.now() >= readUntil) return { found, unread: left };
    const some = left.slice(0, AT_ONCE);
    try {
      const told = await Promise.all(some.map(isSo));
      found.push(...some.filter((_, place) => told[place]));
    } catch (error) {
      if (isVendorError(error, 'outOfTime')) return { found, unread: left };
      throw error;
    }
  }
  return { found, unread: [] };
};
