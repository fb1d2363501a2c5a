import type { LocalRoute } from '../template/local-app.ts';

export interface RouteMatch {
  readonly route: LocalRoute;
  /** Values of the path's `{name}` parts, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The route that API Gateway would choose: a literal part goes before a `{name}`. Null when there is none. For example,
 * `GET /runs/latest` goes before `GET /runs/{runId}` for the path `/runs/latest`.
 */
export const matchRoute = (routes: readonly LocalRoute[], method: string, path: string): RouteMatch | null => {
  const parts = partsOf(path);
  const matches = routes
    .filter((route) => route.method === method)
    .flatMap((route) => {
      const pathParameters = parametersOf(partsOf(route.resourcePath), parts);
      return pathParameters === null ? [] : [{ route, pathParameters }];
    });
  return matches.toSorted((one, other) => rank(one.route).localeCompare(rank(other.route)))[0] ?? null;
};

const parametersOf = (
  patterns: readonly string[],
  parts: readonly string[],
): Readonly<Record<string, string>> | null => {
  if (parts.length !== patterns.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, pattern] of patterns.entries()) {
    const part = parts[index] ?? '';
    const [, name] = /^\{(.+)\}$/.exec(pattern) ?? [];
    if (name !== undefined) parameters[name] = decodeURIComponent(part);
    else if (pattern !== part) return null;
  }
  return parameters;
};

/** A text per route that sorts the more specific one first. */
const rank = (route: LocalRoute): string =>
  partsOf(route.resourcePath)
    .map((part) => (part.startsWith('{') ? '1' : '0'))
    .join('');

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');
