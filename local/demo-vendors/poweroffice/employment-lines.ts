/*
 * The dated lines under an employment: salaries and full-time percentages work alike, and this is what they share. A
 * line holds from its date until the next one. What the two kinds differ in is given as a value. For example, a
 * second salary line from the same date may be refused with 400, as an option of the demo decides, because it is not
 * known which of the two the real one does.
 */
import type { Dto } from './dto.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { writeJson } from './json.ts';
import { listAnswer } from './paging.ts';
import { emptyAnswer, found, jsonAnswer, refuse, titles } from './problem-details.ts';
import type { EmploymentRow, LineRow } from './rows.ts';
import type { CompanyState } from './state.ts';
import type { VersionedTable } from './versioned-table.ts';

/** A kind of dated line under an employment: what salary and FTE lines differ in. */
export interface LineKind<Row extends LineRow> {
  /** The last segment, e.g. `Salaries`. */
  readonly segment: string;
  readonly privilege: string;
  /** As in "Salary (line) with id = 7001 ...". */
  readonly lineName: string;
  /** As in "... is the last salary line on the employment ...". */
  readonly shortName: string;
  readonly names: readonly string[];
  rowsOf(company: CompanyState): VersionedTable<Row>;
  dto(company: CompanyState, row: Row): Dto;
  create(call: Call, base: LineRow): Row;
  change(before: Row, body: string): Row;
  dateOf(row: Row): string | null;
}

type View = 'primary' | 'replica';

/** List, POST, GET, PATCH and DELETE of one kind of line (PowerOffice fact 49). */
export const lineEndpoints = <Row extends LineRow>(kind: LineKind<Row>): readonly Endpoint[] => {
  const listPath = `/Employees/Employments/{id}/${kind.segment}`;
  const read = [kind.privilege];
  const write = [`${kind.privilege}_Full`];

  const employmentOf = (company: CompanyState, view: View, id: number): EmploymentRow =>
    found(company.employments[view].get(id), titles.employmentNotFound, `Employment with id = ${id} not found.`);

  const existing = ({ company, ids: [employmentId, id] }: Call, view: View): Row => {
    employmentOf(company, view, employmentId);
    const row = kind.rowsOf(company)[view].get(id);
    return found(
      row?.EmploymentId === employmentId ? row : undefined,
      titles.employmentNotFound,
      `${kind.lineName} with id = ${id} not found.`,
    );
  };

  const refuseSameDate = (company: CompanyState, row: Row): void => {
    if (!company.options.refusesSecondLineOnDate) return;
    const siblings = kind.rowsOf(company).primary.of(row.EmploymentId);
    if (siblings.some((other) => other.Id !== row.Id && kind.dateOf(other) === kind.dateOf(row))) {
      refuse(400, titles.employment, `A ${kind.shortName} line with FromDate = ${kind.dateOf(row)} already exists.`);
    }
  };

  return [
    {
      method: 'GET',
      path: listPath,
      privileges: read,
      handle: ({ company, ids: [employmentId], request }) => {
        employmentOf(company, 'replica', employmentId);
        const rows = kind.rowsOf(company).replica.of(employmentId);
        return listAnswer<Row>(request, rows, (row) => kind.dto(company, row), {}, kind.names);
      },
    },
    {
      method: 'POST',
      path: listPath,
      privileges: write,
      handle: (call) => {
        const { company, ids } = call;
        const employment = employmentOf(company, 'primary', ids[0]);
        const now = company.stamp();
        const row = kind.create(call, {
          Id: company.nextId('line'),
          EmployeeId: employment.EmployeeId,
          EmploymentId: employment.Id,
          CreatedDateTimeOffset: now,
          LastChangedDateTimeOffset: now,
        });
        refuseSameDate(company, row);
        kind.rowsOf(company).put(row);
        return jsonAnswer(201, kind.dto(company, row));
      },
    },
    {
      method: 'GET',
      path: `${listPath}/{id}`,
      privileges: read,
      handle: (call) => jsonAnswer(200, kind.dto(call.company, existing(call, 'replica'))),
    },
    {
      method: 'PATCH',
      path: `${listPath}/{id}`,
      privileges: write,
      handle: (call) => {
        const { company, request } = call;
        const before = existing(call, 'primary');
        const after = kind.change(before, request.body);
        refuseSameDate(company, after);
        const isChanged = writeJson(before) !== writeJson(after);
        const row = isChanged ? { ...after, LastChangedDateTimeOffset: company.stamp() } : before;
        if (isChanged) kind.rowsOf(company).put(row);
        return jsonAnswer(200, kind.dto(company, row));
      },
    },
    {
      method: 'DELETE',
      path: `${listPath}/{id}`,
      privileges: write,
      handle: (call) => {
        const row = existing(call, 'primary');
        const table = kind.rowsOf(call.company);
        if (table.primary.of(row.EmploymentId).length === 1) {
          refuse(
            409,
            titles.employmentConflict,
            `${kind.lineName} with id = ${row.Id} is the last ${kind.shortName} line on the employment and thus cannot be deleted.`,
          );
        }
        table.remove(row.Id);
        return emptyAnswer(200);
      },
    },
  ];
};

/** The properties of every line. */
export const lineNames = ['CreatedDateTimeOffset', 'EmployeeId', 'EmploymentId', 'Id', 'LastChangedDateTimeOffset'];
