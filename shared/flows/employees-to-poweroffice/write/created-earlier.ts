import type { Change } from '../../../records/outcome.ts';
import type { Delivery } from '../../../run/flow.ts';
import type { EmployeeStore } from '../employee-store.ts';
import type { EmployeeTask } from '../task.ts';

const CREATIONS: Readonly<Record<string, Change>> = {
  employee: { entity: 'employee', action: 'create' },
  bankAccount: { entity: 'bankAccount', action: 'create' },
  employment: { entity: 'employment', action: 'create' },
  salary: { entity: 'salary', action: 'create' },
  ftePercentage: { entity: 'employment', action: 'update', field: 'FtePercentage' },
};

/** What an earlier delivery of the message created before it was cut off: it belongs to what the run did. */
export const createdEarlier = async (
  { mode, sourceId, runStartedAt }: EmployeeTask,
  delivery: Delivery,
  employees: Pick<EmployeeStore, 'intents'>,
): Promise<readonly Change[]> => {
  if (mode === 'plan' || delivery === 'first') return [];
  const intents = await employees.intents(sourceId);
  return intents
    .filter(({ status, sentAt }) => status === 'applied' && sentAt >= runStartedAt)
    .flatMap(({ kind }) => CREATIONS[kind] ?? []);
};
