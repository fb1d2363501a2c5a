/*
 * The checks of what HR has entered, over everybody in scope who is active: what of it a run could not carry over, and
 * how much is missing. Each counts what the mapping itself says of a person. For example, two people have employments
 * of the type "Vikariat", which has no employment form: the row of the employment types is yellow and says so before
 * the first plan does.
 */
import type { SourceEmployee } from '../../../../model/employee.ts';
import { readOrNull } from '../../../../model/source-value.ts';
import type { Check } from '../../../../records/check.ts';
import { employeeLabel, shown } from '../../../../records/values/shown-value.ts';
import { trimmedText } from '../../../../records/values/text.ts';
import { NO_PEERS } from '../../match/peers.ts';
import type { ProblemCode } from '../../problems.ts';
import type { DesiredEmployee } from '../../rules/desired-employee.ts';
import { employmentTypesInUse } from '../../rules/employment-types.ts';
import { mapEmployee } from '../../rules/map-employee.ts';
import { boundedSeries, describeSeries, isOutsideSeries } from '../../rules/number-series.ts';
import { payOf } from '../../rules/salaries.ts';
import { excludedBy } from '../../../../people/scope.ts';
import type { CheckFacts } from './facts.ts';
import { fine, people, unknown, warn } from '../../../../people/inspect/check/rows.ts';
import { listed } from '../../../../records/values/list-known.ts';
import type { Told } from '../../../../people/inspect/check/rows.ts';
import { checkShare } from '../../../../people/inspect/check/source-checks.ts';

interface Person {
  readonly source: SourceEmployee;
  readonly desired: DesiredEmployee;
}

/** Every check of what HR has entered. */
export const peopleChecks = (facts: CheckFacts): readonly Check[] => {
  const { source, settings, today } = facts;
  const inScope: readonly Person[] = source.known
    ? source.value.employees
        .filter((one) => one.active === true && excludedBy(one, settings.scope, source.value).length === 0)
        .map((one) => ({
          source: one,
          desired: mapEmployee(one, { settings: settings.mapping, today, peers: NO_PEERS }),
        }))
    : [];
  const ifKnown = (check: () => Told): Told => (source.known ? check() : unknown(source.error));
  const without = (what: string, isMissing: (person: Person) => boolean) =>
    ifKnown(() => checkShare(inScope.filter(isMissing).length, inScope.length, what));
  return [
    { id: 'number-series', title: 'Employee numbers', ...ifKnown(() => checkNumberSeries(inScope, facts)) },
    { id: 'employment-types', title: 'Employment types', ...ifKnown(() => checkEmploymentTypes(inScope, facts)) },
    { id: 'pay-periods', title: 'Pay periods', ...ifKnown(() => checkPayPeriods(inScope, facts)) },
    { id: 'currencies', title: 'Currencies', ...ifKnown(() => checkCurrencies(inScope, facts)) },
    { id: 'occupational-codes', title: 'Occupational codes', ...ifKnown(() => checkCodes(inScope)) },
    {
      id: 'national-ids',
      title: 'National ids',
      ...without('a national id', (person) => trimmedText(readOrNull(person.source.ssn)) === null),
    },
    {
      id: 'bank-accounts',
      title: 'Bank accounts',
      ...without('an account', ({ desired }) => desired.bankAccount === null && desired.unusableAccount === null),
    },
    {
      id: 'addresses',
      title: 'Home addresses',
      ...without('a usable home address', ({ desired }) => desired.fields.mailAddress === undefined),
    },
  ];
};

const labelsOf = (those: readonly Person[]): string =>
  listed(those.map(({ source }) => employeeLabel(source.employeeNumber) ?? source.id));

