/*
 * The checks of what the vendors say of themselves: whether they take the keys, which companies these lead to, and what
 * they may do there. A row that depends on one that is red says so, instead of being red as well. For example, with an
 * old token of Simployer the token's row is red, and the row of the companies is not looked at.
 */
import type { Check } from '../../../../records/check.ts';
import { RunAbortedError } from '../../../../run/abort.ts';
import { checkConnection, toConnection } from '../../check-connection.ts';
import { describeConnection } from '../../describe-connection.ts';
import { EMPLOYEE_ABORTS } from '../../aborts.ts';
import { defaultEnterprise } from '../../guards.ts';
import type { CheckFacts } from './facts.ts';
import { missingPrivileges, withoutModule } from './privileges.ts';
import { fail, fine, refused, unknown } from '../../../../people/inspect/check/rows.ts';
import type { Told } from '../../../../people/inspect/check/rows.ts';
import { checkSimployerKey } from '../../../../people/inspect/check/source-checks.ts';

/** Every check of the vendors themselves, in the order in which they are mended. */
export const vendorChecks = (facts: CheckFacts): readonly Check[] => [
  { id: 'simployer-key', title: 'Simployer access token', ...checkSimployerKey(facts.source) },
  { id: 'poweroffice-subscription-key', title: 'PowerOffice subscription key', ...checkSubscriptionKey(facts) },
  { id: 'poweroffice-keys', title: 'PowerOffice application key and client key', ...checkClientKeys(facts) },
  { id: 'companies', title: 'Companies', ...checkCompanies(facts) },
  { id: 'privileges', title: 'Privileges in PowerOffice', ...checkPrivileges(facts) },
  { id: 'modules', title: 'Modules of PowerOffice Go', ...checkModules(facts) },
  { id: 'default-enterprise', title: 'Default enterprise', ...checkEnterprise(facts) },
];

const checkSubscriptionKey = ({ integration }: CheckFacts): Told => {
  if (integration.known) return fine('Accepted.');
  const { error } = integration;
  if (error.kind === 'unavailable')
    return fail(error.summary, 'Nothing to do at first: check again. Then look at the status of PowerOffice Go.');
  if (error.kind !== 'credentialsRefused') return unknown(error);
  // The gateway asks for this key before anything else: whoever got past it has a good one.
  return error.status === 401 ? refused(error) : fine('Accepted.');
};

const checkClientKeys = ({ integration }: CheckFacts): Told => {
  if (integration.known) return fine('Accepted.');
  const { error } = integration;
  if (error.kind !== 'credentialsRefused' || error.status === 401) return unknown(error);
  return { ...refused(error), found: `${refused(error).found} It does not tell which of the two.` };
};

const checkCompanies = ({ source, integration, linkedFor }: CheckFacts): Told => {
  if (!source.known) return unknown(source.error);
  if (!integration.known) return unknown(integration.error);
  const pair = toConnection(source.value.companies, integration.value, linkedFor);
  const found = describeConnection(pair, pair.powerOffice.environment);
  try {
    if (linkedFor !== null) checkConnection(linkedFor, pair);
    return fine(`${found}.`);
  } catch (error) {
    return told(error);
  }
};

/** A reason for which a run would be given up, with who mends it. */
const told = (error: unknown): Told => {
  if (!(error instanceof RunAbortedError)) throw error;
  const { code, message } = error;
  const hint = code in EMPLOYEE_ABORTS ? hintOf(code) : '';
  return fail(`${code}: ${message}`, hint);
};

const hintOf = (code: string): string => Object.entries(EMPLOYEE_ABORTS).find(([one]) => one === code)?.[1].hint ?? '';

const checkPrivileges = (facts: CheckFacts): Told => {
  const { integration, settings } = facts;
  if (!integration.known) return unknown(integration.error);
  const { validPrivileges } = integration.value;
  const refusedReads = [facts.enterprises, facts.numberSeries, facts.payroll].flatMap((one) =>
    !one.known && one.error.kind === 'forbidden' ? [one.error] : [],
  );
  const missing = missingPrivileges(validPrivileges, settings.mapping);
  if (missing.length > 0) {
    const essential = missing.some((name) => name !== 'EmployeeBankAccounts');
    const todo = 'IT: ask go-api@poweroffice.no to grant them to the integration.';
    return { state: essential ? 'fail' : 'warn', found: `Missing: ${missing.join(', ')}.`, todo };
  }
  const [first] = refusedReads;
  if (first !== undefined) return refused(first);
  return fine(
    validPrivileges.length === 0
      ? 'PowerOffice lists none; one that is missing shows when it is needed.'
      : 'All that the sync uses.',
  );
};

const checkModules = ({ integration, settings }: CheckFacts): Told => {
  if (!integration.known) return unknown(integration.error);
  const { subscriptions, invalidPrivileges } = integration.value;
  const lacking = withoutModule(invalidPrivileges, settings.mapping);
  const active = subscriptions.length === 0 ? 'none that PowerOffice tells' : subscriptions.join(', ');
  return lacking.length === 0
    ? fine(`Active: ${active}.`)
    : fail(
        `Granted, but the client lacks the module for: ${lacking.join(', ')}. Active: ${active}.`,
        'Payroll: order the module in PowerOffice Go, or ask PowerOffice which one it is.',
      );
};

const checkEnterprise = ({ enterprises }: CheckFacts): Told => {
  if (!enterprises.known) return unknown(enterprises.error);
  try {
    const id = defaultEnterprise(enterprises.value);
    const name = enterprises.value.find((one) => one.id === id)?.name ?? '(no name)';
    return fine(`${name}, one of ${enterprises.value.length}.`);
  } catch (error) {
    return told(error);
  }
};
