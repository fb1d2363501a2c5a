import type { VendorRequest, VendorResponse } from '../vendor-request.ts';
import { numberOf } from './guid.ts';
import type { ClientState } from './state.ts';

/** One request on its way to an endpoint, let in already. */
export interface Call {
  readonly request: VendorRequest;
  /** The ids in the path, in order; 0 where there is none. */
  readonly ids: readonly [number, number];
  readonly client: ClientState;
}

/** One operation of the API. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `{id}` stands for a number, `{guid}` for the number that a GUID was made of. */
  readonly path: string;
  /** Any of these opens it; a role name includes its `_Full`. None: a token is enough. */
  readonly privileges: readonly string[];
  handle(call: Call): VendorResponse;
}

interface Match {
  readonly endpoint: Endpoint;
  readonly ids: readonly [number, number];
}

const BASE_PATH = /^(?:\/demo)?\/v2(?=\/)/i;

/** The endpoint a request belongs to, in any casing, with or without `/Demo`; null for an unknown route. */
export const route = (endpoints: readonly Endpoint[], request: VendorRequest): Match | null => {
  if (!BASE_PATH.test(request.path)) return null;
  const segments = request.path.replace(BASE_PATH, '').split('/');
  for (const endpoint of endpoints) {
    const ids = endpoint.method === request.method ? idsIn(endpoint.path.split('/'), segments) : null;
    if (ids !== null) return { endpoint, ids: [ids[0] ?? 0, ids[1] ?? 0] };
  }
  return null;
};

const idsIn = (expected: readonly string[], actual: readonly string[]): number[] | null => {
  if (expected.length !== actual.length) return null;
  const ids: number[] = [];
  for (const [index, part] of expected.entries()) {
    const segment = actual[index] ?? '';
    if (part === '{id}') {
      if (!/^\d{1,18}$/.test(segment)) return null;
      ids.push(Number(segment));
    } else if (part === '{guid}') {
      const number = numberOf(segment);
      if (number === null) return null;
      ids.push(number);
    } else if (part.toLowerCase() !== segment.toLowerCase()) {
      return null;
    }
  }
  return ids;
};
