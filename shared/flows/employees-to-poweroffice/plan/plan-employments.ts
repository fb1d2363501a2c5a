import type { DesiredEmployee, DesiredEmployment } from '../rules/desired-employee.ts';
import type { FieldValue } from '../../../records/field-value.ts';
import type { MappingSettings } from '../mapping-settings.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/payroll-record.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import type { SourceValue, Unreadable } from '../../../model/source-value.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { sameAmount } from '../../../records/values/money.ts';
import { isEnded, matchEmployments } from './match-employments.ts';
import type { EmploymentKey, EmploymentLink, EmploymentMatch } from './match-employments.ts';

export type { EmploymentKey, EmploymentLink } from './match-employments.ts';

/** A PowerOffice employment that exists, or the one that a create step of this plan makes. */
export type EmploymentTarget = { readonly id: number } | { readonly sourceId: string };

export type EmploymentStep =
  | {
      readonly kind: 'create';
      readonly sourceId: string;
      readonly fields: readonly FieldValue[];
      /** To be linked with the id that PowerOffice answers. */
      readonly key: EmploymentKey;
    }
  | {
      readonly kind: 'update';
      /** Null for an employment that the source does not have. */
      readonly sourceId: string | null;
      readonly id: number;
      readonly fields: readonly FieldValue[];
      readonly phase: 'employment' | 'default' | 'end';
      /** Not to be run unless the steps of that employment before it have succeeded in this run. */
      readonly dependsOn: EmploymentTarget | null;
    };

export interface EmploymentsPlan {
  /** In the order of writing: employments, the default flag, then (after the salary) the ends. */
  readonly steps: readonly EmploymentStep[];
  /** What to remember from now on, by source employment; created ones come on top once their id is known. */
  readonly links: Readonly<Record<string, EmploymentLink>>;
  /** Where the salary goes: the main employment. Null when it may not be written. */
  readonly defaultEmployment: (EmploymentTarget & { readonly startDate: CalendarDate }) | null;
  readonly problems: readonly Problem[];
}

/**
 * What is to be written for a person's employments (mapping rows 27-37).
 *
 * The default flag moves in two steps: the new default gets it, and only then the old one loses it. PowerOffice may
 * or may not clear the old one by itself (PowerOffice fact 44); either way a run that dies in between leaves a
 * default behind, and the next run puts the rest right.
 *
 * @param existing all employments of the person, those just created by the sync itself included
 * @param links what the last run remembered
 * @param enterpriseId the default enterprise (row 35), for new employments
 * @param today the run's day in Oslo
 */
export const planEmployments = (
  { employments, mainEmploymentId }: Pick<DesiredEmployee, 'employments' | 'mainEmploymentId'>,
  {
    existing,
    links,
    enterpriseId,
    settings,
    today,
  }: {
    readonly existing: readonly PayrollEmployment[];
    readonly links: Readonly<Record<string, EmploymentLink>>;
    readonly enterpriseId: number;
    readonly settings: MappingSettings;
    readonly today: CalendarDate;
  },
): EmploymentsPlan => {
  const ordered = employments.toSorted(
    (one, other) =>
      Number(other.sourceId === mainEmploymentId) - Number(one.sourceId === mainEmploymentId) ||
      compareText(one.startDate, other.startDate) ||
      compareText(one.sourceId, other.sourceId),
  );
  const { matches, problems } = matchEmployments(ordered, existing, links, settings, today);
  const updates = matches.flatMap((match) => (match.kind === 'existing' ? [updatesOf(match, settings)] : []));
  // A source without any employment says nothing about which one is the default.
  const chosen = mainEmploymentId === null ? null : chooseDefault(matches, existing, mainEmploymentId, today);
  const creates = matches.flatMap(({ kind, desired }) =>
    kind === 'create' ? [createStep(desired, chosen, { existing, enterpriseId, settings })] : [],
  );
  return {
    steps: [
      ...updates.flatMap(({ employment }) => employment),
      ...creates,
      ...(chosen === null ? [] : defaultSteps(chosen, matches, existing)),
      ...updates.flatMap(({ end }) => end),
    ],
    links: nextLinks(matches, existing, links),
    defaultEmployment: defaultEmploymentOf(matches, mainEmploymentId),
    problems: [...problems, ...updates.flatMap((update) => update.problems)],
  };
};

type ExistingMatch = Extract<EmploymentMatch, { kind: 'existing' }>;

