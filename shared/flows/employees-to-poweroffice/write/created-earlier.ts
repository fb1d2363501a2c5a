import type { Change } from '../../../records/outcome.ts';
import type { EmployeeStore } from '../../../state/employee-store.ts';
import type { Intent } from '../../../state/intent.ts';
import type { EmployeeTask } from '../task.ts';

const CREATIONS: Readonly<Record<Intent['kind'], Change>> = {
  employee: { entity: 'employee', action: 'create' },
  bankAccount: { entity: 'bankAccount', action: 'create' },
  employment: { entity: 'employment', action: 'create' },
  salary: { entity: 'salary', action: 'create' },
  ftePercentage: { entity: 'employment', action: 'update', field: 'FtePercentage' },
};

/** What an earlier delivery of the message created before it was cut off: it belongs to what the run did. */
export const createdEarlier = async (
  { mode, sourceId, runStartedAt }: EmployeeTask,
  delivery: 'first' | 'again',
  employees: Pick<EmployeeStore, 'intents'>,
): Promise<readonly Change[]> => {
  if (mode === 'plan' || delivery === 'first') return [];
  const intents = await employees.intents(sourceId);
  return intents
    .filter(({ status, sentAt }) => status === 'applied' && sentAt >= runStartedAt)
    .map(({ kind }) => CREATIONS[kind]);
};
