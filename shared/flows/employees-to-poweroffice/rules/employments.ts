/*
 * The rules of the employments (rows 27-37): which of the source's employments can be written, and with what. Each is
 * judged by itself: one that lacks a start, a code or a type that is known is reported and not written, and the others
 * are. Which of them is the main one decides about default and pay. For example, Ola has two employments and the older
 * one's note has no code: that one is reported, and the newer one is written.
 */
import type { DesiredEmployment } from './desired-employee.ts';
import type { EmploymentForm, MappingSettings } from '../mapping-settings.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import type { SourceEmployee, SourceEmployment } from '../../../model/employee.ts';
import { normalisedTypeName, PERMANENT } from '../../../model/employment-type.ts';
import { isUnreadable, readOrNull } from '../../../model/source-value.ts';
import type { Read, SourceValue, Unreadable } from '../../../model/source-value.ts';
import { unreadableProblem } from './unreadable-problems.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { toPercentage } from '../../../records/values/money.ts';
import { shown } from '../../../records/values/shown-value.ts';
import { trimmedText } from '../../../records/values/text.ts';
import { mainEmployment } from './main-employment.ts';
import type { MappingRow } from './mapping-row.ts';

export const EMPLOYMENT_ROWS: readonly MappingRow[] = [
  {
    row: '27, 28',
    promise: 'Employment.StartDate, EndDate',
    source: 'employment.startDate, endDate',
    target: 'Employment.StartDate, EndDate',
    rule:
      'Every employment, ended ones too. No start, one that cannot be read, or an end before the start: that ' +
      'employment is not written. An end that cannot be read is left alone. End withdrawn: EndDate and EndDateReason ' +
      'are cleared, unless the employment is ended and reported. An end in 2099 or later is none.',
    codes: ['START_DATE_MISSING', 'END_BEFORE_START', 'EMPLOYMENT_REPORTED'],
    options: ['createEndedEmployments'],
  },
  {
    row: '29',
    promise: 'Defaulted to EmployeeHasResigned',
    source: '-',
    target: 'Employment.EndDateReason',
    rule: 'Only together with an end date; a reason already there is kept.',
    codes: [],
    options: ['endDateReason'],
  },
  {
    row: '30, 36, 37',
    promise: 'Defaulted to 37.5, NonShift, Ordinary',
    source: '-',
    target: 'Employment.FullTimeHoursPerWeek, WorkingHoursArrangement, EmploymentType',
    rule: 'Set on create, then left to payroll; re-imposed by every run on request.',
    codes: [],
    options: ['fixedValues', 'fullTimeHoursPerWeek', 'workingHoursArrangement', 'employmentType'],
  },
  {
    row: '31',
    promise: 'Employee.MainEmploymentId',
    source: 'employmentId',
    target: 'Employment.IsDefault',
    rule:
      'Exactly one default: the main employment (`employmentId`, else the active one with the latest start, else the ' +
      'latest start). The old default loses it once the new one has it. Main employment blocked: the default stays ' +
      'where PowerOffice has it, and if it has none, the active employment with the latest start gets it.',
    codes: [],
  },
  {
    row: '32',
    promise: 'EmploymentId, the correlation key',
    source: 'employment.id',
    target: 'Employment.ReportingId',
    rule:
      'Set on create, unless another employment of the person already carries it; an adopted employment keeps its ' +
      'own. An employment is found by stored link, then ReportingId, then StartDate and ProfessionCode; an employment ' +
      'that fits several, or two at the source with the same start and code, is not written. When start or code of a ' +
      'linked employment changes, a new employment is created, or as the option says.',
    codes: ['EMPLOYMENT_AMBIGUOUS', 'EMPLOYMENT_KEY_CHANGED'],
    options: ['onEmploymentKeyChange'],
  },
  {
    row: '33',
    promise: 'Employment.EmploymentType: permanent_employment = Permanent',
    source: 'employment.typeId -> EmploymentType.name',
    target: 'Employment.EmploymentForm',
    rule:
      'Configured by type id or name, the name in lower case with _ for blanks and hyphens; permanent_employment is ' +
      'always known. Any other type: that employment is not written.',
    codes: ['EMPLOYMENT_TYPE_UNMAPPED'],
    options: ['employmentForms'],
  },
  {
    row: '34',
    promise: 'Employment.Notes',
    source: 'employment.note',
    target: 'Employment.ProfessionCode',
    rule: 'The 7 digits that the note begins with, and no digit after them. Otherwise that employment is not written.',
    codes: ['OCCUPATION_CODE_MISSING'],
  },
  {
    row: '35',
    promise: 'Default enterprise',
    source: '-',
    target: 'Employment.EnterpriseId',
    rule: 'The default enterprise of PowerOffice. Set on create. None or several: the run is aborted.',
    codes: [],
  },
];

