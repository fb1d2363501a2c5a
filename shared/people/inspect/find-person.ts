import { employeeLabel, shownPerson } from '../../records/values/shown-value.ts';
import type { SourceEmployee } from '../../model/employee.ts';
import { describeSeveral, findRemembered } from '../find-remembered.ts';
import type { PersonState } from '../person-state.ts';
import { isAmong } from '../scope.ts';
import { PersonRefusedError } from './person-refused-error.ts';

/** By what somebody is meant. */
export type MeantBy = 'employeeNumber' | 'simployerEmployeeId';

/** Several have the number, each with an id of their own; or nobody does. */
export type Unfound =
  | { readonly kind: 'several'; readonly sourceIds: readonly string[] }
  | { readonly kind: 'unknown' };

/** Whom somebody means by an employee number, or by a Simployer id. */
type FoundPerson<State> =
  | { readonly kind: 'found'; readonly by: MeantBy; readonly source: SourceEmployee }
  /** Simployer has nobody of that name any more, and the sync remembers them. */
  | { readonly kind: 'vanished'; readonly state: State }
  | Unfound;

/**
 * The person that is meant: by id, else by number. Numbers compare without leading zeros, and by the label that
 * reports show in place of a number that may not be shown.
 */
export const findPerson = <State extends Pick<PersonState, 'sourceId' | 'employeeNumber'>>(
  asked: string,
  sources: readonly SourceEmployee[],
  states: readonly State[],
): FoundPerson<State> => {
  const byId = sources.find(({ id }) => id === asked);
  if (byId !== undefined) return { kind: 'found', by: 'simployerEmployeeId', source: byId };
  const holders = sources.filter(
    (source) => isAmong([asked], source) || employeeLabel(source.employeeNumber) === asked.trim(),
  );
  const [source, ...others] = holders;
  if (others.length > 0) return { kind: 'several', sourceIds: holders.map(({ id }) => id) };
  if (source !== undefined) return { kind: 'found', by: 'employeeNumber', source };
  const present = new Set<string>(sources.map(({ id }) => id));
  const gone = states.filter(({ sourceId }) => !present.has(sourceId));
  const remembered = findRemembered(asked, gone);
  if (remembered.kind !== 'found') return remembered;
  const state = gone.find(({ sourceId }) => sourceId === remembered.sourceId);
  return state === undefined ? { kind: 'unknown' } : { kind: 'vanished', state };
};

/** A number that several people have is refused with the id of each. */
export const refuseUnfound = (asked: string, found: Unfound): PersonRefusedError =>
  found.kind === 'unknown'
    ? new PersonRefusedError(
        'EMPLOYEE_UNKNOWN',
        `Neither Simployer nor the sync knows anybody by the number or id ${shownPerson(asked)}.`,
      )
    : new PersonRefusedError('INPUT_INVALID', describeSeveral(asked, found.sourceIds), {
        simployerEmployeeIds: found.sourceIds,
      });
