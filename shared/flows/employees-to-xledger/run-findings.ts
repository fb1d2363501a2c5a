import type { Problem } from '../../records/problem.ts';
import { trimmedText } from '../../records/values/text.ts';
import type { XledgerEmployee } from '../../vendors/xledger/employee-record.ts';
import { areAccountsReadable } from './plan/hidden-values.ts';
import { problem } from './problems.ts';
import type { XledgerSettings } from './settings.ts';

/**
 * Which list has the job titles: as the settings say, else that of any title in use.
 * @returns null where neither tells
 */
export const findPositionKind = (
  records: readonly Pick<XledgerEmployee, 'positionValue'>[],
  { positionKind }: Pick<XledgerSettings, 'positionKind'>,
): string | null =>
  positionKind ??
  records.flatMap(({ positionValue }) => trimmedText(positionValue?.objectKindId ?? null) ?? [])[0] ??
  null;

/** What is told of a run as a whole, once: none of it is about one person. @param records everybody of X-ledger's read */
export const findRunProblems = (
  records: readonly Pick<XledgerEmployee, 'positionValue' | 'bankAccount'>[],
  settings: XledgerSettings,
): readonly Problem[] => [
  problem('SALARY_NOT_SUPPORTED'),
  ...(settings.title === 'positionValue' && findPositionKind(records, settings) === null
    ? [problem('TITLE_LIST_UNKNOWN')]
    : []),
  ...(settings.accountCompare === 'auto' && records.length > 0 && !areAccountsReadable(records)
    ? [problem('ACCOUNT_NOT_READABLE')]
    : []),
];
