import { fine, unknown, warn } from '../../../../people/inspect/check/rows.ts';
import { listed } from '../../../../records/values/list-known.ts';
import type { Told } from '../../../../people/inspect/check/rows.ts';
import type { Check } from '../../../../records/check.ts';
import { areAccountsReadable } from '../../plan/hidden-values.ts';
import { PROBLEMS } from '../../problems.ts';
import { DEFAULT_XLEDGER_SETTINGS } from '../../settings.ts';
import type { XledgerSettings } from '../../settings.ts';
import type { CheckFacts } from './facts.ts';

/** What is said once, whoever is synced: guesses that somebody has switched on, and what X-ledger does not show or take. */
export const settingsChecks = (facts: CheckFacts): readonly Check[] => [
  { id: 'unverified-settings', title: 'Unverified settings', ...checkUnverified(facts.settings.xledger) },
  { id: 'hidden-fields', title: 'Hidden fields', ...checkHidden(facts) },
  { id: 'salaries', title: 'Salaries', ...SALARIES },
];

/** The settings of rules that nobody has confirmed on a live X-ledger (marked G in the mapping). */
const UNVERIFIED = [
  'createPositionValues',
  'gender',
  'exitReason',
  'fixedValues',
  'salary',
  'correlationField',
] as const satisfies readonly (keyof XledgerSettings)[];

const checkUnverified = (settings: XledgerSettings): Told => {
  const changed = UNVERIFIED.filter(
    (name) => JSON.stringify(settings[name]) !== JSON.stringify(DEFAULT_XLEDGER_SETTINGS[name]),
  );
  return changed.length === 0
    ? fine('None is on.')
    : warn(
        `On: ${listed(changed.map((name) => `xledger.${name}`))}. Nobody has been seen to do this on a live X-ledger.`,
        'IT and payroll: look at a plan for one person, carry it out, and compare the person in X-ledger before all others.',
      );
};

const checkHidden = ({ records, settings }: CheckFacts): Told => {
  if (!records.known) return unknown(records.error);
  const id = 'X-ledger shows national ids masked: a change in Simployer is sent, and an edit in X-ledger is not seen.';
  const isCompared = settings.xledger.accountCompare === 'auto' && areAccountsReadable(records.value);
  return fine(
    `${id} ${isCompared ? 'Account numbers are shown, and compared.' : 'The same goes for account numbers.'}`,
  );
};

const SALARIES: Told = fine(`${PROBLEMS.SALARY_NOT_SUPPORTED.summary} ${PROBLEMS.SALARY_NOT_SUPPORTED.hint}`);
