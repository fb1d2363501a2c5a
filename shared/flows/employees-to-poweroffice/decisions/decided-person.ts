import type { Decisions } from '../../../records/decisions.ts';
import type { ShownDecision } from '../../../records/shown-decision.ts';
import { employeeLabel } from '../../../records/values/shown-value.ts';
import type { HistoryStore } from '../../../state/history-store.ts';
import type { EmployeeStore } from '../employee-store.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../facts.ts';
import { reportConnection } from '../report.ts';
import type { RunSummary } from '../report.ts';
import { refuseUnfound } from '../../../people/inspect/find-person.ts';
import { lookAtPerson } from '../inspect/look-at-person.ts';
import type { FoundInPayroll } from '../inspect/look-at-person.ts';
import type { LookDependencies } from '../inspect/look.ts';
import { PersonRefusedError } from '../../../people/inspect/person-refused-error.ts';

export interface DecideDependencies extends LookDependencies {
  readonly employees: EmployeeStore;
  readonly history: Pick<HistoryStore, 'decide'>;
  /** Waits for what reads both vendors no longer than whoever asked waits for an answer. */
  readonly inTime: <T>(work: Promise<T>) => Promise<T>;
}

/** A decision as it stands once it was made: null when it was taken back. */
export interface DecisionDocument {
  /** The pair of companies that it is about; null before the first run. */
  readonly connection: RunSummary['connection'];
  readonly employeeNumber: string | null;
  readonly simployerEmployeeId: string;
  readonly decision: ShownDecision | null;
}

/** Somebody whom Simployer has, looked at. */
export type DecidedPerson = FoundInPayroll;

/**
 * The person that is meant, read live on both sides.
 * @throws PersonRefusedError when Simployer has nobody of that name, or several
 */
export const findDecided = async (asked: string, dependencies: DecideDependencies): Promise<DecidedPerson> => {
  const found = await dependencies.inTime(lookAtPerson(asked, dependencies));
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
): DecisionDocument => ({
  connection: reportConnection(connection),
  employeeNumber: employeeLabel(source.employeeNumber),
  simployerEmployeeId: source.id,
  decision,
});

/** Who decided what about whom, beside what stands from then on. */
export interface MadeDecision {
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
  { history, settings }: Pick<DecideDependencies, 'history' | 'settings'>,
  store: () => Promise<T>,
): Promise<T> =>
  history.decide(
    {
      flow: EMPLOYEES_TO_POWEROFFICE.name,
      sourceId,
      action,
      fields: about === undefined ? [] : [about],
      requestedBy: by,
      at,
      keepMonths: settings.history.keepMonths,
    },
    store,
  );

/** What was allowed, without one code. */
export const allowedWithout = ({ allowed }: Decisions, code: string): Decisions['allowed'] =>
  allowed.filter((allowance) => allowance.code !== code);
