/** "974760673" as Norwegians write it: "974 760 673". */
const inGroups = (organisationNumber: string): string =>
  organisationNumber.replace(/^(\d{3})\s?(\d{3})\s?(\d{3})$/, '$1 $2 $3');

/**
 * The pair of companies in one line, as every output names it, such as
 * `Fjordglimt AS 974 760 673 (Simployer) -> Fjordglimt AS (PowerOffice client, production)`.
 * @param target with what its vendor calls a company, for example `PowerOffice client`; an environment of null is left out
 */
export const describePair = (
  source: { readonly name: string | null; readonly organisationNumber: string | null },
  target: { readonly name: string | null; readonly called: string; readonly environment: string | null },
): string => {
  const number = source.organisationNumber === null ? [] : [inGroups(source.organisationNumber)];
  const from = [source.name ?? '(no name)', ...number, '(Simployer)'].join(' ');
  const { name, called, environment } = target;
  return `${from} -> ${name ?? '(no name)'} (${called}${environment === null ? '' : `, ${environment}`})`;
};