const checkNumberSeries = (inScope: readonly Person[], { numberSeries, payroll, states }: CheckFacts): Told => {
  if (!numberSeries.known) return unknown(numberSeries.error);
  if (!payroll.known) return unknown(payroll.error);
  const series = boundedSeries(numberSeries.value);
  if (series.length === 0) return fine('PowerOffice tells no series.');
  const linked = new Set(states.flatMap(({ sourceId, record }) => (record === null ? [] : [sourceId])));
  const taken = new Set(payroll.value.map(({ number }) => trimmedText(number)));
  const outside = inScope.filter(({ source, desired }) => {
    const { number } = desired.onCreate;
    // Whoever is in PowerOffice already keeps the number that they have there.
    return isOutsideSeries(number, series) && !linked.has(source.id) && !taken.has(number ?? null);
  });
  const told = describeSeries(series);
  return outside.length === 0
    ? fine(`PowerOffice takes ${told}; nobody who is new is outside.`)
    : warn(
        `PowerOffice takes ${told}; ${people(outside.length)} outside, who cannot be created: ${labelsOf(outside)}.`,
        'Payroll: widen the number series of employees in PowerOffice Go; or HR gives these people other numbers.',
      );
};

const checkEmploymentTypes = (inScope: readonly Person[], { settings, today }: CheckFacts): Told => {
  const types = employmentTypesInUse(
    inScope.map(({ source }) => source),
    settings.mapping,
    today,
  );
  const found = listed(types.map(({ name, count, form }) => `${name} -> ${form ?? 'no employment form'} (${count})`));
  if (types.length === 0) return fine('None in use.');
  return types.every(({ form }) => form !== null)
    ? fine(`${found}.`)
    : warn(
        `${found}.`,
        'IT: add the types without a form to mapping.employmentForms in the settings; or HR corrects them.',
      );
};

/** The pay in force, and what is agreed for later. */
const currentPay = (inScope: readonly Person[], { today }: CheckFacts) =>
  inScope.flatMap(({ source: { compensations } }) => {
    const begun = compensations.filter(({ effectiveDate }) => (readOrNull(effectiveDate) ?? '') <= today);
    const inForce = begun.toSorted((one, other) =>
      (readOrNull(one.effectiveDate) ?? '') < (readOrNull(other.effectiveDate) ?? '') ? -1 : 1,
    );
    return [...inForce.slice(-1), ...compensations.filter((one) => !begun.includes(one))];
  });

const countBy = (values: readonly (string | null)[]) =>
  [...Map.groupBy(values, (value) => trimmedText(value)?.toUpperCase() ?? null)].map(([value, those]) => ({
    value,
    told: `${shown(value)} (${those.length})`,
  }));

const checkPayPeriods = (inScope: readonly Person[], facts: CheckFacts): Told => {
  const periods = countBy(currentPay(inScope, facts).map(({ payoutPeriod }) => readOrNull(payoutPeriod)));
  const refused = periods.filter(({ value }) => payOf(value, facts.settings.mapping) === null);
  if (periods.length === 0) return fine('None in use.');
  const found = `In use: ${listed(periods.map(({ told }) => told))}.`;
  return refused.length === 0
    ? fine(found)
    : warn(
        `${found} Not supported: ${listed(refused.map(({ told }) => told))}.`,
        'HR: enter these salaries as annual, monthly or hourly; or IT sets mapping.payPeriodFactors in the settings.',
      );
};

const checkCurrencies = (inScope: readonly Person[], facts: CheckFacts): Told => {
  const currencies = countBy(currentPay(inScope, facts).map(({ currency }) => readOrNull(currency)));
  if (currencies.length === 0) return fine('None in use.');
  const found = `In use: ${listed(currencies.map(({ told }) => told))}.`;
  return currencies.every(({ value }) => value === 'NOK')
    ? fine(found)
    : warn(found, 'HR: enter these salaries in NOK in Simployer > employee > compensation; no other is written.');
};

const checkCodes = (inScope: readonly Person[]): Told => {
  const code: ProblemCode = 'OCCUPATION_CODE_MISSING';
  const without = inScope.filter(({ desired }) => desired.problems.some((problem) => problem.code === code));
  return without.length === 0
    ? fine('Every employment has one.')
    : warn(
        `${people(without.length)} with an employment whose note has none: ${labelsOf(without)}.`,
        'HR: begin the note with the 7-digit code in Simployer > employee > employment > notes.',
      );
};
