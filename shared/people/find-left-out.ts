import type { SourceEmployee } from '../model/employee.ts';
import type { Outcome } from '../records/outcome.ts';
import type { Problem } from '../records/problem.ts';
import { employeeLabel } from '../records/values/shown-value.ts';
import { RunAbortedError } from '../run/abort.ts';
import { leftOutAs } from './follow-vanished.ts';
import type { PersonState } from './person-state.ts';
import { findUnknownPeople } from './scope.ts';

/**
 * What is said of whom a run was asked for by a Simployer id that is remembered, and who has left Simployer or the scope
 * since. Anything else that means nobody in scope is a typing error: nothing is written for the others either.
 * @param people those in scope whom the run means
 * @param sources everybody in Simployer
 * @param told how it is told
 * @throws RunAbortedError CONFIGURATION_INVALID
 */
export const findLeftOut = (
  requested: readonly string[],
  people: readonly { readonly source: SourceEmployee }[],
  sources: readonly SourceEmployee[],
  states: ReadonlyMap<string, PersonState>,
  told: Readonly<Record<'vanished' | 'outOfScope', Problem>>,
): readonly Outcome[] => {
  const nobody = findUnknownPeople(
    requested,
    people.map(({ source }) => source),
  );
  const unknown = nobody.filter((asked) => !states.has(asked));
  if (unknown.length === 0) {
    const present = new Set<string>(sources.map(({ id }) => id));
    return nobody
      .flatMap((asked) => states.get(asked) ?? [])
      .map((state) => leftOutAs(present.has(state.sourceId) ? told.outOfScope : told.vanished, state));
  }
  throw new RunAbortedError(
    'CONFIGURATION_INVALID',
    `Employee ${unknown.map(employeeLabel).join(', ')}: nobody in scope has this number or Simployer id.`,
  );
};
