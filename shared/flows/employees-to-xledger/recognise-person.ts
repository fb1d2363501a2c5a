import { decidedAt } from '../../people/person-state.ts';
import type { Delivery } from '../../run/flow.ts';
import type { XledgerEmployeeStore } from './employee-store.ts';
import { withLinkTakenOver } from './match/linked-record.ts';
import { readSubject } from './read-subject.ts';
import type { ReadSubjectDependencies } from './read-subject.ts';
import { newXledgerEmployeeState } from './state.ts';
import type { XledgerEmployeeState } from './state.ts';
import type { RecognisedPerson } from './sync-employee.ts';
import type { XledgerTask } from './task.ts';

/**
 * The person on both sides: as the task has them, or read afresh where it has them not. A message that was delivered
 * before is never trusted, nor one that somebody has decided otherwise about since.
 */
export const recognisePerson = async (
  task: XledgerTask,
  delivery: Delivery,
  dependencies: ReadSubjectDependencies,
): Promise<RecognisedPerson> => {
  const { employees } = dependencies;
  const { sourceId, employeeNumber, subject, blockedBy, peers } = task;
  const own = (await employees.get(sourceId)) ?? newXledgerEmployeeState(sourceId, employeeNumber);
  const replaced = own.record === null ? await statesOf(peers.standsFor, employees) : [];
  const before = withLinkTakenOver(own, replaced);
  const isTrusted = delivery === 'first' && subject?.linkDecidedAt === decidedAt(before.decisions);
  return {
    before,
    found: isTrusted ? { subject, blockedBy } : await readSubject(task, before, dependencies),
    isTakenOver: await isTakenOver(own, peers.replacedBy, employees),
  };
};

const statesOf = async (
  sourceIds: readonly string[],
  employees: Pick<XledgerEmployeeStore, 'get'>,
): Promise<readonly XledgerEmployeeState[]> =>
  (await Promise.all(sourceIds.map((id) => employees.get(id)))).filter((state) => state !== null);

/** Whether the record of the person that is synced in place of this one is linked where this one was. */
const isTakenOver = async (
  { record }: XledgerEmployeeState,
  replacedBy: string | null,
  employees: Pick<XledgerEmployeeStore, 'get'>,
): Promise<boolean> => {
  if (record === null || replacedBy === null) return false;
  return (await employees.get(replacedBy))?.record?.id === record.id;
};
