import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { readSchedule } from '../composition/read-schedule.ts';
import { answerWith, RefusedError } from './answer.ts';
import type { Respond } from './answer-call.ts';
import type { ApiDependencies } from './handler.ts';
import { flowNamed } from './flow-named.ts';

/** `PUT /schedule`: pauses what starts by itself, or resumes it. Whatever is under way, or asked for by hand, goes on. */
export const changeSchedule: Respond<'PUT /schedule', ApiDependencies> = async (
  { body, requestedBy },
  dependencies,
) => {
  const { schedule, pauses, clock } = dependencies;
  if (schedule === null) {
    throw new RefusedError('NO_SCHEDULE', 'Nothing starts by itself on one machine, so there is nothing to pause.');
  }
  await pauses.setPaused(body.paused, requestedBy, clock.now());
  return answerWith(200, {
    connection: await flowNamed(FIRST_FLOW, dependencies).connection(),
    ...(await readSchedule(dependencies)),
  });
};
