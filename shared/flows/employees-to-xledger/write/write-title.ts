import type { IntendedChange } from '../../../people/intended-change.ts';
import type { Problem } from '../../../records/problem.ts';
import { shown } from '../../../records/values/shown-value.ts';
import { problem } from '../problems.ts';
import type { CreatePlan, UpdatePlan } from './write-person.ts';
import { refusedAs } from './refusals.ts';
import type { Person } from './person.ts';

const FIELD = 'positionValue.dbId';

/** The one change that makes a position value. */
const makes = (title: string): readonly IntendedChange[] => [
  {
    entity: 'positionValue',
    action: 'create',
    fields: [{ field: 'description', fromDate: null, from: null, to: title, base: null }],
  },
];

/** A title is nobody's own, so that nobody settles it: once it is in the list, runs find it there. */
const inDoubt = (title: string): Problem => {
  const hint =
    "Payroll: add the title to X-ledger's position values, unless it is there; the next run goes on from it.";
  const detail = `It is not known whether X-ledger has added the job title ${shown(title)}, and it is not sent again.`;
  return problem('WRITE_IN_DOUBT', `${detail} ${hint}`, { hint });
};

/**
 * Adds a job title that X-ledger does not have to its list, where the plan says so, and gives it to the employee.
 * @returns the plan with the title as a field of the employee, or without it when X-ledger takes no new title
 */
export const withNewTitle = async <Plan extends CreatePlan | UpdatePlan>(person: Person, plan: Plan): Promise<Plan> => {
  const { newTitle: title } = plan;
  if (title === null) return plan;
  const attempt = await person.writes.attempt(
    makes(title),
    (writer) => person.addTitle(writer, title),
    refusedAs('XLEDGER_REJECTED', 'The job title'),
    inDoubt(title),
  );
  if (!attempt.done) return plan;
  const from = plan.action === 'update' ? (plan.record.positionValue?.description ?? null) : null;
  const change = { field: FIELD, value: attempt.value, from, to: title };
  const wanted = { ...plan.wanted, [FIELD]: { value: attempt.value, shownAs: title } };
  return { ...plan, employee: [...plan.employee, change], wanted };
};
