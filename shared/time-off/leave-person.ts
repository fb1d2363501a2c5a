/** Whose leave it is, as far as every target has to know. */
export interface LeavePerson {
  /** As typed, trimmed; null for somebody without one. */
  readonly number: string | null;
  readonly isInScope: boolean;
}

/** What keeps the leaves of a person from every target (rules C2 and C3); null for nothing. */
export const refusalOfPerson = (person: LeavePerson | null, isKnownInTarget: boolean) => {
  if (person === null) return 'EMPLOYEE_NOT_LINKED';
  if (person.number === null) return 'NUMBER_MISSING';
  return isKnownInTarget ? null : 'EMPLOYEE_NOT_LINKED';
};
