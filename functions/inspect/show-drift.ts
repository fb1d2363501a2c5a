import { toCursor } from '../../shared/api/cursor.ts';
import { driftPositionSchema } from '../../shared/people/inspect/drift.ts';
import { answerWith } from '../api/answer.ts';
import type { Respond } from '../api/answer-call.ts';
import { readPosition } from '../api/paged.ts';
import { checkWhom, refuseSeveral, refuseUnknown } from '../api/whom.ts';
import type { InspectCall } from './handler.ts';

/** `GET /drift`: what was changed in the target by hand, and what the next run does with it. */
export const showDrift: Respond<'GET /drift', InspectCall> = async ({ query }, { flow }) => {
  const { employee, limit } = query;
  const name = `drift/${query.flow}`;
  const asked = employee === undefined ? null : checkWhom(employee);
  const after = readPosition(query, { name, positionSchema: driftPositionSchema });
  const { part, refuse } = await flow(query.flow);
  const answer = await part.drift({ asked, after, limit }).catch(refuse);
  switch (answer.kind) {
    case 'unknown':
      throw refuseUnknown('The sync remembers', asked ?? '');
    case 'several':
      throw refuseSeveral(asked ?? '', answer.sourceIds);
    case 'listed':
      return answerWith(200, {
        ...answer.drift,
        next: answer.last === null ? null : toCursor(name, answer.last),
      });
  }
};
