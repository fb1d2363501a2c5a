/*
 * The two companies that this flow goes between: who they are, and whether the tokens still lead there. People are linked
 * for one pair of companies, and tokens of any other are refused before anything is written. For example, people are linked
 * in X-ledger's production and the address is changed to its demo: the run is given up with WRONG_COMPANY.
 */
import * as z from 'zod';
import { describeOtherCompany, isOtherCompany, toCompanyName, toSourceSide } from '../../people/company-side.ts';
import type { CompanySide, SourceCompany } from '../../people/company-side.ts';
import { RunAbortedError } from '../../run/abort.ts';
import type { Connection } from '../../state/connection.ts';
import type { Findings } from '../../vendors/xledger/probe.ts';
import type { AbortCode } from './aborts.ts';
import { differentCompanies } from './guards.ts';

const text = z.string().nullable();

/** The two companies that this flow goes between, in the vendors' own words; null is what a vendor did not say. */
const companyPairSchema = z.object({
  simployer: z.object({ id: text, name: text, organisationNumber: text }),
  xledger: z.object({
    /** Of the entity that the token was made in. */
    entityId: text,
    name: text,
    organisationNumber: text,
    /** `production`, `demo`, or the host of any other address. */
    environment: text,
  }),
});
export type XledgerCompanyPair = z.infer<typeof companyPairSchema>;

/** The two companies of a run or of what is remembered; null while they are not known, or not as this version knows them. */
export const readXledgerCompanyPair = (connection: Connection | null): XledgerCompanyPair | null =>
  companyPairSchema.safeParse(connection).data ?? null;

/**
 * The two companies that the tokens lead to.
 * @param remembered the pair that people are linked for; null before anybody is
 */
export const toXledgerConnection = (
  companies: readonly SourceCompany[],
  findings: Pick<Findings, 'entity' | 'environment'>,
  remembered: XledgerCompanyPair | null,
): XledgerCompanyPair => ({
  simployer: toSourceSide(companies, remembered?.simployer.id),
  xledger: toTargetSide(findings),
});

const toTargetSide = ({
  entity,
  environment,
}: Pick<Findings, 'entity' | 'environment'>): XledgerCompanyPair['xledger'] => ({
  entityId: entity?.id ?? null,
  name: toCompanyName(entity?.description),
  organisationNumber: toCompanyName(entity?.companyNumber),
  environment,
});

/** Whether a token leads to another X-ledger than the one that people are linked for, which checkXledgerConnection refuses. */
export const leadsToOtherXledger = (
  { xledger }: Pick<XledgerCompanyPair, 'xledger'>,
  findings: Pick<Findings, 'entity' | 'environment'>,
): boolean => describeOtherXledger(xledger, toTargetSide(findings)) !== null;

/**
 * Refuses tokens that lead to two different companies, or to others than the ones people are linked for (ADR 24).
 * @param remembered the pair that people are linked for; null before anybody is
 * @throws RunAbortedError WRONG_COMPANY
 */
export const checkXledgerConnection = (remembered: XledgerCompanyPair | null, found: XledgerCompanyPair): void => {
  const difference = differentCompanies(found.simployer, found.xledger);
  if (difference !== null) throw wrongCompany(difference);
  if (remembered === null) return;
  const other = describeOtherXledger(remembered.xledger, found.xledger);
  if (other !== null) throw wrongCompany(other);
  const companies = [remembered.simployer, found.simployer] as const;
  if (isOtherCompany(...companies)) throw wrongCompany(describeOtherCompany('Simployer company', ...companies));
};

/** In which way an X-ledger is not the one that people are linked for; null when it is. */
const describeOtherXledger = (
  remembered: XledgerCompanyPair['xledger'],
  found: XledgerCompanyPair['xledger'],
): string | null => {
  const entities = [entityOf(remembered), entityOf(found)] as const;
  if (isOtherCompany(...entities)) return describeOtherCompany('X-ledger entity', ...entities);
  const [one, other] = [remembered.environment, found.environment];
  return isOtherEnvironment(one, other)
    ? `The address leads to X-ledger's ${other} environment, but people are linked in ${one}.`
    : null;
};

/** The demo is a copy: it has the entities of production, and gives new employees ids that others have there (X-ledger fact 3). */
const isOtherEnvironment = (one: string | null, other: string | null): boolean =>
  one !== other && [one, other].every((name) => name === 'production' || name === 'demo');

const wrongCompany = (message: string): RunAbortedError =>
  new RunAbortedError('WRONG_COMPANY' satisfies AbortCode, message);

const entityOf = ({ entityId, name }: XledgerCompanyPair['xledger']): CompanySide => ({ id: entityId, name });

/** What is remembered after a run: a vendor that did not say its id this time takes nothing from what is known. */
export const mergeXledgerConnections = (
  remembered: XledgerCompanyPair | null,
  found: XledgerCompanyPair,
): XledgerCompanyPair => ({
  simployer: found.simployer.id === null ? (remembered?.simployer ?? found.simployer) : found.simployer,
  xledger: found.xledger.entityId === null ? (remembered?.xledger ?? found.xledger) : found.xledger,
});
