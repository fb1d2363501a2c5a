/*
 * The checks of what the vendors say of themselves: whether they take the tokens, what X-ledger's opens, which companies
 * both lead to, and whether X-ledger has the fields that are written. A row that depends on one that is red says so,
 * instead of being red as well. For example, a token without the scope Human Resources is red with X-ledger's own words,
 * and the rows of what HR has entered are looked at all the same.
 */
import type { Read } from '../../../../people/inspect/check/read.ts';
import { fail, fine, refused, unknown, warn } from '../../../../people/inspect/check/rows.ts';
import type { Told } from '../../../../people/inspect/check/rows.ts';
import { checkSimployerKey } from '../../../../people/inspect/check/source-checks.ts';
import type { Check } from '../../../../records/check.ts';
import type { VendorError } from '../../../../records/vendor-error.ts';
import { RunAbortedError } from '../../../../run/abort.ts';
import { isXledgerError } from '../../../../vendors/xledger/errors.ts';
import { XLEDGER_ABORTS } from '../../aborts.ts';
import type { AbortCode } from '../../aborts.ts';
import { checkXledgerConnection, toXledgerConnection } from '../../connection.ts';
import { describeXledgerConnection } from '../../describe-connection.ts';
import { toRunAbort } from '../../run-errors.ts';
import type { CheckFacts } from './facts.ts';

/** Every check of the vendors themselves, in the order in which they are mended. */
export const vendorChecks = (facts: CheckFacts): readonly Check[] => [
  { id: 'simployer-key', title: 'Simployer access token', ...checkSimployerKey(facts.source) },
  { id: 'xledger-token', title: 'X-ledger token', ...checkToken(facts.probe) },
  { id: 'scopes', title: 'Scopes of the X-ledger token', ...checkScopes(facts) },
  { id: 'companies', title: 'Companies', ...checkCompanies(facts) },
  { id: 'entity', title: 'X-ledger entity', ...checkEntity(facts) },
  { id: 'schema', title: 'Fields in X-ledger', ...checkSchema(facts) },
];

/** What would end a run, with who mends it. */
const aborted = (code: string, message: string): Told => {
  const isKnown = (one: string): one is AbortCode => Object.hasOwn(XLEDGER_ABORTS, one);
  return fail(`${code}: ${message}`, isKnown(code) ? XLEDGER_ABORTS[code].hint : '');
};

/** An error that stands for all of X-ledger says nothing against the token. */
const isAccepted = (error: VendorError): boolean => toRunAbort(error) !== null || error.kind === 'incomplete';

const checkToken = (probe: CheckFacts['probe']): Told => {
  if (probe.known || isAccepted(probe.error)) return fine('Accepted.');
  const { error } = probe;
  if (error.kind === 'credentialsRefused') return withWords(error);
  if (error.kind === 'unavailable')
    return fail(error.summary, 'Nothing to do at first: check again. Then look at the status of X-ledger.');
  return unknown(error);
};

/** A refusal, with what X-ledger says: nothing else names a scope that is missing (X-ledger fact 5). */
const withWords = (error: VendorError): Told => {
  const told = refused(error);
  return error.message === error.summary ? told : { ...told, found: `${told.found} X-ledger says: ${error.message}` };
};

const GIVE_SCOPES =
  'IT: make a token with the scopes Human Resources, Common, Accounts payable and General Ledger in X-ledger, and store it with "npm run secrets".';

const checkScopes = ({ probe, records, lists }: CheckFacts): Told => {
  if (!probe.known) return unknown(probe.error);
  const refusals = [records, lists].flatMap((one: Read<unknown>) =>
    !one.known && isXledgerError(one.error, 'unknownError') ? [one.error.message] : [],
  );
  if (refusals.length > 0) return fail(`X-ledger refuses lists: ${[...new Set(refusals)].join('; ')}`, GIVE_SCOPES);
  return probe.value.entity === null
    ? warn('The token may not read entities, so that nobody can compare the companies.', GIVE_SCOPES)
    : fine('Employees, entities and every list that the settings make use of can be read.');
};

const checkCompanies = ({ source, probe, linkedFor }: CheckFacts): Told => {
  if (!source.known) return unknown(source.error);
  if (!probe.known) return unknown(probe.error);
  const pair = toXledgerConnection(source.value.companies, probe.value, linkedFor);
  try {
    checkXledgerConnection(linkedFor, pair);
    return fine(`${describeXledgerConnection(pair)}.`);
  } catch (error) {
    if (!(error instanceof RunAbortedError)) throw error;
    return aborted(error.code, error.message);
  }
};

const checkEntity = ({ probe, records, settings }: CheckFacts): Told => {
  if (!probe.known) return unknown(probe.error);
  if (!records.known) return unknown(records.error);
  const { entity, environment } = probe.value;
  const { ownerSet } = settings.xledger;
  const who = entity === null ? 'X-ledger does not say which entity it is' : `Entity ${entity.code ?? entity.id}`;
  const found = `${who}; ${records.value.length} employees, closed ones included (xledger.ownerSet is ${ownerSet}).`;
  return environment === 'demo'
    ? warn(
        `${found} This is X-ledger's demo, whose data and tokens go with every refresh.`,
        'IT: set XLEDGER_URL to https://www.xledger.net/graphql for production; for a trial there is nothing to do.',
      )
    : fine(found);
};

const checkSchema = ({ probe }: CheckFacts): Told => {
  if (probe.known) {
    return fine(
      probe.value.isSchemaKnown
        ? 'All that are written with these settings are there.'
        : 'X-ledger does not tell; one that is missing shows when it is written.',
    );
  }
  const abort = toRunAbort(probe.error);
  return abort === null ? unknown(probe.error) : aborted(abort.code, abort.message);
};
