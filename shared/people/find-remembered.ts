import { employeeLabel } from '../records/values/shown-value.ts';
import { isAmong } from './scope.ts';

/** What a person is found by among those who are remembered. */
interface Remembered {
  readonly sourceId: string;
  readonly employeeNumber: string | null;
}

/** Whom somebody means among those who are remembered. */
export type FoundRemembered =
  | { readonly kind: 'found'; readonly sourceId: string }
  /** Several have the number; each has an id of their own. */
  | { readonly kind: 'several'; readonly sourceIds: readonly string[] }
  | { readonly kind: 'unknown' };

/** Why a number that several people have means nobody. */
export const describeSeveral = (asked: string, sourceIds: readonly string[]): string =>
  `Several people have the employee number ${employeeLabel(asked)}: name one by their Simployer id, ${sourceIds.join(' or ')}.`;

/**
 * Whom of those remembered somebody means by a Simployer id or by an employee number. Numbers compare without leading
 * zeros, and by the label that reports show in place of a number that may not be shown.
 */
export const findRemembered = (asked: string, remembered: readonly Remembered[]): FoundRemembered => {
  if (remembered.some(({ sourceId }) => sourceId === asked)) return { kind: 'found', sourceId: asked };
  const sourceIds = remembered
    .filter((one) => isAmong([asked], one) || employeeLabel(one.employeeNumber) === asked.trim())
    .map(({ sourceId }) => sourceId);
  const [sourceId, ...others] = sourceIds;
  if (sourceId === undefined) return { kind: 'unknown' };
  return others.length > 0 ? { kind: 'several', sourceIds } : { kind: 'found', sourceId };
};
