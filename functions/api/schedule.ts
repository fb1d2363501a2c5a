import { scheduleOf } from '../../shared/config/schedule.ts';
import { readSchedule } from '../composition/read-schedule.ts';
import { answerWith, RefusedError } from './answer.ts';
import type { Respond } from './answer-call.ts';
import type { ApiDependencies } from './handler.ts';
import { flowNamed } from './flow-named.ts';

/**
 * `PUT /schedule`: pauses what starts by itself, of every flow of the stack, or resumes it. Whatever is under way, or asked
 * for by hand, goes on. The flow that is named says whose companies and whose next start are told.
 */
export const changeSchedule: Respond<'PUT /schedule', ApiDependencies> = async (
  { body, requestedBy },
  dependencies,
) => {
  const { schedules, pauses, clock } = dependencies;
  const { name, connection } = flowNamed(body.flow, dependencies);
  if (schedules === null) {
    throw new RefusedError('NO_SCHEDULE', 'Nothing starts by itself on one machine, so there is nothing to pause.');
  }
  if (scheduleOf(schedules, name) === null) {
    const message = `Runs of ${name} start by hand alone here, so there is nothing to pause; name a flow that starts by itself.`;
    throw new RefusedError('NO_SCHEDULE', message);
  }
  await pauses.setPaused(body.paused, requestedBy, clock.now());
  return answerWith(200, {
    connection: await connection(),
    ...(await readSchedule(name, dependencies)),
  });
};
