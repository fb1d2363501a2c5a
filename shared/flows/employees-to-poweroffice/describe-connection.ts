import { describePair } from '../../people/describe-pair.ts';
import type { CompanyPair } from './connection.ts';
import type { RunReport } from './report.ts';

/**
 * The pair in one line, see `describePair`.
 * @param environment as `environmentOf` names it; null leaves it out
 */
export const describeConnection = (
  { simployer, powerOffice: { name } }: NonNullable<RunReport['connection']>,
  environment: CompanyPair['powerOffice']['environment'],
): string => describePair(simployer, { name, called: 'PowerOffice client', environment });
