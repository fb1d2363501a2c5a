/*
 * What the engine asks of a flow, one kind of record in one direction: a part for each of the functions that meet it. The
 * first starts runs, the second works on records, the third ends those that nobody could work on. The engine knows no more
 * of a flow than stands here. For example, the start of a run asks `prepare`, gets forty tasks and an overview with no
 * guard in it, and sends forty messages; for each of them a worker asks `syncOne`.
 */
import type { Outcome } from '../records/outcome.ts';
import type { PlannedSteps } from '../records/planned.ts';
import type { Overview } from '../state/plan.ts';
import type { Vendor } from '../records/vendor.ts';
import type { Connection } from '../state/connection.ts';
import type { ApiCalls, Run } from '../state/run.ts';
import type { UnmatchedRecord } from '../state/unmatched-store.ts';
import type { AbortWords } from './abort.ts';
import type { FormerRun } from './former-run.ts';
import type { Journal } from './journal.ts';
import type { Envelope, MessageMembers, RecordTask } from './task.ts';

/** Whether a message is handed out for the first time. One that was handed out before may have been worked on in part. */
export type Delivery = 'first' | 'again';

/** What both sides have, compared, with nothing written yet. */
export interface PreparedRun {
  /** The records to be worked on, one message each. */
  readonly tasks: readonly RecordTask[];
  /** The records of which it is known already what is to be said. */
  readonly outcomes: readonly Outcome[];
  /**
   * What there is to say of all of them together, which may take reading more. The guards among it forbid every write. A run
   * that carries out a plan need not ask: the plan has shown its own.
   */
  readonly overview: () => Promise<PreparedOverview>;
  /** Of a plan, what it was asked for in ids of the source, where it was asked in words: kept in their place. */
  readonly askedInIds?: Run['selection'];
  /** Notes what a run that writes has to know later, before the first record is worked on; a plan notes nothing. */
  readonly begin: () => Promise<void>;
}

interface PreparedOverview extends Overview {
  /** The records of the target that nobody is, in the order in which they are shown; a stored plan keeps them. */
  readonly unmatched: readonly UnmatchedRecord[];
}

/** What came of a record. */
export interface SyncedRecord extends Outcome {
  /** The operation that was refused for lack of a privilege (403), in words for IT; null if none was. */
  readonly forbidden: string | null;
}

/** What is said of a flow as a whole, without reading or writing anything. */
export interface FlowFacts {
  /** `employees-to-poweroffice`. */
  readonly name: string;
  /** What it carries, and what that is called among the changes of a record: `employee`. */
  readonly kind: string;
  /** The vendor that is written to: when it stops answering, the run waits a little and is given up. */
  readonly target: Vendor;
  /** The code of what a run is given up for when a vendor does not answer. */
  readonly unavailable: (vendor: Vendor) => string;
  /** What a run can be given up for, and who mends it, by code. */
  readonly aborts: AbortWords;
}

/** One kind of record in one direction, for one company: the part that starts its runs. */
export interface StartingFlow extends FlowFacts {
  /**
   * Reads both sides whole, matches them, and says what is to be done; checks the guards, so that nothing is written
   * before everything was looked at.
   * @param noteConnection told which companies the keys lead to, as soon as that is known
   * @param formerRun the last finished run for everybody, to compare with
   * @throws RunAbortedError for what stands for every record
   */
  readonly prepare: (
    run: Run,
    noteConnection: (connection: Connection) => Promise<void>,
    formerRun: () => Promise<FormerRun | null>,
  ) => Promise<PreparedRun>;
  /**
   * What a plan would say of a record now, or null when there is no time left to find out; nothing is written.
   * @param task with what the stored plan says
   */
  readonly planAgain: (task: RecordTask, run: Run) => Promise<Outcome | null>;
  /** What is said of a record that is no longer as a plan showed it, and that was not written for that. */
  readonly toStale: (now: Outcome, planned: PlannedSteps) => Outcome;
  /** How long a stored plan is kept. */
  readonly keepsPlansForMillis: number;
  /** Whether somebody has to approve a plan before the flow writes for the first time. */
  readonly asksForApproval: boolean;
  /** Whether nothing has been linked by it yet. */
  readonly isNew: () => Promise<boolean>;
  /** The vendors' requests made since it was last asked. */
  readonly takeApiCalls: () => ApiCalls;
}

/** The part of a flow that works on records. */
export interface WorkingFlow<Task> extends FlowFacts {
  /** A message as this version understands it; null when it does not, see `toEnvelope`. */
  readonly readTask: (message: MessageMembers) => Task | null;
  /**
   * Brings one record in step. Repeating it does no harm.
   * @param journal what every write is made through, so that the record's history misses none
   * @throws what concerns more than this record, for classifyFailure
   */
  syncOne(task: Task, delivery: Delivery, journal: Journal): Promise<SyncedRecord>;
  /** How long the history of its records is kept. */
  readonly keepsHistoryForMonths: number;
  readonly takeApiCalls: () => ApiCalls;
}

/** The part of a flow that ends records that nobody could work on; it knows no vendor. */
export interface FailingFlow {
  /** Notes with what is remembered of the record that it could not be worked on. @returns what is to be said of it */
  readonly failRecord: (envelope: Envelope) => Promise<Outcome>;
}
