/*
 * Tells somebody who has mistyped a type, or the id of a leave, that there is none by this name, and what there is: left
 * out in silence, it would look as if nobody were away. For example, `--type Ferei` is answered with
 * `Simployer has no leave type "Ferei"; known are "Ferie" ("FERIE"), ...`.
 */
import type { LeaveType, SourceLeave } from '../model/time-off.ts';
import { listKnown } from '../records/values/list-known.ts';
import { shown } from '../records/values/shown-value.ts';
import { isType } from './selection.ts';

/** @returns null when there is each of them */
export const describeUnknownTypes = (words: readonly string[], types: readonly LeaveType[]): string | null => {
  const unknown = words.filter((word) => !types.some((type) => isType(word, type)));
  if (unknown.length === 0) return null;
  const known = new Set(
    types.map(({ id, code, name }) => `${shown(name ?? id)}${code === null ? '' : ` (${shown(code)})`}`),
  );
  return `Simployer has no leave type ${unknown.map((word) => shown(word)).join(', ')}; ${listKnown([...known], (one) => one)}.`;
};

/**
 * @param leaves those that a plan of the period lists
 * @returns null when there is each of them
 */
export const describeUnknownLeaves = (
  ids: readonly string[],
  leaves: readonly Pick<SourceLeave, 'id'>[],
): string | null => {
  const unknown = ids.filter((id) => !leaves.some((leave) => leave.id === id));
  if (unknown.length === 0) return null;
  return `The period has no leave ${unknown.map(showId).join(', ')}; ${listKnown(
    leaves.map(({ id }) => id),
    showId,
  )}.`;
};

/** Simployer's own ids hold many digits, and none of a person's. */
const showId = (id: string): string => (/^[0-9a-f]{24}$/.test(id) ? id : shown(id));
