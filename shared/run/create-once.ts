/*
 * Creates records in a target that has no idempotency key, each at most once, whoever dies on the way. What is about to
 * be created is stored as an intent before it leaves; an answer that is lost is looked for, and after two that the target
 * left unknown, a person decides. For example, the connection breaks while a salary line is created: the line is looked
 * for until a lagging replica must show it, and only then sent again.
 */
import { isVendorError, VendorError } from '../records/vendor-error.ts';
import type { IntentStore } from '../state/intent-store.ts';
import type { Intent, IntentKey } from '../state/intent.ts';
import { CLOCK_TOLERANCE_IN_MILLIS } from '../http/clock.ts';
import type { Clock } from '../http/clock.ts';
import { RetryLaterError } from './retry-later-error.ts';

/** The target left it unknown twice whether it has a record, and no look-up shows it: a person decides. */
export class WriteInDoubtError extends Error {
  override readonly name = 'WriteInDoubtError';
  /** Whether it was sent just now, or has been in doubt since an earlier run. */
  readonly wasSent: boolean;

  constructor(message: string, wasSent: boolean) {
    super(message);
    this.wasSent = wasSent;
  }
}

export interface CreateOnceDependencies {
  readonly intents: Pick<IntentStore, 'getIntent' | 'putIntent' | 'removeIntent'>;
  readonly clock: Clock;
  /** Epoch milliseconds by which the caller must be done. */
  readonly deadline: () => number;
  /** How far a read may lag behind a write. */
  readonly replicaLagInMillis: number;
  /** How long the target may take to carry a POST out that another process has sent. */
  readonly writeTimeoutInMillis: number;
}

export interface Creation<T> {
  readonly intentKey: IntentKey;
  /**
   * Looks the record up by its natural key; null when it does not show.
   * @param settled the id that somebody has settled a write in doubt with: that record it is, whatever its key
   */
  readonly find: (settled: Intent['id']) => Promise<T | null>;
  /** Sends the POST; `beforeSend` runs when its turn has come, right before each time it leaves. */
  readonly post: (beforeSend: () => Promise<void>) => Promise<T>;
}

/** The id of the record that somebody has settled a write in doubt with; null when nobody has. */
const settledAs = ({ status, id }: Pick<Intent, 'status' | 'id'>): Intent['id'] => (status === 'open' ? id : null);

/** Whether a person has to say what came of a POST. */
export const isInDoubt = ({ status, unanswered }: Pick<Intent, 'status' | 'unanswered'>): boolean =>
  status === 'open' && unanswered >= MOST_UNANSWERED;

/** Of a parent's records the one that a write in doubt was settled with, else the one with the natural key. */
export const findCreated = <T extends { readonly id: number }>(
  records: readonly T[],
  settled: Intent['id'],
  isSame: (record: T) => boolean,
): T | null => records.find(({ id }) => id === settled) ?? records.find(isSame) ?? null;

/** Somebody else wrote the intent first: what they did is found by looking again. */
class OutpacedError extends Error {
  override readonly name = 'OutpacedError';
}

const FIRST_LOOK_UP_DELAY_IN_MILLIS = 500;
/**
 * No process writes whose clock is further from the target's (see VendorClock), so two are at most twice as far apart.
 */
export const CLOCKS_DIFFER_BY_MILLIS = 2 * CLOCK_TOLERANCE_IN_MILLIS;
/** So often may the target leave an outcome unknown before a person decides. */
const MOST_UNANSWERED = 2;

/**
 * Creates a record at most once in a target that has no idempotency key, and whose reads may lag behind its writes:
 * docs/reliability.md, "A POST whose outcome is unknown". PowerOffice for example is such a target (PowerOffice facts 11
 * and 12). The intent is stored before the POST; a POST whose answer is lost is looked for until the lag is over, and
 * only then sent again. How often the target leaves the outcome unknown is counted; how often a process of ours dies is
 * not.
 *
 * Example: the connection breaks while a salary line is created. The intent stays open with a count of one. The line is
 * looked for after half a second, after another second, after another two; then the list shows it, and the intent is
 * applied with its id.
 *
 * @throws WriteInDoubtError after two outcomes that the target left unknown and that no look-up shows
 * @throws RetryLaterError when the look-ups do not fit before the deadline
 * @throws whatever a certain refusal of the POST threw; the intent is taken back then
 */