const compareText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** An employment as it is created (rows 27-37). */
const createStep = (
  desired: DesiredEmployment,
  chosen: EmploymentTarget | null,
  {
    existing,
    enterpriseId,
    settings,
  }: {
    readonly existing: readonly PayrollEmployment[];
    readonly enterpriseId: number;
    readonly settings: MappingSettings;
  },
): EmploymentStep => {
  const { sourceId, startDate, endDate, professionCode, employmentForm } = desired;
  return {
    kind: 'create',
    sourceId,
    fields: [
      { field: 'StartDate', value: startDate },
      ...(endDate === undefined || endDate === null
        ? []
        : [
            { field: 'EndDate', value: endDate },
            { field: 'EndDateReason', value: settings.endDateReason },
          ]),
      ...fixedFields(settings),
      { field: 'IsDefault', value: isTarget(chosen, { sourceId }) },
      ...(existing.some(({ reportingId }) => reportingId === sourceId)
        ? []
        : [{ field: 'ReportingId', value: sourceId }]),
      { field: 'EmploymentForm', value: employmentForm },
      { field: 'ProfessionCode', value: professionCode },
      { field: 'EnterpriseId', value: enterpriseId },
    ],
    key: { startDate, professionCode },
  };
};

/** Hours, arrangement and type (rows 30, 36, 37). */
const fixedFields = (settings: MappingSettings): FieldValue[] => [
  { field: 'FullTimeHoursPerWeek', value: settings.fullTimeHoursPerWeek },
  { field: 'WorkingHoursArrangement', value: settings.workingHoursArrangement },
  { field: 'EmploymentType', value: settings.employmentType },
];

const updatesOf = (
  match: ExistingMatch,
  settings: MappingSettings,
): { employment: EmploymentStep[]; end: EmploymentStep[]; problems: Problem[] } => {
  const { desired, existing, keyFollows } = match;
  const key = keyFollows ? changedKey(desired, existing) : [];
  const end = changedEnd(desired, existing, settings);
  const fields = [
    ...key,
    ...(existing.employmentForm === desired.employmentForm
      ? []
      : [{ field: 'EmploymentForm', value: desired.employmentForm }]),
    ...(settings.fixedValues === 'always' ? changedFixedFields(existing, settings) : []),
  ];
  // A new start beyond the old end would be refused by itself, so start and end then travel in one document.
  const together = key.some(({ field }) => field === 'StartDate');
  return {
    employment: updateStep(match, 'employment', together ? [...fields, ...end.fields] : fields),
    end: together ? [] : updateStep(match, 'end', end.fields),
    problems: end.problems,
  };
};

const updateStep = (
  { desired, existing }: ExistingMatch,
  phase: 'employment' | 'end',
  fields: readonly FieldValue[],
): EmploymentStep[] =>
  fields.length === 0
    ? []
    : [{ kind: 'update', sourceId: desired.sourceId, id: existing.id, fields, phase, dependsOn: null }];

const changedKey = (desired: DesiredEmployment, existing: PayrollEmployment): FieldValue[] => [
  ...(existing.startDate === desired.startDate ? [] : [{ field: 'StartDate', value: desired.startDate }]),
  ...(existing.professionCode === desired.professionCode
    ? []
    : [{ field: 'ProfessionCode', value: desired.professionCode }]),
];

const changedFixedFields = (existing: PayrollEmployment, settings: MappingSettings): FieldValue[] => {
  const { fullTimeHoursPerWeek, workingHoursArrangement, employmentType } = existing;
  const equal: Readonly<Record<string, boolean>> = {
    FullTimeHoursPerWeek: sameAmount(fullTimeHoursPerWeek, String(settings.fullTimeHoursPerWeek)),
    WorkingHoursArrangement: workingHoursArrangement === settings.workingHoursArrangement,
    EmploymentType: employmentType === settings.employmentType,
  };
  return fixedFields(settings).filter(({ field }) => equal[field] !== true);
};

/**
 * The end of an employment and its reason (rows 27, 28, 29): an end needs one (PowerOffice fact 41), and one already
 * there is payroll's.
 */
const changedEnd = (
  desired: DesiredEmployment,
  existing: PayrollEmployment,
  { endDateReason }: MappingSettings,
): { fields: FieldValue[]; problems: Problem[] } => {
  const { endDate } = desired;
  if (endDate === undefined) return { fields: [], problems: [] };
  if (endDate !== null) {
    return {
      fields: [
        ...(existing.endDate === endDate ? [] : [{ field: 'EndDate', value: endDate }]),
        ...(existing.endDateReason === null ? [{ field: 'EndDateReason', value: endDateReason }] : []),
      ],
      problems: [],
    };
  }
  if (existing.endDate === null) return { fields: [], problems: [] };
  // What was reported to the authorities stays as it is (PowerOffice fact 42).
  if (existing.endedAndReported) {
    const detail = `The employment from ${desired.startDate} goes on in Simployer, but PowerOffice has reported its end ${existing.endDate}.`;
    return { fields: [], problems: [problem('EMPLOYMENT_REPORTED', detail)] };
  }
  return {
    fields: [
      { field: 'EndDate', value: null },
      ...(existing.endDateReason === null ? [] : [{ field: 'EndDateReason', value: null }]),
    ],
    problems: [],
  };
};

