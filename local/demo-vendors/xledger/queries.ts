/*
 * The lists of the demo X-ledger. Unless a query says otherwise it shows the records of the token's own entity that hold
 * today, which is the trap: a leaver is not among them. Pages go by the cursor of the last row, and a page of too many
 * people together with their contacts is cut off. For example, `employees(first: 1000)` of a company of 700 answers
 * "Your query timed out.", and with `first: 500` the first 500 of those who have not left.
 */
import { GraphQLError, Kind } from 'graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { isAskedFor } from './filters.ts';
import { OBJECT_KINDS } from './rows.ts';
import type { SubledgerRow } from './rows.ts';
import type { XledgerState } from './state.ts';
import { toContact, toEmployee, toEmployeeGroup, toEntity, toObjectValue, toSubledger } from './views.ts';
import type { View } from './views.ts';

interface ListArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly after?: string | null;
  readonly filter?: Readonly<Record<string, unknown>> | null;
  readonly ownerSet?: 'CURRENT' | 'UPPER' | 'LOWER' | 'MINE' | 'ALL' | null;
  readonly objectStatus?: 'ALL' | 'OPEN' | 'CLOSED' | null;
}

/** A row that can be listed, and how it is shown. */
interface Listed {
  readonly row: Pick<SubledgerRow, 'Id' | 'fields'> & Partial<Pick<SubledgerRow, 'ownerId'>>;
  /** Beside its fields, what a filter may ask for. */
  readonly keys: Readonly<Record<string, unknown>>;
  readonly view: () => View;
}

type Resolver = (args: ListArguments, context: unknown, info: GraphQLResolveInfo) => View;

/** Cursors of employees are their ids, all others something else (X-ledger fact 13). */
const cursorOf = (list: string, id: number): string => (list === 'employees' ? String(id) : `1.${id}.0`);
const idOf = (cursor: string): number => Number(cursor.split('.')[1] ?? cursor);

const DEFAULT_PAGE = 100;

export const createQueries = (state: XledgerState): Readonly<Record<string, Resolver>> => {
  const entitiesIn = (set: ListArguments['ownerSet']): ReadonlySet<number> => {
    const own = state.ownEntityId;
    const below = (id: number): number[] =>
      state.entities.filter(({ parentId }) => parentId === id).flatMap(({ Id }) => [Id, ...below(Id)]);
    const above = (id: number): number[] => {
      const parentId = state.entities.find(({ Id }) => Id === id)?.parentId ?? null;
      return parentId === null ? [] : [parentId, ...above(parentId)];
    };
    switch (set) {
      case 'UPPER':
        return new Set(above(own));
      case 'LOWER':
        return new Set(below(own));
      case 'MINE':
      case 'ALL':
        return new Set([own, ...below(own)]);
      case 'CURRENT':
      case undefined:
      case null:
        return new Set([own]);
      default:
        return set satisfies never;
    }
  };

  const holdsToday = ({ fields }: Listed['row']): boolean => String(fields['dateTo'] ?? '9999') >= state.today();

  const needs = (scope: string): void => {
    if (!state.scopes.has(scope)) throw new GraphQLError(`The API token lacks the scope "${scope}: read".`);
  };

  const list =
    (name: string, scope: string, rows: () => readonly Listed[]): Resolver =>
    (args, _context, info) => {
      needs(scope);
      const owners = entitiesIn(args.ownerSet);
      const status = args.objectStatus ?? 'OPEN';
      const found = rows()
        .filter(({ row }) => row.ownerId === undefined || owners.has(row.ownerId))
        .filter(({ row }) => status === 'ALL' || (status === 'OPEN') === holdsToday(row))
        .filter(
          ({ row, keys }) =>
            args.filter === undefined || isAskedFor({ ...row.fields, dbId: row.Id, ...keys }, args.filter),
        )
        .toSorted((one, other) => one.row.Id - other.row.Id);
      const after = args.after ?? null;
      const before = args.before ?? null;
      const within = found.filter(
        ({ row }) => (after === null || row.Id > idOf(after)) && (before === null || row.Id < idOf(before)),
      );
      const size = Math.min(args.first ?? args.last ?? DEFAULT_PAGE, state.options.largestPage);
      const page = args.last === undefined || args.last === null ? within.slice(0, size) : within.slice(-size);
      if (name === 'employees' && page.length > state.options.heavyAbove && asksFor(info, 'contact')) {
        throw new GraphQLError('Your query timed out.');
      }
      return {
        edges: page.map(({ row, view }) => ({
          cursor: cursorOf(name, state.options.repeatsCursors ? 0 : row.Id),
          node: view,
        })),
        pageInfo: {
          hasNextPage: page.at(-1) !== within.at(-1),
          hasPreviousPage: page[0] !== found[0],
        },
      };
    };

  return {
    employees: list('employees', 'Human Resources', () =>
      state.employees.replica.all().map((row) => ({
        row,
        keys: { contactDbId: row.contactId, modifiedAt: row.modifiedAt },
        view: () => toEmployee(state, 'replica', row),
      })),
    ),
    contacts: list('contacts', 'Common', () =>
      state.contacts.replica.all().map((row) => ({
        row,
        keys: { modifiedAt: row.modifiedAt },
        view: () => toContact(row),
      })),
    ),
    subledgers: list('subledgers', 'Accounts payable', () =>
      state.subledgers.replica.all().map((row) => ({
        row,
        keys: { modifiedAt: row.modifiedAt },
        view: () => toSubledger(state, row),
      })),
    ),
    objectValues: list('objectValues', 'Common', () =>
      state.objectValues.replica.all().map((row) => ({
        row,
        keys: { objectKindDbId: row.kindId, modifiedAt: row.modifiedAt },
        view: () => toObjectValue(row),
      })),
    ),
    employeeGroups: list('employeeGroups', 'Human Resources', () =>
      state.employeeGroups.map((row) => ({ row, keys: {}, view: () => toEmployeeGroup(row) })),
    ),
    entities: list('entities', 'Common', () =>
      // An entity belongs to itself: the token's own is the one that CURRENT means.
      state.entities.map((row) => ({ row: { ...row, ownerId: row.Id }, keys: {}, view: () => toEntity(state, row) })),
    ),
    objectKinds: list('objectKinds', 'Common', () =>
      OBJECT_KINDS.map(({ Id, name }) => ({
        row: { Id, fields: { name } },
        keys: {},
        view: () => ({ dbId: Id, name }),
      })),
    ),
  };
};

/** Whether a connection's nodes are asked for this field. */
const asksFor = ({ fieldNodes }: GraphQLResolveInfo, field: string): boolean => {
  const nodes = ['edges', 'node'].reduce<readonly GraphQLResolveInfo['fieldNodes'][number][]>(
    (parents, name) => parents.flatMap((parent) => fieldsOf(parent)).filter((child) => child.name.value === name),
    fieldNodes,
  );
  return nodes.flatMap((node) => fieldsOf(node)).some(({ name }) => name.value === field);
};

const fieldsOf = ({ selectionSet }: GraphQLResolveInfo['fieldNodes'][number]) =>
  (selectionSet?.selections ?? []).filter((selection) => selection.kind === Kind.FIELD);