export const createOnce = async <T extends { readonly id: number | string }>(
  { intentKey, find, post }: Creation<T>,
  { intents, clock, deadline, replicaLagInMillis, writeTimeoutInMillis }: CreateOnceDependencies,
): Promise<T> => {
  let delayInMillis = FIRST_LOOK_UP_DELAY_IN_MILLIS;
  /** The POST that an intent speaks of, and when by our own clock the target had carried it out at the latest. */
  const latest: { sentAt: number | null; doneBy: number } = { sentAt: null, doneBy: 0 };
  let wasSent = false;
  for (;;) {
    const intent = await intents.getIntent(intentKey);
    if (intent !== null && latest.sentAt !== intent.sentAt) {
      // Somebody else sent it, whose clock may differ from ours and who may still be waiting for the answer.
      latest.sentAt = intent.sentAt;
      latest.doneBy = Math.min(clock.now(), intent.sentAt + CLOCKS_DIFFER_BY_MILLIS) + writeTimeoutInMillis;
    }
    const lagIsOverAt = latest.doneBy + replicaLagInMillis;
    const lagIsOver = clock.now() >= lagIsOverAt;

    if (intent !== null) {
      // Also an applied one: the caller may have read its list long ago, or from a replica that lags.
      const found = await lookUp(() => find(settledAs(intent)));
      if (found !== null) {
        await close(intents, intent, found.id);
        return found;
      }
    }

    if (intent === null || lagIsOver) {
      const unanswered = intent?.status === 'open' ? intent.unanswered : 0;
      if (unanswered >= MOST_UNANSWERED) {
        throw new WriteInDoubtError(`${unanswered} ${intentKey.kind} writes without an answer`, wasSent);
      }
      const created = await send({ ...intentKey, unanswered, version: intent?.version ?? 0 }, post, {
        intents,
        clock,
        onLeave: (sentAt) => {
          latest.sentAt = sentAt;
          wasSent = true;
        },
      });
      if (created !== null) return created;
      // An answer that is given up was on its way until now.
      latest.doneBy = clock.now();
      continue;
    }

    const waitInMillis = Math.min(delayInMillis, lagIsOverAt - clock.now());
    if (clock.now() + waitInMillis >= deadline()) {
      throw new RetryLaterError(`the outcome of a ${intentKey.kind} write is not known yet`, lagIsOverAt - clock.now());
    }
    await clock.sleep(waitInMillis);
    delayInMillis *= 2;
  }
};

/** A parent that does not show yet, having been made just before, shows none of its records either. */
const lookUp = async <T>(find: () => Promise<T | null>): Promise<T | null> => {
  try {
    return await find();
  } catch (error) {
    if (isVendorError(error, 'notFound')) return null;
    throw error;
  }
};

/** Stores the intent and sends its POST. Null when somebody else was first, or when the outcome is unknown. */
const send = async <T extends { readonly id: number | string }>(
  before: IntentKey & Pick<Intent, 'unanswered' | 'version'>,
  post: Creation<T>['post'],
  {
    intents,
    clock,
    onLeave,
  }: Pick<CreateOnceDependencies, 'intents' | 'clock'> & { readonly onLeave: (sentAt: number) => void },
): Promise<T | null> => {
  let stored: Intent | null = null;
  // Not earlier than this: the lag is counted from the moment the POST leaves, not from when it began to wait.
  const beforeSend = async (): Promise<void> => {
    const sentAt = clock.now();
    const next: Intent = { ...before, status: 'open', sentAt, id: null, version: (stored ?? before).version + 1 };
    if (!(await intents.putIntent(next))) throw new OutpacedError();
    stored = next;
    onLeave(sentAt);
  };
  let created: T;
  try {
    created = await post(beforeSend);
  } catch (error) {
    if (error instanceof OutpacedError) return null;
    if (!(error instanceof VendorError)) throw error;
    if (error.kind === 'outcomeUnknown') {
      if (!error.isOutage) await countUnanswered(intents, before);
      return null;
    }
    if (stored !== null) await takeBack(intents, stored);
    throw error;
  }
  if (stored !== null) await close(intents, stored, created.id);
  return created;
};

/** Counts an outcome that the target left unknown, on whatever the intent has become since; one applied is known. */
const countUnanswered = async (intents: CreateOnceDependencies['intents'], intentKey: IntentKey): Promise<void> => {
  for (;;) {
    const intent = await intents.getIntent(intentKey);
    if (intent?.status !== 'open') return;
    const counted = { ...intent, unanswered: intent.unanswered + 1, version: intent.version + 1 };
    if (await intents.putIntent(counted)) return;
  }
};

/** Takes back a POST that was certainly refused. What the target left unknown before it stays on record. */
const takeBack = async (intents: CreateOnceDependencies['intents'], intent: Intent): Promise<void> => {
  if (intent.unanswered === 0) await intents.removeIntent(intent);
};

/** Stores the id and closes the intent in one write. Losing the race is fine: the winner stored the same id. */
const close = (intents: CreateOnceDependencies['intents'], intent: Intent, id: number | string): Promise<boolean> =>
  intents.putIntent({ ...intent, status: 'applied', id, version: intent.version + 1 });
