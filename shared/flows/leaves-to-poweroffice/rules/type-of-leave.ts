/*
 * What a type of leave of Simployer is in PowerOffice. The settings go first, by id, code and name. Then seven codes count
 * that Simployer itself has reserved for leaves of absence, six of them PowerOffice's six types under other names. Sickness
 * and vacation are no leaves there. What is left is decided by the kind. For example, parental leave without a code or a
 * setting is held: whether benefits are paid decides its type, and Simployer does not say.
 */
import type { LeaveType } from '../../../model/time-off.ts';
import { isType } from '../../../time-off/selection.ts';
import type { TimeOffSettings, TypeOfLeave } from '../../../time-off/settings.ts';

/** `ignored`: by the settings. `unreported`: by its kind. `unmappedWhenLong`: held from so many days on as are reported, and else not for PowerOffice. */
export type LeaveTarget = TypeOfLeave | 'ignored' | 'unreported' | 'layoff' | 'unmapped' | 'unmappedWhenLong';

/** The payroll codes that Simployer's own export reads as leaves of absence; compared exactly. */
export const RESERVED_CODES: Readonly<Record<string, LeaveTarget>> = {
  PARENTAL_BENEFITS: 'Maternity',
  MILITARY_SERVICE: 'Military',
  EDUCATIONAL_STATUTORILY_REQUIRED: 'EducationalStatutory',
  EDUCATIONAL_NOT_STATUTORILY_REQUIRED: 'EducationalNonStatutory',
  OTHER_STATUTORILY_REQUIRED: 'OtherStatutory',
  OTHER_NOT_STATUTORILY_REQUIRED: 'OtherNonStatutory',
  FURLOUGH: 'layoff',
};

export const BY_KIND: Readonly<Record<NonNullable<LeaveType['kind']>, LeaveTarget>> = {
  SICK_LEAVE: 'unreported',
  VACATION: 'unreported',
  CHILDCARE: 'unreported',
  PARENTAL_LEAVE: 'unmapped',
  OFF_DUTY: 'unmappedWhenLong',
};

/** @param type null where Simployer has none behind the leave's id of it */
export const targetOf = (type: LeaveType | null, { leaveTypes }: Pick<TimeOffSettings, 'leaveTypes'>): LeaveTarget => {
  if (type === null) return 'unmappedWhenLong';
  const said = settingFor(type, leaveTypes);
  if (said !== undefined) return said === 'ignore' ? 'ignored' : said;
  const reserved =
    type.code !== null && Object.hasOwn(RESERVED_CODES, type.code) ? RESERVED_CODES[type.code] : undefined;
  return reserved ?? (type.kind === null ? 'unmappedWhenLong' : BY_KIND[type.kind]);
};

/** By id, then by code, then by name. */
const settingFor = (type: LeaveType, leaveTypes: TimeOffSettings['leaveTypes']): TypeOfLeave | 'ignore' | undefined => {
  const words = Object.keys(leaveTypes);
  const word =
    words.find((one) => one === type.id) ??
    words.find((one) => one === type.code) ??
    words.find((one) => isType(one, type));
  return word === undefined ? undefined : leaveTypes[word];
};
