import { cutText, trimmedText } from '../../records/values/text.ts';
import type { IntegrationInformation } from '../../vendors/poweroffice/company.ts';
import { abortRun } from './aborts.ts';
import type { CompanyPair } from './connection.ts';

/** A company as the source names it. */
export interface SourceCompany {
  readonly id: string;
  readonly name: string | null;
  readonly organisationNumber: string | null;
}

const LONGEST_NAME = 100;

/**
 * The two companies that the keys lead to. Of several that one token may read, it is the one whose people were linked,
 * else the first by id: a token that sees more than before still leads to the same people.
 * @param remembered the pair that people are linked for; null before anybody is
 */
export const toConnection = (
  companies: readonly SourceCompany[],
  { clientId, clientName, environment }: IntegrationInformation,
  remembered: CompanyPair | null,
): CompanyPair => {
  const [first] = companies.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const company = companies.find(({ id }) => id === remembered?.simployer.id) ?? first;
  return {
    simployer: {
      id: company?.id ?? null,
      name: toName(company?.name),
      organisationNumber: toName(company?.organisationNumber),
    },
    powerOffice: { clientId, name: toName(clientName), environment },
  };
};

/** On one line and of a sane length, for it is shown on terminals and dashboards. */
const toName = (name: string | null | undefined): string | null => {
  const text = trimmedText(name ?? null);
  return text === null ? null : cutText(text, LONGEST_NAME);
};

/**
 * Refuses keys that lead to other companies than the ones people are linked for: every link would lead to a stranger
 * (ADR 24).
 * @throws RunAbortedError WRONG_CLIENT, WRONG_COMPANY
 */
export const checkConnection = (remembered: CompanyPair, found: CompanyPair): void => {
  const clients = [clientOf(remembered), clientOf(found)] as const;
  if (isOther(...clients)) {
    throw abortRun('WRONG_CLIENT', describe('PowerOffice client', ...clients));
  }
  const companies = [remembered.simployer, found.simployer] as const;
  if (isOther(...companies)) {
    throw abortRun('WRONG_COMPANY', describe('Simployer company', ...companies));
  }
};

/** What is remembered after a run: a vendor that did not say its id this time takes nothing from what is known. */
export const mergeConnections = (remembered: CompanyPair | null, found: CompanyPair): CompanyPair => ({
  simployer: found.simployer.id === null ? (remembered?.simployer ?? found.simployer) : found.simployer,
  powerOffice: found.powerOffice.clientId === null ? (remembered?.powerOffice ?? found.powerOffice) : found.powerOffice,
});

interface Side {
  readonly id: string | null;
  readonly name: string | null;
}

/** PowerOffice's client ids are GUIDs, which mean the same in either case. */
const clientOf = ({ powerOffice: { clientId, name } }: CompanyPair): Side => ({
  id: clientId?.toLowerCase() ?? null,
  name,
});

/** Where the vendor does not say its id, the name has to speak for it; before an id was remembered, anything goes. */
const isOther = (remembered: Side, found: Side): boolean => {
  if (remembered.id === null) return false;
  if (found.id !== null) return found.id !== remembered.id;
  return found.name === null || found.name !== remembered.name;
};

const describe = (what: string, remembered: Side, found: Side): string =>
  found.id === null && found.name === null
    ? `The vendor does not say which ${what} the keys lead to; people are linked for ${nameOf(remembered)}.`
    : `The keys lead to the ${what} ${nameOf(found)}, but people are linked for ${nameOf(remembered)}.`;

const nameOf = ({ id, name }: Side): string =>
  [name === null ? '(no name)' : `"${name}"`, ...(id === null ? [] : [`(${id})`])].join(' ');
