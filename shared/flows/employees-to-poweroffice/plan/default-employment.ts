import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { compareText } from '../../../records/values/text.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';
import { isEnded } from './employment-key.ts';
import type { EmploymentMatch, ExistingMatch } from './employment-matching.ts';
import { isTarget } from './employment-step.ts';
import type { DefaultStep, EmploymentTarget } from './employment-step.ts';

type Candidate = EmploymentTarget & {
  readonly startDate: CalendarDate | null;
  readonly endDate: CalendarDate | null;
  readonly isDefault: boolean;
};

/**
 * The default employment (IsDefault, row 31) while the main one may not be written or cannot be told: what PowerOffice
 * has, or else the best of the others.
 */
export const chooseDefault = (
  matches: readonly EmploymentMatch[],
  existing: readonly PayrollEmployment[],
  today: CalendarDate,
): EmploymentTarget | null => {
  const candidates: readonly Candidate[] = [
    ...existing.map((employment) => candidateOf(employment, matches)),
    ...matches.flatMap(({ kind, desired }) =>
      kind === 'create' ? [{ ...desired, endDate: desired.endDate ?? null, isDefault: false }] : [],
    ),
  ].toSorted(
    (one, other) =>
      Number(isEnded(one, today)) - Number(isEnded(other, today)) ||
      compareText(other.startDate ?? '', one.startDate ?? ''),
  );
  return candidates.find(({ isDefault }) => isDefault) ?? candidates[0] ?? null;
};

/** The employment as it will be once the plan is carried out. */
const candidateOf = (existing: PayrollEmployment, matches: readonly EmploymentMatch[]): Candidate => {
  const { id, isDefault, endedAndReported } = existing;
  const match = matchOf(existing, matches);
  const reported = endedAndReported && match?.desired.endDate === null;
  return {
    id,
    isDefault,
    startDate: match?.key === 'follows' ? match.desired.startDate : existing.startDate,
    endDate: match?.desired.endDate === undefined || reported ? existing.endDate : match.desired.endDate,
  };
};

/** Gives the flag to the chosen employment, and only then takes it from the others. */
export const planDefault = (
  chosen: EmploymentTarget,
  matches: readonly EmploymentMatch[],
  existing: readonly PayrollEmployment[],
): readonly DefaultStep[] => {
  const stepOn = (employment: PayrollEmployment) =>
    ({
      kind: 'update',
      phase: 'default',
      sourceId: matchOf(employment, matches)?.desired.sourceId ?? null,
      id: employment.id,
    }) as const;
  const gains = existing.filter(({ id, isDefault }) => !isDefault && isTarget(chosen, { id }));
  const loses = existing.filter(({ id, isDefault }) => isDefault && !isTarget(chosen, { id }));
  const target = 'id' in chosen ? { id: chosen.id } : { sourceId: chosen.sourceId };
  return [
    ...gains.map((employment) => ({ ...stepOn(employment), fields: [IS_DEFAULT], dependsOn: null })),
    ...loses.map((employment) => ({ ...stepOn(employment), fields: [IS_NOT_DEFAULT], dependsOn: target })),
  ];
};

const IS_DEFAULT = { field: 'IsDefault', value: true } as const;
const IS_NOT_DEFAULT = { field: 'IsDefault', value: false } as const;

const matchOf = ({ id }: PayrollEmployment, matches: readonly EmploymentMatch[]): ExistingMatch | undefined =>
  matches.find((match): match is ExistingMatch => match.kind === 'existing' && match.existing.id === id);
