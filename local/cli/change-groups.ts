/*
 * What a run did or a plan would do, by what it means to the people: the grave first. Somebody stands in one group, the
 * gravest that any of their changes belongs to. For example, a plan that cuts Kari's pay and corrects her phone number
 * has her among the pay cuts, with both changes.
 */
import type { Change } from '../../shared/records/outcome.ts';
import type { ReportedEmployee } from '../../shared/flows/employees-to-poweroffice/report.ts';

/** A group of people, and what it is called in a plan and once it is done. */
export interface ChangeGroup {
  readonly planned: string;
  readonly done: string;
  /** Whether somebody has to decide before it is written. */
  readonly isDecision: boolean;
  readonly has: (person: ReportedEmployee) => boolean;
}

export const isNew = ({ changes }: ReportedEmployee): boolean =>
  changes.some(({ entity, action }) => entity === 'employee' && action === 'create');

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
    has: ({ changes }) => changes.some(({ action }) => action === 'archive'),
  },
  { planned: 'Pay cuts', done: 'Pay cuts', isDecision: false, has: ({ changes }) => changes.some(isPayCut) },
  {
    planned: 'New second employments, to be decided',
    done: 'New second employments',
    isDecision: true,
    has: isSecondEmployment,
  },
  { planned: 'To be changed', done: 'Changed', isDecision: false, has: (person) => !isNew(person) },
  { planned: 'To be created', done: 'Created', isDecision: false, has: isNew },
];

/** Everybody who has changes, by the gravest of them; groups without anybody are left out. */
export const groupChanges = (
  employees: readonly ReportedEmployee[],
): readonly { readonly group: ChangeGroup; readonly people: readonly ReportedEmployee[] }[] => {
  const changed = employees.filter(({ changes }) => changes.length > 0);
  return GROUPS.map((group, index) => ({
    group,
    people: changed.filter((person) => GROUPS.findIndex(({ has }) => has(person)) === index),
  })).filter(({ people }) => people.length > 0);
};
