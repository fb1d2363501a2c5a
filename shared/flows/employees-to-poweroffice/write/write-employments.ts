/*
 * Writes the employments of one record, and the pay under them, in the order of the plan: what changes, what is new,
 * the default flag, the pay, and the ends last. Each step is one write; it takes the employments as the step before
 * has left them, and returns them as it leaves them. A refused step leaves out what depends on it, and nothing else.
 * For example, when PowerOffice refuses Kari's new employment, the old one keeps the default flag, for the step that
 * takes it depends on the new one; its end is written all the same.
 */
import { findCreated } from '../../../run/create-once.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import type { EmploymentId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';
import { planEmployments } from '../plan/plan-employments.ts';
import { hasKey } from '../plan/employment-key.ts';
import type { EmploymentsPlan } from '../plan/plan-employments.ts';
import type { CreateStep, DefaultStep, EmploymentStep, EmploymentTarget, UpdateStep } from '../plan/employment-step.ts';
import { employmentCauses, renewEmploymentBase } from '../base.ts';
import { baseFieldOf } from '../../../people/intended-change.ts';
import type { RememberedRecord } from '../state.ts';
import { asOnlyDefault } from './as-only-default.ts';
import type { AnsweredEmployment } from './as-only-default.ts';
import { recordOf } from './person.ts';
import type { Person, Planned } from './person.ts';
import { creates, updates } from './intended-change.ts';
import { writePay } from './write-pay.ts';
import type { WrittenPay } from './write-pay.ts';

/** What is remembered of a record's employments and pay. */
export type RememberedEmployments = Omit<RememberedRecord, 'id' | 'employeeStamp' | 'addressStamp' | 'base'>;

/** The employments of a person as they stand after the writes so far. */
export interface WrittenEmployments {
  /** As PowerOffice last answered each, by its id. */
  readonly current: ReadonlyMap<EmploymentId, PayrollEmployment>;
  /** Those made in this run, by the source's id. */
  readonly created: ReadonlyMap<string, PayrollEmployment>;
  readonly links: RememberedRecord['employments'];
  /** Those a write of which was refused, by either id: what depends on them is left. */
  readonly refused: ReadonlySet<number | string>;
}

/**
 * Employments and pay (rows 27-44), in the order of the plan; the pay comes before the ends.
 * @param employee whose they are; null when only planned
 * @param existing all employments of the record
 * @returns what is to be remembered of them
 */
export const writeEmployments = async (
  person: Person,
  employee: Planned<PayrollEmployee>,
  existing: readonly PayrollEmployment[],
  remembered: RememberedEmployments,
): Promise<RememberedEmployments> => {
  const { writes, desired, task, settings } = person;
  const plan = planEmployments(desired, {
    existing,
    links: remembered.employments,
    enterpriseId: task.enterpriseId,
    settings: settings.mapping,
    today: task.today,
  });
  writes.note(...plan.problems);
  const before: WrittenEmployments = {
    current: new Map(existing.map((employment) => [employment.id, employment])),
    created: new Map(),
    links: plan.links,
    refused: new Set(),
  };
  const begun = await writeSteps(
    person,
    employee,
    plan.steps.filter((step) => !isEnd(step)),
    before,
  );
  const pay = await writePay(person, plan, begun, remembered);
  const ended = await writeSteps(person, employee, plan.steps.filter(isEnd), begun);
  return {
    employments: withBases(person, ended, plan, pay, remembered),
    // What a refused write may have left behind is read again next time.
    knownEmployments: ended.refused.size === 0 ? [...ended.current.values()] : null,
    ...pay.remembered,
  };
};

