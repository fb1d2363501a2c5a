import type { CompanyPair } from './connection.ts';
import type { RunReport } from './report.ts';

/** "974760673" as Norwegians write it: "974 760 673". */
const inGroups = (organisationNumber: string): string =>
  organisationNumber.replace(/^(\d{3})\s?(\d{3})\s?(\d{3})$/, '$1 $2 $3');

/**
 * The pair in one line, as every output names it:
 * `Fjordglimt AS 974 760 673 (Simployer) -> Fjordglimt AS (PowerOffice client, production)`.
 * @param environment as `environmentOf` names it; null leaves it out
 */
export const describeConnection = (
  { simployer, powerOffice }: NonNullable<RunReport['connection']>,
  environment: CompanyPair['powerOffice']['environment'],
): string => {
  const number = simployer.organisationNumber === null ? [] : [inGroups(simployer.organisationNumber)];
  const from = [simployer.name ?? '(no name)', ...number, '(Simployer)'].join(' ');
  const to = `${powerOffice.name ?? '(no name)'} (PowerOffice client${environment === null ? '' : `, ${environment}`})`;
  return `${from} -> ${to}`;
};
