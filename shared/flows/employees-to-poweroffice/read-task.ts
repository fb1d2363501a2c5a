import { readsTasks } from '../../people/task.ts';
import { employeeTaskSchema, TASK_VERSION } from './task.ts';

/** The task of a message, whatever version wrote it. */
export const readTask = readsTasks(employeeTaskSchema, TASK_VERSION);
