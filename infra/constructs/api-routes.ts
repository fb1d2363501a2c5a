import { ROLES, ROUTES } from '../../shared/api/routes.ts';
import type { Role } from '../../shared/api/routes.ts';

/** A route as API Gateway and IAM want it. */
interface ApiRoute {
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
  readonly parameters: readonly string[];
  readonly role: Role;
  /** Which function answers. */
  readonly answeredBy: 'api' | 'inspect' | 'decide';
  /** Its own role may call it under one user agent alone. */
  readonly isLimited: boolean;
}

export const API_ROUTES: readonly ApiRoute[] = Object.entries(ROUTES).map(([key, route]) => {
  const [method = '', path = ''] = key.split(' ');
  const parameters = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name);
  const answeredBy = 'live' in route ? 'inspect' : 'decides' in route ? 'decide' : 'api';
  return { method, path, parameters, role: route.role, answeredBy, isLimited: 'isLimited' in route };
});

/** The routes that a role may call. */
export const routesOf = (role: Role): readonly ApiRoute[] =>
  API_ROUTES.filter((route) => ROLES.indexOf(route.role) <= ROLES.indexOf(role));
