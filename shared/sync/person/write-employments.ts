import type { PayrollEmployee, PayrollEmployment } from '../../employee/payroll-record.ts';
import { planEmployments } from '../../employee/plan/plan-employments.ts';
import type { EmploymentKey, EmploymentStep } from '../../employee/plan/plan-employments.ts';
import type { EmployeeState } from '../../state/employee-state.ts';
import { recordOf } from './person.ts';
import type { Person, Planned } from './person.ts';
import { updates } from './person-writes.ts';
import { writePay } from './write-pay.ts';

/** What is to be remembered of a person's employments and pay. */
export interface EmploymentsResult {
  readonly links: EmployeeState['employments'];
  readonly known: EmployeeState['knownEmployments'];
  readonly salary: Pick<EmployeeState, 'salaryDigest' | 'salaryStamp'>;
}

/** Rows 27-44, in the order of the plan; the pay comes before the ends. */
export const writeEmployments = async (
  person: Person,
  employee: Planned<PayrollEmployee>,
  existing: readonly PayrollEmployment[],
  state: EmployeeState,
): Promise<EmploymentsResult> => {
  const { writes, desired, task, settings, reader, create } = person;
  const plan = planEmployments(desired, {
    existing,
    links: state.employments,
    enterpriseId: task.enterpriseId,
    settings: settings.mapping,
    today: task.today,
  });
  writes.note(...plan.problems);
  const current = new Map(existing.map((employment) => [employment.id, employment]));
  const created = new Map<string, PayrollEmployment>();
  const links = { ...plan.links };
  /** Employments a write of which was refused: what depends on them is left. */
  const refused = new Set<number | string>();

  const run = async (step: EmploymentStep): Promise<void> => {
    if (step.kind === 'update') {
      const { dependsOn } = step;
      if (dependsOn !== null && refused.has('id' in dependsOn ? dependsOn.id : dependsOn.sourceId)) return;
      const attempt = await writes.attempt(updates('employment', step.fields), async (writer) =>
        writer.patchEmployment(recordOf(employee).id, step.id, step.fields),
      );
      if (!attempt.done) refused.add(step.id);
      else if (attempt.value !== null) current.set(step.id, attempt.value);
      return;
    }
    const linked = new Set(Object.values(links).map(({ id }) => id));
    const attempt = await writes.attempt([{ entity: 'employment', action: 'create' }], async (writer) => {
      const { id } = recordOf(employee);
      return create(
        {
          find: async () =>
            (await reader.employmentsOf(id)).find(
              (employment) => !linked.has(employment.id) && isSameKey(employment, step.key),
            ) ?? null,
          post: (beforeSend) => writer.createEmployment(id, step.fields, beforeSend),
        },
        { kind: 'employment', key: `${step.key.startDate}#${step.key.professionCode}` },
      );
    });
    if (!attempt.done) refused.add(step.sourceId);
    if (!attempt.done || attempt.value === null) return;
    current.set(attempt.value.id, attempt.value);
    created.set(step.sourceId, attempt.value);
    links[step.sourceId] = { id: attempt.value.id, ...step.key };
  };
  const isEnd = (step: EmploymentStep): boolean => step.kind === 'update' && step.phase === 'end';

  for (const step of plan.steps.filter((one) => !isEnd(one))) await run(step);
  const { salaryDigest, salaryStamp } = await writePay(person, plan, { current, created, links }, state);
  for (const step of plan.steps.filter(isEnd)) await run(step);
  return {
    links,
    // What a refused write may have left behind is read again next time.
    known: refused.size === 0 ? [...current.values()] : null,
    salary: { salaryDigest, salaryStamp },
  };
};

const isSameKey = (employment: PayrollEmployment, { startDate, professionCode }: EmploymentKey): boolean =>
  employment.startDate === startDate && employment.professionCode === professionCode;
