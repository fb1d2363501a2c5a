import type { MappingSettings } from '../../mapping-settings.ts';

/** Reading and writing what the mapping covers (PowerOffice facts 4 and 5). */
const PRIVILEGES: readonly string[] = [
  'Employee_Full',
  'Employment_Full',
  'EmploymentSalary_Full',
  'ContactBankAccount_Full',
  'EmployeeBankAccounts',
  'Enterprises',
  'CommonServices',
];

const neededFor = ({ syncFtePercentage }: Pick<MappingSettings, 'syncFtePercentage'>): readonly string[] =>
  syncFtePercentage ? [...PRIVILEGES, 'EmploymentFtePercentage_Full'] : PRIVILEGES;

const isAmong = (names: readonly string[], wanted: string): boolean =>
  names.some((name) => [wanted, `${wanted}_Full`].some((one) => one.toLowerCase() === name.toLowerCase()));

/** The privileges that the sync uses and does not have. @param granted none at all says nothing */
export const missingPrivileges = (
  granted: readonly string[],
  settings: Pick<MappingSettings, 'syncFtePercentage'>,
): readonly string[] => (granted.length === 0 ? [] : neededFor(settings).filter((wanted) => !isAmong(granted, wanted)));

/** The privileges that the sync uses, among those that the client lacks the module for. */
export const withoutModule = (
  lacking: readonly string[],
  settings: Pick<MappingSettings, 'syncFtePercentage'>,
): readonly string[] => neededFor(settings).filter((wanted) => isAmong(lacking, wanted));
