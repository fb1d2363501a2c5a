import type { MessageMembers } from '../../run/task.ts';
import { employeeTaskSchema, TASK_VERSION } from './task.ts';
import type { EmployeeTask } from './task.ts';

/**
 * The task of a message, whatever version wrote it. What one of another version says of the person is not believed:
 * it comes without its subject, and the worker reads the person afresh. What forbids a write stands, for it was found
 * with everybody in view, which the worker does not have.
 * @returns null when not even that much can be read; see toEnvelope
 */
export const readTask = (message: MessageMembers): EmployeeTask | null => {
  const task = employeeTaskSchema.safeParse(message);
  if (task.success && task.data.version === TASK_VERSION) return task.data;
  const bare = employeeTaskSchema.safeParse({ ...message, subject: null });
  return bare.success ? bare.data : null;
};
