/*
 * Reads the query of a request to the demo Simployer. The real one filters, sorts and selects by parameters such as
 * `filters[active][$eq]=true`, and refuses some that it does not know. This one refuses all that it does not know, so
 * that a misspelt parameter of ours fails a test. For example, `sort[hireDate]=down` answers 400 with "sort: hireDate
 * must be asc or desc".
 */
import type { SimployerResource } from './simployer-resources.ts';

export type FilterOperator = '$eq' | '$neq' | '$gt' | '$gte' | '$lt' | '$lte' | '$in' | '$nin' | '$between' | '$all';

export interface Condition {
  readonly field: string;
  readonly operator: FilterOperator;
  /** One value, except for `$in`, `$nin` (any number) and `$between` (two). */
  readonly values: readonly string[];
}

export interface SimployerQuery {
  /** `null`: every field of the row. */
  readonly select: readonly string[] | null;
  readonly relations: readonly string[];
  readonly conditions: readonly Condition[];
  readonly sort: readonly { readonly field: string; readonly descending: boolean }[];
  /** `null`: not asked for. */
  readonly limit: number | null;
  readonly offset: number;
}

const OPERATORS: readonly string[] = [
  '$eq',
  '$neq',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$between',
  '$all',
] satisfies readonly FilterOperator[];
const isOperator = (text: string): text is FilterOperator => OPERATORS.includes(text);

const LIST_ONLY = ['limit', 'offset', 'sort', 'filters'];
/** `filters[field]`, `filters[field][$op]`, `filters[field][$op][]`, `sort[field]` and plain names. */
const PARAMETER = /^([a-z]+)(?:\[(\w+)\](?:\[(\$\w+)\](?:\[\])?)?)?$/i;

/**
 * Reads a query as Simployer describes it (Simployer fact 6). Stricter where nothing is said: an unknown
 * parameter is refused, so that a misspelt one cannot go unnoticed.
 * @returns the query, or what is wrong with it, one sentence each
 */
export const parseQuery = (
  parameters: URLSearchParams,
  resource: SimployerResource,
  list: boolean,
): { readonly query: SimployerQuery } | { readonly errors: readonly string[] } => {
  const errors: string[] = [];
  const conditions = new Map<string, { field: string; operator: FilterOperator; values: string[] }>();
  const sort: { field: string; descending: boolean }[] = [];
  let select: string[] | null = null;
  let relations: string[] = [];
  let limit: number | null = null;
  let offset = 0;

  const known = (field: string, use: 'select' | 'sort' | 'filters'): boolean => {
    if (resource.queryable.includes(field)) return true;
    if (use === 'select' && resource.alsoSelectable?.includes(field)) return true;
    errors.push(`${use}: ${field} is not allowed`);
    return false;
  };
  const wholeNumber = (name: string, text: string, least: number): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least) return value;
    errors.push(`${name} must be an integer not less than ${least}`);
    return least;
  };

  for (const [key, value] of parameters) {
    const [, name = '', field, operator] = PARAMETER.exec(key) ?? [];
    if (!list && LIST_ONLY.includes(name)) errors.push(`${key} is not allowed`);
    else if (key === 'limit') limit = wholeNumber('limit', value, 1);
    else if (key === 'offset') offset = wholeNumber('offset', value, 0);
    else if (key === 'select') {
      select = commaSeparated(value);
      for (const selected of select) known(selected, 'select');
    } else if (key === 'relations') {
      relations = commaSeparated(value);
      const unknown = relations.filter((relation) => !resource.relations.includes(relation));
      errors.push(...unknown.map((relation) => `relations: ${relation} is not allowed`));
    } else if (name === 'sort' && field !== undefined && operator === undefined) {
      if (value !== 'asc' && value !== 'desc') errors.push(`sort: ${field} must be asc or desc`);
      if (known(field, 'sort')) sort.push({ field, descending: value === 'desc' });
    } else if (name === 'filters' && field !== undefined) {
      const used = operator ?? '$eq';
      if (!isOperator(used)) errors.push(`filters: ${used} is not an operator`);
      else if (known(field, 'filters')) {
        const condition = conditions.get(`${field} ${used}`) ?? { field, operator: used, values: [] };
        condition.values.push(value);
        conditions.set(`${field} ${used}`, condition);
      }
    } else errors.push(`${key} is not allowed`);
  }

  for (const { field, operator, values } of conditions.values()) {
    if (operator === '$between' && values.length !== 2) errors.push(`filters: ${field} $between needs two values`);
    if (!['$in', '$nin', '$between'].includes(operator) && values.length > 1) {
      errors.push(`filters: ${field} ${operator} takes one value`);
    }
  }
  return errors.length > 0
    ? { errors }
    : { query: { select, relations, conditions: [...conditions.values()], sort, limit, offset } };
};

const commaSeparated = (text: string): string[] => text.split(',').filter((part) => part !== '');
