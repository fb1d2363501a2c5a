/*
 * What a run did or a plan would do, by what it means to the people: the grave first. Somebody stands in one group, the
 * gravest that any of their changes belongs to. For example, a plan that cuts Kari's pay and corrects her phone number
 * has her among the pay cuts, with both changes. Last come those for whom nothing is written, because something is wrong.
 */
import { hasError } from '../../shared/records/problem.ts';
import type { Change } from '../../shared/records/outcome.ts';
import type { ReportedEmployee } from '../../shared/flows/employees-to-poweroffice/report.ts';

/** A group of people, and what it is called in a plan and once it is done. */
export interface ChangeGroup {
  readonly planned: string;
  /** Null where the problems say it all. */
  readonly done: string | null;
  /** Whether somebody has to decide before it is written. */
  readonly isDecision: boolean;
  readonly has: (person: ReportedEmployee) => boolean;
}

export const isNew = ({ changes }: ReportedEmployee): boolean =>
  changes.some(({ entity, action }) => entity === 'employee' && action === 'create');

export const isArchived = ({ changes }: ReportedEmployee): boolean =>
  changes.some(({ action }) => action === 'archive');

/** Whether something is wrong, and nothing is written for that reason. */
export const isBlocked = ({ changes, problems }: ReportedEmployee): boolean =>
  changes.length === 0 && hasError(problems);

/** Pay is shown as sign, percent and date, in a plan alone (see showChange). */
const isPayCut = ({ entity, to }: Change): boolean => entity === 'salary' && /(?:^| )-[\dl]/.test(to ?? '');

/** Somebody's start date or occupational code has changed, and a second employment comes of it (StartDate and ProfessionCode, rows 27 and 34). */
const isSecondEmployment = ({ changes, problems }: ReportedEmployee): boolean =>
  changes.some(({ entity, action }) => entity === 'employment' && action === 'create') &&
  problems.some(({ code }) => code === 'EMPLOYMENT_KEY_CHANGED');

const GROUPS: readonly ChangeGroup[] = [
  {
    planned: 'To be archived',
    done: 'Archived',
    isDecision: false,
    has: isArchived,
  },
  { planned: 'Pay cuts', done: 'Pay cuts', isDecision: false, has: ({ changes }) => changes.some(isPayCut) },
  {
    planned: 'New second employments, to be decided',
    done: 'New second employments',
    isDecision: true,
    has: isSecondEmployment,
  },
  {
    planned: 'To be changed',
    done: 'Changed',
    isDecision: false,
    has: (person) => person.changes.length > 0 && !isNew(person),
  },
  { planned: 'New', done: 'Created', isDecision: false, has: isNew },
  { planned: 'Blocked, nothing to be written', done: null, isDecision: false, has: isBlocked },
];

/** Everybody of whom there is something to tell, by the gravest of it; groups without anybody are left out. */
export const groupChanges = (
  employees: readonly ReportedEmployee[],
): readonly { readonly group: ChangeGroup; readonly people: readonly ReportedEmployee[] }[] =>
  GROUPS.map((group, index) => ({
    group,
    people: employees.filter((person) => GROUPS.findIndex(({ has }) => has(person)) === index),
  })).filter(({ people }) => people.length > 0);
