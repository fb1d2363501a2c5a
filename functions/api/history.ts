import { employeeLabel } from '../../shared/records/values/shown-value.ts';
import { findRemembered } from '../../shared/people/find-remembered.ts';
import { listEntry } from '../../shared/operate/history-list.ts';
import { historyPositionSchema } from '../../shared/state/history-store.ts';
import { reporterOf } from '../composition/reports.ts';
import { answerWith } from './answer.ts';
import type { Respond } from './answer-call.ts';
import type { ApiDependencies } from './handler.ts';
import { flowNamed } from './flow-named.ts';
import { paged } from './paged.ts';
import { readWhom, refuseSeveral, refuseSeveralLeaves, refuseUnknown } from './whom.ts';

/** `GET /employees/{number}/history`: every change ever made to one person, newest first. */
export const showHistory: Respond<'GET /employees/{number}/history', ApiDependencies> = async (
  request,
  dependencies,
) => {
  const { history } = dependencies;
  const asked = readWhom(request);
  const { flow, ...page } = request.query;
  const { name, kind, connection, people } = flowNamed(flow, dependencies);
  const everybody = await people.remembered();
  const found = findRemembered(asked, everybody);
  if (found.kind === 'several') {
    throw kind === 'leave' ? refuseSeveralLeaves(asked, found.sourceIds) : refuseSeveral(asked, found.sourceIds);
  }
  // Somebody may have decided about a person whom no run has met yet.
  const isKnown = found.kind === 'found' || (await history.has({ flow: name, sourceId: asked }));
  if (!isKnown) throw refuseUnknown('The sync remembers');
  const sourceId = found.kind === 'found' ? found.sourceId : asked;
  const { rows, next } = await paged(page, {
    name: `history/${name}/${sourceId}`,
    positionSchema: historyPositionSchema,
    rowsAfter: (position) => history.entriesAfter({ flow: name, sourceId }, position),
    positionOf: ({ position }) => position,
  });
  const { rowsOf } = reporterOf(name);
  return answerWith(200, {
    connection: await connection(),
    employeeNumber: employeeLabel(everybody.find((one) => one.sourceId === sourceId)?.employeeNumber ?? null),
    simployerEmployeeId: sourceId,
    entries: rows.map(({ entry }) => listEntry(entry, rowsOf)),
    next,
  });
};
