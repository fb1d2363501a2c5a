import * as z from 'zod';
import type { Proxies } from '../http/undici-transport.ts';
import { parseConfiguration } from './configuration-error.ts';

/** Nobody types `http://` in front of a proxy's name. */
const withScheme = (text: string): string => (text === '' || text.includes('://') ? text : `http://${text}`);

/** Whether the name and the password of a proxy's URL can be read. */
const isReadable = (text: string): boolean => {
  try {
    const { username, password } = new URL(text);
    return decodeURIComponent(username + password) !== null;
  } catch {
    return false;
  }
};

// The value may hold a password, so that no message may quote it.
const proxy = z
  .string()
  .trim()
  .transform(withScheme)
  .refine((text) => text === '' || (/^https?:\/\//i.test(text) && isReadable(text)), {
    error: 'is not the address of a proxy; expected http://HOST:PORT, or http://NAME:PASSWORD@HOST:PORT',
  })
  .default('');

/** The variables that lead requests to the vendors through a proxy; without them, as in AWS, they go straight. */
const proxyVariables = z.object({ HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: z.string().trim().default('') });

/** How a function is told of the proxies. */
export const toProxyVariables = ({ http, https, except }: Proxies): Readonly<Record<string, string>> => ({
  HTTP_PROXY: http,
  HTTPS_PROXY: https,
  NO_PROXY: except,
});

/**
 * The proxies that an environment names. Small letters win, as they do in curl, in Node and in undici.
 * @throws ConfigurationError naming the variable that is wrong
 */
export const readProxies = (variables: Readonly<Record<string, string | undefined>>): Proxies => {
  const given = Object.keys(proxyVariables.shape).map((name) => [
    name,
    variables[name.toLowerCase()] ?? variables[name],
  ]);
  const { HTTP_PROXY, HTTPS_PROXY, NO_PROXY } = parseConfiguration(proxyVariables, Object.fromEntries(given), '');
  return { http: HTTP_PROXY, https: HTTPS_PROXY, except: NO_PROXY };
};
