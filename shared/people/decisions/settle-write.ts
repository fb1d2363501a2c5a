/*
 * Ends a write in doubt (`WRITE_IN_DOUBT`), with what somebody has seen in the target: the record is there, by its id, or
 * it is not. One that is there is the one that was to be made, whatever payroll has changed of it since; one that is not
 * is made by the next run, which looks once more before it sends. For example, twice it stayed unknown whether the record
 * of Kari was stored; payroll sees it there as 9, and the next run takes 9 for it.
 */
import { isInDoubt } from '../../run/create-once.ts';
import type { ShownDecision } from '../../records/shown-decision.ts';
import type { Intent } from '../../state/intent.ts';
import { PersonRefusedError } from '../inspect/person-refused-error.ts';
import { findDecided, storeDecision, toDecisionDocument } from './decided-person.ts';
import type { DecidedPerson, DecisionDocument } from './decided-person.ts';
import { linkTo } from './decide-link.ts';
import type { LinkDependencies } from './decide-link.ts';

/** What somebody has seen: the record by its id in the target, or none. */
export interface SettledWrite<Kind extends string> {
  /** What the write was to make. */
  readonly kind: Kind;
  readonly exists: number | null;
}

/** The kind of what the person themselves are in the target: whoever settles it links them. */
const PERSON = 'employee';

/**
 * @param asked an employee number, or a Simployer id
 * @param findMeant of several writes of one kind beside the person's own, the one that was to make the record
 * @param by who decides; null when nobody said
 * @throws PersonRefusedError EMPLOYEE_UNKNOWN, NOTHING_IN_DOUBT, RECORD_UNKNOWN, LINK_TAKEN, INPUT_INVALID
 */
export const settleWrite = async <
  Person extends DecidedPerson,
  Found extends { readonly id: number | string },
  Kind extends string,
>(
  asked: string,
  { kind, exists }: SettledWrite<Kind>,
  findMeant: (person: Person, kind: Kind, exists: number, inDoubt: readonly Intent[]) => Promise<Intent>,
  by: string | null,
  dependencies: LinkDependencies<Person, Found>,
): Promise<DecisionDocument> => {
  const { employees, clock } = dependencies;
  const person = await findDecided(asked, dependencies);
  const { id: sourceId } = person.source;
  const inDoubt = (await employees.intents(sourceId)).filter((intent) => intent.kind === kind && isInDoubt(intent));
  if (inDoubt.length === 0) {
    throw new PersonRefusedError('NOTHING_IN_DOUBT', `No write of the kind ${kind} is in doubt for this person.`);
  }
  const isPerson = kind === PERSON;
  const linked = exists !== null && isPerson ? await linkTo(person, exists, by, dependencies) : null;
  const meant = exists === null || isPerson ? inDoubt : [await findMeant(person, kind, exists, inDoubt)];
  const at = clock.now();
  const shown: ShownDecision['kind'] = exists === null ? 'absent' : 'exists';
  await storeDecision({ sourceId, action: shown, about: kind, by, at }, dependencies, async () => {
    for (const intent of meant) await change(intent, settledBy(isPerson, exists), dependencies);
  });
  const decision = { kind: shown, to: exists, by, at: new Date(at).toISOString() };
  return toDecisionDocument(person, decision, dependencies, linked?.differs);
};

type Change = Partial<Pick<Intent, 'status' | 'unanswered' | 'id'>>;

/** What becomes of a write in doubt. */
const settledBy = (isPerson: boolean, exists: number | null): Change => {
  // It is looked for once more before it is sent again, so that none is made that is there after all.
  if (exists === null) return { unanswered: 0, id: null };
  return isPerson ? { status: 'applied', id: exists } : { id: exists };
};

/** Changes an intent as long as it is in doubt; one that a run has settled meanwhile stands. */
const change = async (
  intent: Intent,
  changes: Change,
  { employees }: Pick<LinkDependencies<DecidedPerson, never>, 'employees'>,
): Promise<void> => {
  for (let current: Intent | null = intent; current !== null && isInDoubt(current);) {
    if (await employees.putIntent({ ...current, ...changes, version: current.version + 1 })) return;
    current = await employees.getIntent(intent);
  }
};
