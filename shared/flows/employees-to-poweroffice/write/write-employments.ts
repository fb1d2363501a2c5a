import type { PayrollEmployee, PayrollEmployment } from '../../../vendors/poweroffice/payroll-record.ts';
import { planEmployments } from '../plan/plan-employments.ts';
import type { EmploymentKey, EmploymentStep } from '../plan/plan-employments.ts';
import type { PowerOfficeWriter } from '../../../vendors/poweroffice/client.ts';
import { isVendorError } from '../../../records/vendor-error.ts';
import type { EmployeeState } from '../state.ts';
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

/** Employments and pay (rows 27-44), in the order of the plan; the pay comes before the ends. */
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
        asOnlyDefault(step, writer, () => writer.patchEmployment(recordOf(employee).id, step.id, step.fields)),
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
          post: (beforeSend) => asOnlyDefault(step, writer, () => writer.createEmployment(id, step.fields, beforeSend)),
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
  /**
   * Whether PowerOffice takes a second default for a moment is not known (PowerOffice fact 44). Where it does not,
   * the old default loses the flag first, and gets it back should the new one be refused all the same.
   */
  const asOnlyDefault = async <T>(
    step: EmploymentStep,
    writer: PowerOfficeWriter,
    write: () => Promise<T>,
  ): Promise<T> => {
    try {
      return await write();
    } catch (error) {
      const others = [...current.values()].filter(({ isDefault }) => isDefault);
      const isAboutDefault = isVendorError(error, 'rejected') && /default/i.test(error.message);
      if (!isAboutDefault || !makesDefault(step) || others.length === 0) throw error;
      const setOthers = async (isDefault: boolean): Promise<void> => {
        for (const { id } of others) {
          const fields = [{ field: 'IsDefault', value: isDefault }];
          current.set(id, await writer.patchEmployment(recordOf(employee).id, id, fields));
        }
      };
      await setOthers(false);
      try {
        return await write();
      } catch (second) {
        await setOthers(true);
        throw second;
      }
    }
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

const makesDefault = ({ fields }: EmploymentStep): boolean =>
  fields.some(({ field, value }) => field === 'IsDefault' && value === true);

const isSameKey = (employment: PayrollEmployment, { startDate, professionCode }: EmploymentKey): boolean =>
  employment.startDate === startDate && employment.professionCode === professionCode;
