import type { LocalRoute } from '../template/local-app.ts';

export interface RouteMatch {
  readonly route: LocalRoute;
  /** Values of the path's `{name}` and `{name+}` parts, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The route that API Gateway would choose: a literal part goes before a `{name}`, that before a `{name+}`, and a method
 * before ANY. Null when there is none.
 */
export const matchRoute = (routes: readonly LocalRoute[], method: string, path: string): RouteMatch | null => {
  const parts = path.split('/').filter((part) => part !== '');
  const matches = routes
    .filter((route) => route.method === method || route.method === 'ANY')
    .flatMap((route) => {
      const pathParameters = parametersOf(route, parts);
      return pathParameters === null ? [] : [{ route, pathParameters }];
    });
  return matches.toSorted((one, other) => rank(other.route).localeCompare(rank(one.route)))[0] ?? null;
};

const parametersOf = (route: LocalRoute, parts: readonly string[]): Readonly<Record<string, string>> | null => {
  const patterns = patternsOf(route);
  const parameters: Record<string, string> = {};
  for (const [index, pattern] of patterns.entries()) {
    const part = parts[index];
    if (part === undefined) return null;
    const [, name, greedy] = /^\{(.+?)(\+?)\}$/.exec(pattern) ?? [];
    if (name === undefined) {
      if (pattern !== part) return null;
    } else if (greedy === '+') {
      parameters[name] = parts.slice(index).map(decodeURIComponent).join('/');
      return parameters;
    } else {
      parameters[name] = decodeURIComponent(part);
    }
  }
  return parts.length === patterns.length ? parameters : null;
};

/** A text per route that sorts the more specific one last. */
const rank = (route: LocalRoute): string => {
  const parts = patternsOf(route).map((pattern) =>
    pattern.endsWith('+}') ? 'a' : pattern.startsWith('{') ? 'b' : 'c',
  );
  return `${parts.join('')}${route.method === 'ANY' ? '0' : '1'}`;
};

const patternsOf = (route: LocalRoute): readonly string[] =>
  route.resourcePath.split('/').filter((part) => part !== '');
