import type { EmploymentTarget } from '../plan/employment-step.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';
import type { Person, Planned } from './person.ts';
import { readFreshLines } from './read-fresh-lines.ts';
import type { WrittenEmployments } from './write-employments.ts';

/** The employment that lines of pay are written under. */
export type PaidEmployment =
  /** Just made; null when a plan would make it. */
  | { readonly origin: 'created'; readonly record: Planned<PayrollEmployment> }
  | { readonly origin: 'existing'; readonly record: PayrollEmployment };

/** @returns null when the employment was refused, so that nothing can be written under it */
export const findPaidEmployment = (
  target: EmploymentTarget | null,
  { created, current }: WrittenEmployments,
  { writer }: Pick<Person, 'writer'>,
): PaidEmployment | null => {
  const existing = target !== null && 'id' in target ? current.get(target.id) : undefined;
  if (existing !== undefined) return { origin: 'existing', record: existing };
  const made = target !== null && 'sourceId' in target ? created.get(target.sourceId) : undefined;
  if (made !== undefined) return { origin: 'created', record: made };
  return writer === null ? { origin: 'created', record: null } : null;
};

/** The lines of an employment after writes of some of them. */
export const withAnswers = <T extends { readonly id: number }>(
  lines: readonly T[],
  answers: readonly T[],
): readonly T[] => [...new Map([...lines, ...answers].map((line) => [line.id, line])).values()];

/**
 * The lines of an employment made a moment ago, of which the answer to its POST says how many there are: PowerOffice
 * may or may not give it a first one (PowerOffice fact 45). Null when the read was refused.
 */
export const readNewLines = async <T>(
  { writes, clock, deadline, settings }: Person,
  count: number,
  read: () => Promise<readonly T[]>,
): Promise<readonly T[] | null> => {
  if (count === 0) return [];
  const lagIsOverAt = clock.now() + settings.replicaLagInSeconds * 1000;
  return writes.read(() => readFreshLines(read, ({ length }) => length >= count, { clock, deadline, lagIsOverAt }));
};
