/*
 * What the widget and the functions behind its buttons say in each language, beside the words of problems, guards and
 * aborts, which have tables of their own. Counts and moments are put in by functions, for languages count in different
 * ways. For example, `plan.counts.created(1)` is "1 new" and "1 ny", and of two "2 new" and "2 nye".
 */
import type { Gravity } from '../../shared/flows/employees-to-poweroffice/gravity.ts';
import type { ToldFlow } from '../composition/told-flow.ts';
import type { PlanState } from '../../shared/state/plan.ts';
import type { Totals } from '../../shared/records/outcome.ts';
import type { Language } from '../../shared/records/words.ts';
import { ENGLISH } from './words.en.ts';
import { NORWEGIAN } from './words.nb.ts';

/** What the widget and its buttons say beside the words of problems. Moments come in words, too. */
export interface WidgetWords {
  /** Of dates: a language as `Intl` names it. */
  readonly locale: string;
  readonly severities: Readonly<Record<'error' | 'warning', string>>;
  readonly nobody: string;
  readonly noRun: string;
  /** Somebody without an employee number. */
  readonly unnumbered: (sourceId: string) => string;
  readonly columns: readonly string[];
  readonly givenUp: (at: string, code: string) => string;
  readonly underWay: (at: string) => string;
  readonly beingPlanned: (at: string) => string;
  readonly lastRun: (at: string) => string;
  readonly totals: (totals: Totals) => string;
  readonly failed: (count: number) => string;
  readonly firstOf: (shown: number, all: number) => string;
  readonly andMore: (count: number) => string;
  readonly nextStart: (at: string) => string;
  readonly paused: string;
  /** Why, each in a sentence of its own. */
  readonly pausedByDeployment: string;
  readonly pausedBy: (who: string, since: string) => string;
  /** The plan that waits for somebody to look at it. */
  readonly waiting: string;
  readonly waitingPlan: (planId: string, until: string) => string;
  readonly buttons: Readonly<
    Record<'plan' | 'showPlan' | 'apply' | 'back' | 'explain' | 'retry' | 'pause' | 'resume' | 'refresh', string>
  >;
  /** What is asked before a button does something. */
  readonly confirm: {
    readonly pause: string;
    /** Each with the system that is written to, as people call it. */
    readonly retry: (target: string) => string;
    readonly resume: (target: string) => string;
    readonly apply: Readonly<Record<ToldFlow['records'], (target: string, count: number, what: string) => string>>;
    readonly accept: (code: string, message: string) => string;
  };
  readonly person: string;
  /** In the place of a button for plans that have to be asked for a period. */
  readonly planOfPeriod: (command: string) => string;
  readonly plan: {
    readonly title: (at: string) => string;
    readonly states: Readonly<Record<PlanState, string>>;
    readonly until: (until: string) => string;
    readonly unknown: string;
    readonly nothing: string;
    readonly guards: string;
    readonly match: string;
    readonly findings: string;
    readonly codes: string;
    readonly people: string;
    readonly columns: readonly string[];
    readonly firstOf: (shown: number, all: number) => string;
    readonly incomplete: string;
    readonly groups: Readonly<Record<Gravity, string>>;
    /** A group with its people counted: `3 to be archived`. */
    readonly counts: Readonly<Record<Gravity, (count: number) => string>>;
  };
  /** The groups of the match report, as they are counted. */
  readonly matchGroups: Readonly<Record<string, string>>;
  /** What is made anew: `new salary`. */
  readonly made: Readonly<Record<string, string>>;
  readonly entities: Readonly<Record<string, string>>;
  readonly actions: Readonly<Record<'archive' | 'unarchive' | 'delete', string>>;
  readonly told: {
    readonly plan: string;
    readonly apply: (runId: string) => string;
    readonly retry: (runId: string) => string;
    readonly paused: string;
    readonly resumed: string;
    readonly refused: string;
    readonly failed: string;
    readonly notHere: string;
    readonly noPerson: string;
    readonly noPlan: string;
  };
  readonly explain: {
    readonly title: (who: string) => string;
    readonly source: {
      readonly active: string;
      readonly inactive: string;
      readonly unsaid: string;
      readonly gone: string;
    };
    readonly inScope: string;
    readonly outOfScope: (lists: string) => string;
    readonly keys: Readonly<Record<string, string>>;
    readonly matched: (target: string, record: string, key: string) => string;
    readonly noRecord: (target: string) => string;
    readonly noneMayBeTaken: (target: string) => string;
    readonly noDifference: string;
    readonly columns: readonly string[];
    readonly causes: (target: string) => Readonly<Record<string, string>>;
    readonly row: (row: string) => string;
    readonly wouldWrite: string;
    readonly wouldWriteNothing: string;
    readonly nothingWritten: string;
  };
  /** Refusals that are no reason of a run. Code -> what is so and what to do. */
  readonly refusals: Readonly<Record<string, string>>;
}

export const WIDGET_WORDS: Readonly<Record<Language, WidgetWords>> = { en: ENGLISH, nb: NORWEGIAN };
