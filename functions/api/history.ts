import { employeeLabel } from '../../shared/records/values/shown-value.ts';
import { findRemembered } from '../../shared/people/find-remembered.ts';
import { listEntry } from '../../shared/operate/history-list.ts';
import { mergedPositionSchema, mergeHistories } from '../../shared/operate/merge-histories.ts';
import { reporterOf } from '../composition/reports.ts';
import { answerWith } from './answer.ts';
import type { Respond } from './answer-call.ts';
import type { ApiDependencies } from './handler.ts';
import { flowNamed } from './flow-named.ts';
import { paged } from './paged.ts';
import { readWhom, refuseSeveral, refuseUnknown } from './whom.ts';

/**
 * `GET /employees/{number}/history`: every change ever made to one person, newest first. Of leaves it is all of the person's
 * by the employee number, each entry with its leave, and one by its id.
 */
export const showHistory: Respond<'GET /employees/{number}/history', ApiDependencies> = async (
  request,
  dependencies,
) => {
  const { history } = dependencies;
  const asked = readWhom(request);
  const { flow, ...page } = request.query;
  const { name, kind, connection, people } = flowNamed(flow, dependencies);
  const isOfLeaves = kind === 'leave';
  const everybody = await people.remembered();
  const found = findRemembered(asked, everybody);
  if (found.kind === 'several' && !isOfLeaves) throw refuseSeveral(asked, found.sourceIds);
  // Somebody may have decided about a person whom no run has met yet.
  const isKnown = found.kind !== 'unknown' || (await history.has({ flow: name, sourceId: asked }));
  if (!isKnown) throw refuseUnknown('The sync remembers', asked);
  const sourceIds = found.kind === 'several' ? found.sourceIds : [found.kind === 'found' ? found.sourceId : asked];
  const [sourceId = asked] = sourceIds;
  const { rows, next } = await paged(page, {
    name: `history/${name}/${sourceIds.length === 1 ? sourceId : asked}`,
    positionSchema: mergedPositionSchema,
    rowsAfter: (position) =>
      mergeHistories(sourceIds, (one, after) => history.entriesAfter({ flow: name, sourceId: one }, after), position),
    positionOf: ({ position }) => position,
  });
  const { rowsOf } = reporterOf(name);
  return answerWith(200, {
    connection: await connection(),
    employeeNumber: employeeLabel(everybody.find((one) => one.sourceId === sourceId)?.employeeNumber ?? null),
    ...(!isOfLeaves && { simployerEmployeeId: sourceId }),
    entries: rows.map(({ entry, position }) => ({
      ...(isOfLeaves && { sourceId: position.sourceId }),
      ...listEntry(entry, rowsOf),
    })),
    next,
  });
};
