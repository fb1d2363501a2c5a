/*
 * The lines under an employment: salaries, full-time percentages and leaves work alike, and this is what they share. What
 * they differ in is given as a value. For example, a second salary line from the same date may be refused with 400, as an
 * option of the demo decides, because it is not known which of the two the real one does.
 */
import type { Dto } from './dto.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { writeJson } from './json.ts';
import { listAnswer } from './paging.ts';
import { emptyAnswer, found, jsonAnswer, refuse, titles } from './problem-details.ts';
import type { EmploymentRow, LineRow } from './rows.ts';
import type { ClientState } from './state.ts';
import type { VersionedTable } from '../versioned-table.ts';

/** A kind of line under an employment: what salaries, FTE percentages and leaves differ in. */
export interface LineKind<Row extends LineRow> {
  /** The last segment, e.g. `Salaries`. */
  readonly segment: string;
  readonly idInPath: '{id}' | '{guid}';
  /** Which ids are counted on for a new one. */
  readonly idsOf: 'line' | 'leave';
  readonly privilege: string;
  /** As in "Salary (line) with id = 7001 ...". */
  readonly lineName: string;
  /** An id as it stands on the wire. */
  wireId(id: number): number | string;
  readonly names: readonly string[];
  rowsOf(client: ClientState): VersionedTable<Row>;
  dto(client: ClientState, row: Row): Dto;
  create(call: Call, base: LineRow): Row;
  change(before: Row, body: string): Row;
  /** @throws Refusal when it may not stand beside its siblings */
  refuseToSave(client: ClientState, row: Row): void;
  /** @throws Refusal when it has to stay */
  refuseToDelete(client: ClientState, row: Row): void;
}

type View = 'primary' | 'replica';

/** List, POST, GET, PATCH and DELETE of one kind of line. */
export const lineEndpoints = <Row extends LineRow>(kind: LineKind<Row>): readonly Endpoint[] => {
  const listPath = `/Employees/Employments/{id}/${kind.segment}`;
  const read = [kind.privilege];
  const write = [`${kind.privilege}_Full`];

  const employmentOf = (client: ClientState, view: View, id: number): EmploymentRow =>
    found(client.employments[view].get(id), titles.employmentNotFound, `Employment with id = ${id} not found.`);

  const existing = ({ client, ids: [employmentId, id] }: Call, view: View): Row => {
    employmentOf(client, view, employmentId);
    const row = kind.rowsOf(client)[view].get(id);
    return found(
      row?.EmploymentId === employmentId ? row : undefined,
      titles.employmentNotFound,
      `${kind.lineName} with id = ${kind.wireId(id)} not found.`,
    );
  };

  return [
    {
      method: 'GET',
      path: listPath,
      privileges: read,
      handle: ({ client, ids: [employmentId], request }) => {
        employmentOf(client, 'replica', employmentId);
        const rows = kind.rowsOf(client).replica.of(employmentId);
        return listAnswer<Row>(request, rows, (row) => kind.dto(client, row), {}, kind.names);
      },
    },
    {
      method: 'POST',
      path: listPath,
      privileges: write,
      handle: (call) => {
        const { client, ids } = call;
        const employment = employmentOf(client, 'primary', ids[0]);
        const now = client.stamp();
        const row = kind.create(call, {
          Id: client.nextId(kind.idsOf),
          EmployeeId: employment.EmployeeId,
          EmploymentId: employment.Id,
          CreatedDateTimeOffset: now,
          LastChangedDateTimeOffset: now,
        });
        kind.refuseToSave(client, row);
        kind.rowsOf(client).put(row);
        return jsonAnswer(201, kind.dto(client, row));
      },
    },
    {
      method: 'GET',
      path: `${listPath}/${kind.idInPath}`,
      privileges: read,
      handle: (call) => jsonAnswer(200, kind.dto(call.client, existing(call, 'replica'))),
    },
    {
      method: 'PATCH',
      path: `${listPath}/${kind.idInPath}`,
      privileges: write,
      handle: (call) => {
        const { client, request } = call;
        const before = existing(call, 'primary');
        const after = kind.change(before, request.body);
        kind.refuseToSave(client, after);
        const isChanged = writeJson(before) !== writeJson(after);
        const row = isChanged ? { ...after, LastChangedDateTimeOffset: client.stamp() } : before;
        if (isChanged) kind.rowsOf(client).put(row);
        return jsonAnswer(200, kind.dto(client, row));
      },
    },
    {
      method: 'DELETE',
      path: `${listPath}/${kind.idInPath}`,
      privileges: write,
      handle: (call) => {
        const row = existing(call, 'primary');
        kind.refuseToDelete(call.client, row);
        kind.rowsOf(call.client).remove(row.Id);
        return emptyAnswer(200);
      },
    },
  ];
};

interface DatedLine extends LineRow {
  readonly FromDate: string | null;
}

/**
 * What the lines have in common that hold from their date until the next one: a second one on a date may be refused
 * (PowerOffice fact 46), and the last one stays (PowerOffice fact 49).
 * @param shortName as in "... is the last salary line on the employment ..."
 */
export const datedLine = <Row extends DatedLine>(
  rowsOf: (client: ClientState) => VersionedTable<Row>,
  lineName: string,
  shortName: string,
) => ({
  rowsOf,
  lineName,
  idInPath: '{id}' as const,
  idsOf: 'line' as const,
  wireId: (id: number) => id,
  refuseToSave: (client: ClientState, row: Row): void => {
    if (!client.options.refusesSecondLineOnDate) return;
    const siblings = rowsOf(client).primary.of(row.EmploymentId);
    if (siblings.some(({ Id, FromDate }) => Id !== row.Id && FromDate === row.FromDate)) {
      refuse(400, titles.employment, `A ${shortName} line with FromDate = ${row.FromDate} already exists.`);
    }
  },
  refuseToDelete: (client: ClientState, row: Row): void => {
    if (rowsOf(client).primary.of(row.EmploymentId).length > 1) return;
    refuse(
      409,
      titles.employmentConflict,
      `${lineName} with id = ${row.Id} is the last ${shortName} line on the employment and thus cannot be deleted.`,
    );
  },
});

/** The properties of every line. */
export const lineNames = ['CreatedDateTimeOffset', 'EmployeeId', 'EmploymentId', 'Id', 'LastChangedDateTimeOffset'];