/** The links, each with its base; what is not written for an employment leaves it the one it had. */
const withBases = (
  { desired, settings, digest, syncedAt, writer, writes }: Person,
  { links, current }: WrittenEmployments,
  { defaultEmployment }: EmploymentsPlan,
  { salaries, ftePercentages }: WrittenPay,
  remembered: RememberedEmployments,
): RememberedRecord['employments'] =>
  Object.fromEntries(
    Object.entries(links).map(([sourceId, { id, startDate, professionCode }]) => {
      const before = Object.hasOwn(remembered.employments, sourceId)
        ? remembered.employments[sourceId]?.base
        : undefined;
      const wanted = desired.employments.find((employment) => employment.sourceId === sourceId);
      const record = current.get(id);
      const link = { id, startDate, professionCode };
      if (wanted === undefined || record === undefined) {
        return [sourceId, { ...link, ...(before !== undefined && { base: before }) }];
      }
      const isMain = sourceId === desired.mainEmploymentId;
      const found = {
        record,
        isDefault: defaultEmployment === null ? undefined : isMain,
        pay: { salaries: isMain ? salaries : null, ftePercentage: ftePercentages.get(sourceId) },
      };
      const compared = [before ?? null, wanted, found, settings.mapping, digest] as const;
      // A plan leaves the record as it is, and shows why it differs.
      if (writer === null) writes.noteCauses(id, employmentCauses(...compared));
      return [sourceId, { ...link, base: renewEmploymentBase(...compared, syncedAt) }];
    }),
  );

const isEnd = (step: EmploymentStep): boolean => step.kind === 'update' && step.phase === 'end';

const writeSteps = async (
  person: Person,
  employee: Planned<PayrollEmployee>,
  steps: readonly EmploymentStep[],
  before: WrittenEmployments,
): Promise<WrittenEmployments> => {
  let written = before;
  for (const step of steps) {
    written =
      step.kind === 'create'
        ? await createEmployment(person, employee, step, written)
        : await updateEmployment(person, employee, step, written);
  }
  return written;
};

const updateEmployment = async (
  { writes }: Person,
  employee: Planned<PayrollEmployee>,
  step: UpdateStep | DefaultStep,
  written: WrittenEmployments,
): Promise<WrittenEmployments> => {
  const { id, fields } = step;
  const dependsOn = step.phase === 'default' ? step.dependsOn : null;
  if (dependsOn !== null && written.refused.has(idOf(dependsOn))) return written;
  const place = { held: written.current.get(id) ?? null, baseOf: (field: string) => baseFieldOf(id, field) };
  const attempt = await writes.attempt(updates('employment', fields, place), async (writer) => {
    const employeeId = recordOf(employee).id;
    const patch = () => writer.patchEmployment(employeeId, id, fields);
    return asOnlyDefault(fields, written.current, patch, (other, flag) =>
      writer.patchEmployment(employeeId, other, flag),
    );
  });
  if (!attempt.done) return { ...written, refused: new Set([...written.refused, id]) };
  return attempt.value === null ? written : { ...written, current: answered(written.current, attempt.value) };
};

const createEmployment = async (
  { writes, reader, create }: Person,
  employee: Planned<PayrollEmployee>,
  { sourceId, fields, key }: CreateStep,
  written: WrittenEmployments,
): Promise<WrittenEmployments> => {
  const linked = new Set(Object.values(written.links).map(({ id }) => id));
  const attempt = await writes.attempt(creates('employment', fields), async (writer) => {
    const employeeId = recordOf(employee).id;
    const isSame = (employment: PayrollEmployment): boolean => !linked.has(employment.id) && hasKey(employment, key);
    return create(
      {
        find: async (settled): Promise<AnsweredEmployment | null> => {
          const employment = findCreated(await reader.employmentsOf(employeeId), settled, isSame);
          return employment === null ? null : { id: employment.id, employment, others: [] };
        },
        post: (beforeSend) => {
          const post = () => writer.createEmployment(employeeId, fields, beforeSend);
          return asOnlyDefault(fields, written.current, post, (other, flag) =>
            writer.patchEmployment(employeeId, other, flag),
          );
        },
      },
      { kind: 'employment', key: `${key.startDate}#${key.professionCode}` },
    );
  });
  if (!attempt.done) return { ...written, refused: new Set([...written.refused, sourceId]) };
  if (attempt.value === null) return written;
  const { id, employment } = attempt.value;
  return {
    ...written,
    current: answered(written.current, attempt.value),
    created: new Map([...written.created, [sourceId, employment]]),
    links: { ...written.links, [sourceId]: { id, ...key } },
  };
};

const answered = (
  current: WrittenEmployments['current'],
  { employment, others }: AnsweredEmployment,
): WrittenEmployments['current'] =>
  new Map([...current, ...[...others, employment].map((one) => [one.id, one] as const)]);

const idOf = (target: EmploymentTarget): number | string => ('id' in target ? target.id : target.sourceId);
