/*
 * Answers a list as PowerOffice does: filtered, ordered, cut to a page, with only the fields that were asked for. The
 * next page's address stands in a header; a page with nothing on it has no body and the status 204. A parameter that
 * the real API does not know is refused, so that a misspelt one of ours fails a test. For example,
 * `?PageSize=2&Fields=Id` answers two ids and an `X-Pagination` that leads to page 2.
 */
import type { VendorRequest, VendorResponse } from '../vendor-request.ts';
import type { Dto } from './dto.ts';
import { writeJson } from './json.ts';
import { emptyAnswer, jsonAnswer, refuse, titles } from './problem-details.ts';
import type { Filter } from './filters.ts';

const DEFAULT_PAGE_SIZE = 5000;
const MAX_PAGE_SIZE = 20_000;
const RESOURCE_PARAMETERS = ['pagenumber', 'pagesize', 'maxpagesize', 'fields', 'orderby', 'usedatabasevalidation'];
const FIELD_LIST = /^\s*\w+(\s*,\s*\w+)*\s*$/;

/**
 * One page of a list as PowerOffice answers it (PowerOffice facts 14, 15 and 16): filters, OrderBy, PageNumber and
 * PageSize, Fields, `X-Pagination`; 204 without a body when nothing is left.
 * @param names every property of the DTO.
 * @throws Refusal for `$`-parameters of the old API, parameters nobody knows, and values out of range.
 */
export const listAnswer = <Row>(
  request: VendorRequest,
  rows: readonly Row[],
  toDto: (row: Row) => Dto,
  filters: Readonly<Record<string, Filter<Row>>>,
  names: readonly string[],
): VendorResponse => {
  const query = readQuery(request.query, Object.keys(filters));
  const pageSize = positive(query.get('pagesize'), DEFAULT_PAGE_SIZE, 'PageSize');
  if (pageSize > MAX_PAGE_SIZE) badParameter(`PageSize can not be larger than MaxPageSize (${MAX_PAGE_SIZE}).`);
  const pageNumber = positive(query.get('pagenumber'), 1, 'PageNumber');
  const fields = readFields(query.get('fields'), names);
  const order = readOrder(query.get('orderby'), names);

  const kept = Object.entries(filters).reduce<readonly Row[]>((narrowed, [name, filter]) => {
    const wanted = query.get(name.toLowerCase())?.trim() ?? '';
    return wanted === '' ? narrowed : narrowed.filter(filter(wanted));
  }, rows);
  const start = (pageNumber - 1) * pageSize;
  // Only the page itself is rendered, unless the order needs the rendered values.
  const page =
    order.length === 0
      ? kept.slice(start, start + pageSize).map(toDto)
      : kept
          .map(toDto)
          .toSorted(by(order))
          .slice(start, start + pageSize);
  if (page.length === 0) return emptyAnswer(204);

  const next = new URLSearchParams(request.query);
  for (const key of Array.from(next.keys())) if (key.toLowerCase() === 'pagenumber') next.delete(key);
  next.set('PageNumber', String(pageNumber + 1));
  const nextPageLink = start + page.length < kept.length ? `${request.path}?${next.toString()}` : '';
  const answer = jsonAnswer(200, fields === null ? page : page.map((dto) => pick(dto, fields)));
  return { ...answer, headers: { ...answer.headers, 'x-pagination': writeJson({ nextPageLink }) } };
};

const readQuery = (parameters: URLSearchParams, filterNames: readonly string[]): Map<string, string> => {
  const known = new Set([...RESOURCE_PARAMETERS, ...filterNames.map((name) => name.toLowerCase())]);
  const query = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (!known.has(name.toLowerCase())) badParameter(`The query parameter '${name}' is not supported.`);
    query.set(name.toLowerCase(), value);
  }
  return query;
};

const positive = (text: string | undefined, fallback: number, name: string): number => {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 ? value : badParameter(`${name} must be a positive number.`);
};

const readFields = (text: string | undefined, names: readonly string[]): readonly string[] | null => {
  if (text === undefined || text === '') return null;
  const badFormat = 'Fields property in resourceParameter is not formatted correct.';
  if (!FIELD_LIST.test(text)) return badParameter(badFormat);
  return text.split(',').map((part) => nameOf(part, names) ?? badParameter(badFormat));
};

interface OrderKey {
  readonly name: string;
  readonly descending: boolean;
}

const readOrder = (text: string | undefined, names: readonly string[]): readonly OrderKey[] => {
  if (text === undefined || text === '') return [];
  const badFormat = 'OrderBy property in resourceParameter is not formatted correct.';
  return text.split(',').map((part) => {
    const [field = '', direction = 'asc', ...rest] = part.trim().split(/\s+/);
    const name = nameOf(field, names);
    if (name === undefined || !['asc', 'desc'].includes(direction.toLowerCase()) || rest.length > 0) {
      return badParameter(badFormat);
    }
    return { name, descending: direction.toLowerCase() === 'desc' };
  });
};

const nameOf = (part: string, names: readonly string[]): string | undefined =>
  names.find((name) => name.toLowerCase() === part.trim().toLowerCase());

const by =
  (order: readonly OrderKey[]): ((a: Dto, b: Dto) => number) =>
  (a, b) => {
    for (const { name, descending } of order) {
      const difference = compared(a[name], b[name]);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  };

const compared = (a: unknown, b: unknown): number => {
  if (isNumber(a) && isNumber(b)) return a < b ? -1 : Number(a > b);
  const [one, other] = [sortText(a), sortText(b)];
  return one < other ? -1 : Number(one > other);
};

const sortText = (value: unknown): string => (typeof value === 'string' ? value : writeJson(value ?? ''));

const isNumber = (value: unknown): value is number | bigint => typeof value === 'number' || typeof value === 'bigint';

const pick = (dto: Dto, fields: readonly string[]): Dto =>
  Object.fromEntries(Object.entries(dto).filter(([name]) => fields.includes(name)));

const badParameter = (detail: string): never => refuse(400, titles.resourceParameter, detail);
