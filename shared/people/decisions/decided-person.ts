/*
 * What every decision about a person has in common, whatever the target: the person is looked at live on both sides, the
 * decision is stored together with an entry in their history, and the document says what stands from then on. A flow hands
 * in how it looks, and what its documents call the companies. For example, payroll allows Kari's new name: who allowed it
 * and when is stored, with a digest of what was looked at, and her history has the entry `allow`.
 */
import type { SourceEmployee } from '../../model/employee.ts';
import type { Decisions } from '../../records/decisions.ts';
import type { ShownDecision } from '../../records/shown-decision.ts';
import type { DifferingPart } from '../../records/identity.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import type { Connection } from '../../state/connection.ts';
import type { ConnectionStore } from '../../state/connection-store.ts';
import type { HistoryStore } from '../../state/history-store.ts';
import { refuseUnfound } from '../inspect/find-person.ts';
import type { Unfound } from '../inspect/find-person.ts';
import { PersonRefusedError } from '../inspect/person-refused-error.ts';
import type { PersonState } from '../person-state.ts';
import type { PersonStore } from '../person-store.ts';

/** Somebody whom the source has, looked at, as every flow sees them. */
export interface DecidedPerson {
  readonly source: SourceEmployee;
  /** The two companies, as they are stored. */
  readonly connection: Connection;
  /** What is remembered and decided of everybody. */
  readonly states: ReadonlyMap<string, PersonState>;
  /** Of the person; null when nothing is. */
  readonly state: PersonState | null;
  /** Everybody whom the source has. */
  readonly people: readonly { readonly source: SourceEmployee }[];
}

/** How a flow decides about its people. Nothing here could write to a vendor. */
export interface DecideDependencies<Person extends DecidedPerson> {
  /** The name of the flow. */
  readonly flow: string;
  readonly employees: Pick<PersonStore, 'all' | 'decide' | 'intents' | 'getIntent' | 'putIntent'>;
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly history: Pick<HistoryStore, 'decide'>;
  readonly keepMonths: number;
  readonly clock: { now(): number };
  /** Waits for what reads both vendors no longer than whoever asked waits for an answer. */
  readonly inTime: <T>(work: Promise<T>) => Promise<T>;
  /** Looks at a person on both sides, live. */
  readonly look: (
    asked: string,
  ) => Promise<Unfound | { readonly kind: 'vanished' } | (Person & { readonly kind: 'found' })>;
  /** Everybody in the source, with no more than their own row. */
  readonly readSources: () => Promise<readonly SourceEmployee[]>;
  /** The pair as the flow's documents name it. */
  readonly reportConnection: (connection: Connection | null) => object | null;
}

/** A decision as it stands once it was made: null when it was taken back. */
export interface DecisionDocument {
  /** The pair of companies that it is about; null before the first run. */
  readonly connection: object | null;
  readonly employeeNumber: string | null;
  readonly simployerEmployeeId: string;
  readonly decision: ShownDecision | null;
  /**
   * How the record that was decided on looks like somebody else, by name and without any value. Absent where it does not:
   * whoever decides may be right, and has to be told before a run writes there.
   */
  readonly differs?: readonly DifferingPart[];
}

/**
 * The person that is meant, read live on both sides.
 * @throws PersonRefusedError when Simployer has nobody of that name, or several
 */
export const findDecided = async <Person extends DecidedPerson>(
  asked: string,
  { look, inTime }: Pick<DecideDependencies<Person>, 'look' | 'inTime'>,
): Promise<Person> => {
  const found = await inTime(look(asked));
  if (found.kind === 'found') return found;
  if (found.kind === 'several' || found.kind === 'unknown') throw refuseUnfound(asked, found);
  throw new PersonRefusedError(
    'EMPLOYEE_UNKNOWN',
    'Simployer no longer returns this person, so there is nothing to decide; a run leaves their record alone.',
  );
};

/** What is told of a decision about somebody. */
export const toDecisionDocument = (
  { source, connection }: Pick<DecidedPerson, 'source' | 'connection'>,
  decision: ShownDecision | null,
  { reportConnection }: { readonly reportConnection: (connection: Connection | null) => object | null },
  differs: readonly DifferingPart[] = [],
): DecisionDocument => ({
  connection: reportConnection(connection),
  employeeNumber: employeeLabel(source.employeeNumber),
  simployerEmployeeId: source.id,
  decision,
  ...(differs.length > 0 && { differs }),
});

/** Who decided what about whom, beside what stands from then on. */
interface MadeDecision {
  readonly sourceId: string;
  /** `link`, `allow`: one of the kinds of a decision, or `unlink`. */
  readonly action: string;
  /** What it is about, by name: a code, or what a write was to make. */
  readonly about?: string;
  readonly by: string | null;
  readonly at: number;
}

/** Stores a decision, and its entry in the person's history: whoever is killed in between leaves that unconfirmed. */
export const storeDecision = <T>(
  { sourceId, action, about, by, at }: MadeDecision,
  { flow, history, keepMonths }: Pick<DecideDependencies<DecidedPerson>, 'flow' | 'history' | 'keepMonths'>,
  store: () => Promise<T>,
): Promise<T> =>
  history.decide(
    { flow, sourceId, action, fields: about === undefined ? [] : [about], requestedBy: by, at, keepMonths },
    store,
  );

/** What was allowed, without one code. */
export const allowedWithout = ({ allowed }: Decisions, code: string): Decisions['allowed'] =>
  allowed.filter((allowance) => allowance.code !== code);