/**
 * The employments that may be written (mapping rows 27-37), ended ones too: whether an ended employment is to be
 * created is for the plan, which knows what payroll has. Each fault blocks its own employment only.
 * @param today the run's day in Oslo
 * @returns `mainEmploymentId` names the main employment even when it is blocked; null without employments
 */
export const mapEmployments = (
  source: SourceEmployee,
  settings: MappingSettings,
  today: CalendarDate,
): { employments: DesiredEmployment[]; mainEmploymentId: SourceValue<string>; problems: Problem[] } => {
  const mapped = source.employments.map((employment) => mapEmployment(employment, settings));
  const main = mainEmployment(source, today);
  return {
    employments: mapped.flatMap(({ employment }) => (employment === null ? [] : [employment])),
    mainEmploymentId: main === null || isUnreadable(main) ? main : main.id,
    problems: mapped.flatMap(({ problems }) => problems),
  };
};

const mapEmployment = (
  source: SourceEmployment,
  settings: MappingSettings,
): { employment: DesiredEmployment | null; problems: Problem[] } => {
  const { startDate, endDate, typeId, note, rate } = source;
  const professionCode = isUnreadable(note) ? note : professionCodeOf(note);
  const employmentForm = isUnreadable(typeId)
    ? typeId
    : employmentFormOf({ typeId, typeName: source.typeName }, settings);
  const ftePercentage = settings.syncFtePercentage ? toPercentage(readOrNull(rate) ?? '') : null;
  const unreadable = (value: Unreadable, costs: 'employment' | 'field'): Problem =>
    unreadableProblem(value, costs, ` of ${describeInSentence(source)}`);
  const blocking = [
    ...datesProblems(source),
    ...[startDate, employmentForm, professionCode].filter(isUnreadable).map((value) => unreadable(value, 'employment')),
    ...(employmentForm === null
      ? [
          problem(
            'EMPLOYMENT_TYPE_UNMAPPED',
            `${describeEmployment(source)} has the type ${shown(source.typeName ?? readOrNull(typeId))}, which has no employment form.`,
          ),
        ]
      : []),
    ...(professionCode === null
      ? [
          problem(
            'OCCUPATION_CODE_MISSING',
            `${describeEmployment(source)} has the note ${shown(readOrNull(note))}, which does not begin with a 7-digit occupational code.`,
          ),
        ]
      : []),
  ];
  const problems = [...blocking, ...[endDate, rate].filter(isUnreadable).map((value) => unreadable(value, 'field'))];
  if (
    blocking.length > 0 ||
    startDate === null ||
    isUnreadable(startDate) ||
    professionCode === null ||
    isUnreadable(professionCode) ||
    employmentForm === null ||
    isUnreadable(employmentForm)
  ) {
    return { employment: null, problems };
  }
  return {
    employment: {
      sourceId: source.id,
      startDate,
      ...(!isUnreadable(endDate) && { endDate }),
      professionCode,
      employmentForm,
      ...(ftePercentage !== null && { ftePercentage }),
    },
    problems,
  };
};

/** StartDate and EndDate of an employment (rows 27, 28). */
const datesProblems = (source: SourceEmployment): Problem[] => {
  const { startDate, endDate } = source;
  if (isUnreadable(startDate)) return [];
  const end = readOrNull(endDate);
  if (startDate === null) {
    return [
      problem(
        'START_DATE_MISSING',
        `${describeEmployment(source)} has no start date${end === null ? '' : ` (it ends ${end})`}.`,
      ),
    ];
  }
  if (end === null || end >= startDate) return [];
  return [problem('END_BEFORE_START', `${describeEmployment(source)} ends ${shown(end)}, before it starts.`)];
};

/** An employment by what its reader knows it by. */
const describeEmployment = ({ startDate }: SourceEmployment): string =>
  startDate === null || isUnreadable(startDate) ? 'An employment' : `The employment from ${startDate}`;

const describeInSentence = (source: SourceEmployment): string =>
  describeEmployment(source).replace(/^[AT]/, (letter) => letter.toLowerCase());

/** EmploymentForm (row 33). The id is the surer name of a type, so it goes first (Simployer fact 13). */
export const employmentFormOf = (
  { typeId, typeName }: Read<Pick<SourceEmployment, 'typeId' | 'typeName'>>,
  { employmentForms }: MappingSettings,
): EmploymentForm | null => {
  const configured = Object.entries(employmentForms);
  const name = typeName === null ? null : normalisedTypeName(typeName);
  const byId = configured.find(([key]) => key === typeId);
  const byName = configured.find(([key]) => normalisedTypeName(key) === name);
  return (byId ?? byName)?.[1] ?? (name === PERMANENT ? 'Permanent' : null);
};

/** ProfessionCode (row 34): kept as text, for codes begin with zeros as well. Only the note has a
 * place for one (Simployer fact 13).
 */
const professionCodeOf = (note: string | null): string | null =>
  /^([0-9]{7})(?![0-9])/.exec(trimmedText(note) ?? '')?.[1] ?? null;
