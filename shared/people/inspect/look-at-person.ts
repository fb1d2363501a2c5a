/*
 * Looks at one person on both sides, live, with everybody in view and nothing that could write: what explaining them and
 * deciding about them have in common, whatever the target. Of everybody only the row of their own is read, for a number or
 * a record may be somebody else's; the person who is asked for is read whole. For example, `1012` is Kari, whose number
 * leads to record 7; that record 7 is linked to somebody else is seen, for everybody is matched.
 */
import type { SourceEmployee, SourceEmployeeId } from '../../model/employee.ts';
import type { PersonState } from '../person-state.ts';
import { findPerson } from './find-person.ts';
import type { MeantBy, Unfound } from './find-person.ts';

/** Everybody whom the source has. */
interface Everybody {
  readonly employees: readonly SourceEmployee[];
}

/** How a flow looks at both sides. */
export interface Sight<State extends PersonState, Source extends Everybody, Target, Pair, Matched> {
  /** Everybody of whom something is remembered or decided. */
  readonly remembered: () => Promise<readonly State[]>;
  /** Everybody in the source, with no more than their own row. */
  readonly readPeople: () => Promise<Source>;
  readonly readTarget: () => Promise<Target>;
  /** The two companies. @throws RunAbortedError when they are not those that people are linked for */
  readonly recognisePair: (states: ReadonlyMap<string, State>, source: Source, target: Target) => Promise<Pair>;
  /** The person with what hangs on them; null when the source no longer has them. */
  readonly readPerson: (id: SourceEmployeeId) => Promise<SourceEmployee | null>;
  readonly match: (
    sources: readonly SourceEmployee[],
    states: ReadonlyMap<string, State>,
    target: Target,
  ) => Promise<readonly Matched[]>;
}

interface Surroundings<State, Pair> {
  /** What is remembered and decided of everybody. */
  readonly states: ReadonlyMap<string, State>;
  readonly connection: Pair;
  /** What is remembered and decided of the person; null when nothing is. */
  readonly state: State | null;
}

/** Somebody whom the source no longer returns, and the sync remembers. */
export interface VanishedPerson<State, Pair> extends Surroundings<State, Pair> {
  readonly kind: 'vanished';
  readonly sourceId: string;
}

export interface SeenPerson<State, Source, Target, Pair, Matched> extends Surroundings<State, Pair> {
  readonly kind: 'found';
  readonly by: MeantBy;
  readonly source: SourceEmployee;
  readonly everybody: Source;
  readonly target: Target;
  readonly matched: Matched;
  /** Everybody whom the source has, themselves among them. */
  readonly people: readonly Matched[];
}

/**
 * @param asked an employee number, or a Simployer id
 * @throws VendorError, RunAbortedError for what would end a run as well
 */
export const lookAtPerson = async <
  State extends PersonState,
  Source extends Everybody,
  Target,
  Pair,
  Matched extends { readonly source: SourceEmployee },
>(
  asked: string,
  sight: Sight<State, Source, Target, Pair, Matched>,
): Promise<Unfound | VanishedPerson<State, Pair> | SeenPerson<State, Source, Target, Pair, Matched>> => {
  const remembered = await sight.remembered();
  const states = new Map(remembered.map((state) => [state.sourceId, state]));
  const [everybody, target] = await Promise.all([sight.readPeople(), sight.readTarget()]);
  const connection = await sight.recognisePair(states, everybody, target);

  const person = findPerson(asked, everybody.employees, remembered);
  if (person.kind === 'several' || person.kind === 'unknown') return person;
  const sourceId = person.kind === 'found' ? person.source.id : person.state.sourceId;
  const surroundings = { states, connection, state: states.get(sourceId) ?? null };
  const source = person.kind === 'found' ? await sight.readPerson(person.source.id) : null;
  if (person.kind === 'vanished' || source === null) return { ...surroundings, kind: 'vanished', sourceId };

  const sources = everybody.employees.map((other) => (other.id === source.id ? source : other));
  const people = await sight.match(sources, states, target);
  const matched = people.find((one) => one.source.id === source.id);
  if (matched === undefined) throw new Error('The person was not among those matched.');
  return { ...surroundings, kind: 'found', by: person.by, source, everybody, target, matched, people };
};
