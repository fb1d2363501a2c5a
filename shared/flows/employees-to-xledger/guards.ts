/*
 * What speaks against a run as a whole, as functions of facts, with everybody in view and before anything is written: too
 * many people would be touched in one way, which somebody may accept who has looked at them, or the two sides are of
 * different companies. For example, nobody of three hundred is found in X-ledger, which has two hundred and eighty
 * employees: the token leads to another entity, or the codes are written otherwise, and nobody is created.
 */
import type { SourceEmployee } from '../../model/employee.ts';
import { allowedBy, toGuard } from '../../people/guards.ts';
import type { Problem } from '../../records/problem.ts';
import { trimmedText } from '../../records/values/text.ts';
import type { Guard } from '../../state/plan.ts';
import type { AbortCode } from './aborts.ts';
import type { EmployeePlan } from './plan/plan-employee.ts';
import type { ProblemCode } from './problems.ts';
import type { XledgerGuardSettings } from './settings.ts';

/** A person as the guards see them. */
export interface GuardedPerson {
  readonly source: Pick<SourceEmployee, 'id' | 'employeeNumber'>;
  readonly plan: EmployeePlan;
}

export interface GuardFacts {
  /** Everybody whom this run would touch. */
  readonly people: readonly GuardedPerson[];
  /** How many people are linked. */
  readonly linked: number;
  /** How many of everybody in Simployer were matched, in scope or not. */
  readonly matched: number;
  /** How many employees X-ledger has. */
  readonly held: number;
  /** The run's day in Oslo. */
  readonly today: string;
  readonly settings: XledgerGuardSettings;
}

/** `CREATE_GUARD`: many new people beside those who are linked, or at the first run nobody who is known. */
const createGuard = ({ people, linked, matched, held, settings }: GuardFacts): readonly Guard[] => {
  const created = people.filter(({ plan }) => plan.action === 'create');
  if (created.length === 0 || held === 0) return [];
  if (linked === 0) {
    if (matched > 0) return [];
    const detail = `Nobody in Simployer was found in X-ledger, which has ${held} employees; ${created.length} would be created.`;
    return [toGuard('CREATE_GUARD' satisfies AbortCode, detail, created)];
  }
  const allowed = allowedBy(settings.createAbsolute, settings.createShare, linked);
  if (created.length <= allowed) return [];
  const detail = `${created.length} employees would be created at once; ${allowed} is the most this run may create (${linked} are linked).`;
  return [toGuard('CREATE_GUARD' satisfies AbortCode, detail, created)];
};

/** `END_GUARD`: many people who would be gone by today. */
const endGuard = ({ people, linked, today, settings }: GuardFacts): readonly Guard[] => {
  const ended = people.filter(
    ({ plan }) =>
      plan.action === 'update' &&
      plan.employee.some(({ field, value }) => field === 'employmentTo' && typeof value === 'string' && value <= today),
  );
  const allowed = allowedBy(settings.endAbsolute, settings.endShare, linked);
  if (ended.length <= allowed) return [];
  const detail = `${ended.length} employees would get a last day that is over; ${allowed} is the most this run may end (${linked} are linked).`;
  return [toGuard('END_GUARD' satisfies AbortCode, detail, ended)];
};

/** `OVERWRITE_GUARD`: in the first run, one field that differs on most people: a wrong mapping, or another format. */
const overwriteGuard = ({ people, linked, settings }: GuardFacts): readonly Guard[] => {
  if (linked > 0) return [];
  const adopted = people.flatMap((person) => (person.plan.action === 'update' ? [{ person, plan: person.plan }] : []));
  const overwritten = adopted.flatMap(({ person, plan }) =>
    [...plan.employee, ...plan.contact]
      .filter(({ from, overwritesHidden }) => from !== null || overwritesHidden === true)
      .map(({ field }) => ({ field, person })),
  );
  const allowed = allowedBy(settings.overwriteAbsolute, settings.overwriteShare, adopted.length);
  const fields = [...Map.groupBy(overwritten, ({ field }) => field)].filter(([, changes]) => changes.length > allowed);
  if (fields.length === 0) return [];
  const counts = fields.map(([field, changes]) => `${field} of ${changes.length}`).join(', ');
  const touched = new Set(fields.flatMap(([, changes]) => changes.map(({ person }) => person)));
  const detail = `The first run would overwrite ${counts} of ${adopted.length} employees; ${allowed} is the most for one field.`;
  return [toGuard('OVERWRITE_GUARD' satisfies AbortCode, detail, [...touched])];
};

const OTHER_PEOPLES_RECORDS: readonly string[] = ['MATCH_CONFLICT', 'IDENTITY_CHANGED'] satisfies ProblemCode[];

/** `IDENTITY_GUARD`: many records that are somebody else's. */
const identityGuard = ({ people, settings }: GuardFacts): readonly Guard[] => {
  const isStranger = ({ code }: Problem): boolean => OTHER_PEOPLES_RECORDS.includes(code);
  const strangers = people.filter(({ plan }) => plan.action === 'blocked' && plan.problems.some(isStranger));
  const allowed = allowedBy(settings.identityAbsolute, settings.identityShare, people.length);
  if (strangers.length <= allowed) return [];
  const detail = `The X-ledger records of ${strangers.length} employees look like somebody else's; ${allowed} is the most this run may leave aside (${people.length} are in scope).`;
  return [toGuard('IDENTITY_GUARD' satisfies AbortCode, detail, strangers)];
};

/** Everything that speaks against the run. */
export const findGuards = (facts: GuardFacts): readonly Guard[] =>
  [identityGuard, createGuard, endGuard, overwriteGuard].flatMap((guard) => guard(facts));

interface Company {
  readonly name: string | null;
  readonly organisationNumber: string | null;
}

/** Digits alone, without the country and the letters of a VAT number. */
const organisationKey = (number: string | null): string | null => trimmedText((number ?? '').replaceAll(/\D/g, ''));

/** Why the two sides are not of one company; null when they are, or when either number is not known. */
export const differentCompanies = (simployer: Company, xledger: Company): string | null => {
  const [one, other] = [organisationKey(simployer.organisationNumber), organisationKey(xledger.organisationNumber)];
  if (one === null || other === null || one === other) return null;
  return `Simployer is of ${simployer.name ?? 'a company without a name'} (${one}), X-ledger of ${xledger.name ?? 'a company without a name'} (${other}).`;
};
