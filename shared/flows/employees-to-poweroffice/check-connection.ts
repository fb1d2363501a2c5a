import { describeOtherCompany, isOtherCompany, toCompanyName, toSourceSide } from '../../people/company-side.ts';
import type { CompanySide, SourceCompany } from '../../people/company-side.ts';
import type { IntegrationInformation } from '../../vendors/poweroffice/company.ts';
import { abortRun } from './aborts.ts';
import type { CompanyPair } from './connection.ts';

/**
 * The two companies that the keys lead to.
 * @param remembered the pair that people are linked for; null before anybody is
 */
export const toConnection = (
  companies: readonly SourceCompany[],
  integration: IntegrationInformation,
  remembered: CompanyPair | null,
): CompanyPair => ({
  simployer: toSourceSide(companies, remembered?.simployer.id),
  powerOffice: toTargetSide(integration),
});

const toTargetSide = ({ clientId, clientName, environment }: IntegrationInformation): CompanyPair['powerOffice'] => ({
  clientId,
  name: toCompanyName(clientName),
  environment,
});

/** Whether the keys lead to another client than the one that people are linked for, which checkConnection refuses. */
export const leadsToOtherClient = (
  { powerOffice }: Pick<CompanyPair, 'powerOffice'>,
  integration: IntegrationInformation,
): boolean => isOtherCompany(clientOf(powerOffice), clientOf(toTargetSide(integration)));

/**
 * Refuses keys that lead to other companies than the ones people are linked for: every link would lead to a stranger
 * (ADR 24).
 * @throws RunAbortedError WRONG_CLIENT, WRONG_COMPANY
 */
export const checkConnection = (remembered: CompanyPair, found: CompanyPair): void => {
  const clients = [clientOf(remembered.powerOffice), clientOf(found.powerOffice)] as const;
  if (isOtherCompany(...clients)) {
    throw abortRun('WRONG_CLIENT', describeOtherCompany('PowerOffice client', ...clients));
  }
  const companies = [remembered.simployer, found.simployer] as const;
  if (isOtherCompany(...companies)) {
    throw abortRun('WRONG_COMPANY', describeOtherCompany('Simployer company', ...companies));
  }
};

/** What is remembered after a run: a vendor that did not say its id this time takes nothing from what is known. */
export const mergeConnections = (remembered: CompanyPair | null, found: CompanyPair): CompanyPair => ({
  simployer: found.simployer.id === null ? (remembered?.simployer ?? found.simployer) : found.simployer,
  powerOffice: found.powerOffice.clientId === null ? (remembered?.powerOffice ?? found.powerOffice) : found.powerOffice,
});

/** PowerOffice's client ids are GUIDs, which mean the same in either case. */
const clientOf = ({ clientId, name }: CompanyPair['powerOffice']): CompanySide => ({
  id: clientId?.toLowerCase() ?? null,
  name,
});