/**
 * The default employment (IsDefault, row 31): the main one; while it may not be written or cannot be told, what
 * PowerOffice has, or else the best of the others.
 */
const chooseDefault = (
  matches: readonly EmploymentMatch[],
  existing: readonly PayrollEmployment[],
  mainEmploymentId: string | Unreadable,
  today: CalendarDate,
): EmploymentTarget | null => {
  const main = defaultEmploymentOf(matches, mainEmploymentId);
  if (main !== null) return main;
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

type Candidate = EmploymentTarget & {
  readonly startDate: CalendarDate | null;
  readonly endDate: CalendarDate | null;
  readonly isDefault: boolean;
};

/** The employment as it will be once the plan is carried out. */
const candidateOf = (existing: PayrollEmployment, matches: readonly EmploymentMatch[]): Candidate => {
  const { id, isDefault, endedAndReported } = existing;
  const match = matchOf(existing, matches);
  const reported = endedAndReported && match?.desired.endDate === null;
  return {
    id,
    isDefault,
    startDate: match?.keyFollows === true ? match.desired.startDate : existing.startDate,
    endDate: match?.desired.endDate === undefined || reported ? existing.endDate : match.desired.endDate,
  };
};

const matchOf = ({ id }: PayrollEmployment, matches: readonly EmploymentMatch[]): ExistingMatch | undefined =>
  matches.find((match): match is ExistingMatch => match.kind === 'existing' && match.existing.id === id);

const defaultSteps = (
  chosen: EmploymentTarget,
  matches: readonly EmploymentMatch[],
  existing: readonly PayrollEmployment[],
): EmploymentStep[] => {
  const step = (employment: PayrollEmployment, value: boolean, dependsOn: EmploymentTarget | null): EmploymentStep => ({
    kind: 'update',
    sourceId: matchOf(employment, matches)?.desired.sourceId ?? null,
    id: employment.id,
    fields: [{ field: 'IsDefault', value }],
    phase: 'default',
    dependsOn,
  });
  const gains = existing.filter(({ id, isDefault }) => !isDefault && isTarget(chosen, { id }));
  const loses = existing.filter(({ id, isDefault }) => isDefault && !isTarget(chosen, { id }));
  const target = 'id' in chosen ? { id: chosen.id } : { sourceId: chosen.sourceId };
  return [
    ...gains.map((employment) => step(employment, true, null)),
    ...loses.map((employment) => step(employment, false, target)),
  ];
};

const isTarget = (one: EmploymentTarget | null, other: EmploymentTarget): boolean =>
  one !== null &&
  ('id' in one ? 'id' in other && one.id === other.id : 'sourceId' in other && one.sourceId === other.sourceId);

const defaultEmploymentOf = (
  matches: readonly EmploymentMatch[],
  mainEmploymentId: SourceValue<string>,
): EmploymentsPlan['defaultEmployment'] => {
  const main = matches.find(({ desired }) => desired.sourceId === mainEmploymentId);
  if (main?.kind === 'create') return { sourceId: main.desired.sourceId, startDate: main.desired.startDate };
  if (main?.kind !== 'existing') return null;
  const { existing, desired, keyFollows } = main;
  return { id: existing.id, startDate: keyFollows ? desired.startDate : (existing.startDate ?? desired.startDate) };
};

/**
 * A link lasts as long as its PowerOffice employment does and nobody else has taken that over: so a blocked employment
 * keeps it, and one that is to be created anew keeps the old one until the new one is there.
 */
const nextLinks = (
  matches: readonly EmploymentMatch[],
  existing: readonly PayrollEmployment[],
  links: Readonly<Record<string, EmploymentLink>>,
): Record<string, EmploymentLink> => {
  const found = matches.flatMap((match) => (match.kind === 'existing' ? [match] : []));
  const kept = Object.entries(links).filter(
    ([, { id }]) =>
      existing.some((employment) => employment.id === id) && !found.some((match) => match.existing.id === id),
  );
  return Object.fromEntries([
    ...kept,
    ...found.map((match): [string, EmploymentLink] => [match.desired.sourceId, match.link]),
  ]);
};
