import { GRAVITIES, gravityOf } from '../../shared/flows/employees-to-poweroffice/gravity.ts';
import type { Gravity } from '../../shared/flows/employees-to-poweroffice/gravity.ts';
import type { ShownPerson } from './shown-run.ts';

/** What a group of people is called in a plan and once it is done. */
export interface ChangeGroup {
  readonly planned: string;
  /** Null where the problems say it all. */
  readonly done: string | null;
  /** Whether somebody has to decide before it is written. */
  readonly isDecision: boolean;
}

export const isNew = ({ changes }: ShownPerson): boolean =>
  changes.some(({ entity, action }) => entity === 'employee' && action === 'create');

export const isArchived = (person: ShownPerson): boolean => gravityOf(person) === 'archived';

/** Whether something is wrong, and nothing is written for that reason. */
export const isBlocked = (person: ShownPerson): boolean => gravityOf(person) === 'blocked';

const GROUPS: Readonly<Record<Exclude<Gravity, 'none'>, ChangeGroup>> = {
  deleted: { planned: 'To be deleted', done: 'Deleted', isDecision: false },
  archived: { planned: 'To be archived', done: 'Archived', isDecision: false },
  payCut: { planned: 'Pay cuts', done: 'Pay cuts', isDecision: false },
  secondEmployment: {
    planned: 'New second employments, to be decided',
    done: 'New second employments',
    isDecision: true,
  },
  changed: { planned: 'To be changed', done: 'Changed', isDecision: false },
  created: { planned: 'New', done: 'Created', isDecision: false },
  blocked: { planned: 'Blocked, nothing to be written', done: null, isDecision: false },
};

/** Everybody of whom there is something to tell, by the gravest of it; groups without anybody are left out. */
export const groupChanges = (
  employees: readonly ShownPerson[],
): readonly { readonly group: ChangeGroup; readonly people: readonly ShownPerson[] }[] => {
  const byGravity = Map.groupBy(employees, gravityOf);
  return GRAVITIES.flatMap((gravity) => {
    const people = byGravity.get(gravity);
    return gravity === 'none' || people === undefined ? [] : [{ group: GROUPS[gravity], people }];
  });
};
