/*
 * The checks of what HR has entered, over everybody in scope who is active: who would not go to X-ledger, which of their
 * values lead nowhere there, and how much is missing. Each row asks the mapping itself, and names the problems that a plan
 * would. For example, the titles of two people are not among X-ledger's position values: the row of the job titles is
 * yellow, and has both numbers behind TITLE_UNKNOWN.
 */
import { checkShare } from '../../../../people/inspect/check/source-checks.ts';
import { fine, people, unknown, warn } from '../../../../people/inspect/check/rows.ts';
import { listed } from '../../../../records/values/list-known.ts';
import type { Told } from '../../../../people/inspect/check/rows.ts';
import { excludedBy } from '../../../../people/scope.ts';
import type { SourceEmployee } from '../../../../model/employee.ts';
import { readOrNull } from '../../../../model/source-value.ts';
import type { Check } from '../../../../records/check.ts';
import type { Problem } from '../../../../records/problem.ts';
import { employeeLabel } from '../../../../records/values/shown-value.ts';
import { trimmedText } from '../../../../records/values/text.ts';
import { PROBLEMS } from '../../problems.ts';
import type { ProblemCode } from '../../problems.ts';
import { mapEmployee } from '../../rules/map-employee.ts';
import type { DesiredEmployee } from '../../rules/map-employee.ts';
import { findPeers, NO_PEERS } from '../../rules/peers.ts';
import type { XledgerSettings } from '../../settings.ts';
import type { CheckFacts } from './facts.ts';

interface Person {
  readonly source: SourceEmployee;
  readonly desired: DesiredEmployee;
}

interface CodeCheck {
  readonly id: string;
  readonly title: string;
  readonly codes: readonly ProblemCode[];
  /** What is said where nobody has one of the problems. */
  readonly ready: string;
  /** Left out where the settings make no use of it. */
  readonly isAsked?: (settings: XledgerSettings) => boolean;
}

/** A row for each thing that HR or payroll mends in one place. */
const CODE_CHECKS: readonly CodeCheck[] = [
  {
    id: 'employee-numbers',
    title: 'Employee numbers',
    codes: ['NUMBER_MISSING', 'NUMBER_DUPLICATE'],
    ready: 'Everybody has one of their own.',
  },
  {
    id: 'job-titles',
    title: 'Job titles',
    codes: ['TITLE_MISSING', 'TITLE_UNKNOWN', 'TITLE_AMBIGUOUS'],
    ready: 'Everybody has one that X-ledger takes.',
  },
  { id: 'emails', title: 'E-mail addresses', codes: ['EMAIL_MISSING', 'EMAIL_INVALID'], ready: 'Everybody has one.' },
  { id: 'hire-dates', title: 'Hire dates', codes: ['HIRE_DATE_MISSING'], ready: 'Everybody has one.' },
  {
    id: 'employments',
    title: 'Employments',
    codes: ['EMPLOYMENT_MISSING', 'EMPLOYMENT_NOT_EXPORTED'],
    ready: 'Everybody has one that goes to X-ledger.',
  },
  {
    id: 'employee-groups',
    title: 'Employee groups',
    codes: ['EMPLOYEE_GROUP_UNKNOWN'],
    ready: 'X-ledger has every code in xledger.employeeGroups that is in use.',
    isAsked: ({ employeeGroups }) => Object.keys(employeeGroups).length > 0,
  },
  {
    id: 'cost-centers',
    title: 'Cost centres',
    codes: ['DIMENSION_UNKNOWN'],
    ready: 'X-ledger has every code that is in use.',
    isAsked: ({ costCenter }) => costCenter !== 'none',
  },
];

/** Every check of what HR has entered. */
export const peopleChecks = (facts: CheckFacts): readonly Check[] => {
  const { source, settings } = facts;
  const everybody = peopleIn(facts);
  const ifKnown = (check: () => Told): Told => (source.known ? check() : unknown(source.error));
  const without = (what: string, isMissing: (person: Person) => boolean): Told =>
    ifKnown(() => checkShare(everybody.filter(isMissing).length, everybody.length, what));
  return [
    ...CODE_CHECKS.filter(({ isAsked }) => isAsked?.(settings.xledger) ?? true).map(({ id, title, ...check }) => ({
      id,
      title,
      ...ifKnown(() => checkCodes(everybody, check)),
    })),
    { id: 'title-list', title: "X-ledger's list of titles", ...checkTitleList(facts) },
    {
      id: 'national-ids',
      title: 'National ids',
      ...without('a national id', (person) => trimmedText(readOrNull(person.source.ssn)) === null),
    },
    {
      id: 'bank-accounts',
      title: 'Bank accounts',
      ...without('an account', ({ desired }) => desired.hidden.bankAccount === undefined),
    },
    {
      id: 'addresses',
      title: 'Home addresses',
      ...without(
        'a usable home address',
        ({ desired }) => !Object.keys(desired.fields).some((field) => field.startsWith('homeAddress.')),
      ),
    },
  ];
};

/** Everybody in scope who is active, mapped. Lists that could not be read are taken for unknown. */
const peopleIn = ({ source, costCenters, lists, settings, today }: CheckFacts): readonly Person[] => {
  if (!source.known) return [];
  const peers = findPeers(source.value.employees, settings.xledger);
  const known = lists.known ? lists.value : { titles: null, employeeGroups: [], dimension: [] };
  return source.value.employees
    .filter((one) => one.active !== false && excludedBy(one, settings.scope, source.value).length === 0)
    .map((one) => ({
      source: one,
      desired: mapEmployee(one, {
        settings: settings.xledger,
        today,
        lists: known,
        costCenterCode: (costCenters.known && costCenters.value.get(one.costCenterId ?? '')) || null,
        managerRecord: null,
        peers: peers.get(one.id) ?? NO_PEERS,
      }),
    }))
    .filter(({ desired }) => desired.replacedBy === null);
};

const problemsOf = ({ desired }: Person): readonly Problem[] => [...desired.unmet, ...desired.problems];

const checkCodes = (everybody: readonly Person[], { codes, ready }: Pick<CodeCheck, 'codes' | 'ready'>): Told => {
  const found = codes.flatMap((code) => {
    const those = everybody.filter((person) => problemsOf(person).some((problem) => problem.code === code));
    return those.length === 0 ? [] : [{ code, those }];
  });
  if (found.length === 0) return fine(ready);
  return warn(
    found.map(({ code, those }) => `${code}: ${people(those.length)} (${labelsOf(those)}).`).join(' '),
    found.map(({ code }) => PROBLEMS[code].hint).join(' '),
  );
};

const labelsOf = (those: readonly Person[]): string =>
  listed(those.map(({ source }) => employeeLabel(source.employeeNumber) ?? source.id));

const checkTitleList = ({ records, lists, settings }: CheckFacts): Told => {
  const { title } = settings.xledger;
  if (title !== 'positionValue') return fine(`Not used: xledger.title is ${title}.`);
  if (!records.known) return unknown(records.error);
  if (!lists.known) return unknown(lists.error);
  const { titles } = lists.value;
  if (titles === null) return warn(PROBLEMS.TITLE_LIST_UNKNOWN.summary, PROBLEMS.TITLE_LIST_UNKNOWN.hint);
  return fine(`${titles.length} position values.`);
};
