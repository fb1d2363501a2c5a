import { toCursor } from '../../shared/api/cursor.ts';
import { driftPositionSchema } from '../../shared/people/inspect/drift.ts';
import { answerWith } from '../api/answer.ts';
import type { Respond } from '../api/answer-call.ts';
import { readPosition } from '../api/paged.ts';
import { checkWhom, refuseSeveral, refuseUnknown } from '../api/whom.ts';
import type { InspectCall } from './handler.ts';
import { refuseFailure } from './refuse-failure.ts';

const NAME = 'drift';

/** `GET /drift`: what was changed in PowerOffice by hand, and what the next run does with it. */
export const showDrift: Respond<'GET /drift', InspectCall> = async ({ query }, { inspection }) => {
  const { employee, limit } = query;
  const asked = employee === undefined ? null : checkWhom(employee);
  const after = readPosition(query, { name: NAME, positionSchema: driftPositionSchema });
  const answer = await inspection.drift({ asked, after, limit }).catch(refuseFailure);
  switch (answer.kind) {
    case 'unknown':
      throw refuseUnknown('The sync remembers');
    case 'several':
      throw refuseSeveral(asked ?? '', answer.sourceIds);
    case 'listed':
      return answerWith(200, {
        ...answer.drift,
        next: answer.last === null ? null : toCursor(NAME, answer.last),
      });
  }
};
