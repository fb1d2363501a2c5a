/**
 * By which rule a leave is not for a target, in the order in which they are asked: the person is out of scope; its type is
 * set to `ignore` in `timeOff.leaveTypes`; its kind is none that is reported; it is short, and of a type that nobody has
 * mapped; it is a layoff; a part of a day; or shorter than `timeOff.minimumDays`. It says what kind of absence it is, which
 * is health data.
 */
export const NOT_FOR_TARGET = [
  'outOfScope',
  'leaveTypes',
  'kind',
  'shortUnmapped',
  'layoff',
  'partOfDay',
  'short',
] as const;
export type NotForTarget = (typeof NOT_FOR_TARGET)[number];
