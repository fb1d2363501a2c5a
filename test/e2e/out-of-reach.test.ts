import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createTempFolder } from '../builders/temp-folder.ts';
import { readVendors } from '../../local/cli/environment.ts';
import { startLocalSync } from '../../local/cli/local-sync.ts';
import type { LocalSync } from '../../local/cli/local-sync.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { Finished } from './command-line.ts';
import { typeCommand } from './command-session.ts';
import { functionsHere } from './functions-here.ts';
import { startSmallVendors } from './small-vendors.ts';

const MINUTE_IN_MILLIS = 60_000;
/** Port 1 of loopback: nothing of anybody's listens there. */
const NOBODY_LISTENS = 'http://127.0.0.1:1';
const WEBSITE = 'a website';
/** Only a proxy could know the way; this one refuses. */
const BEHIND_A_PROXY = 'https://simployer.invalid/v1';

/** Which vendor's address is wrong in which way, and how the sync ends. */
const CASES = [
  ['SIMPLOYER_BASE_URL', NOBODY_LISTENS, 'SOURCE_INCOMPLETE', /Simployer/],
  ['POWEROFFICE_BASE_URL', NOBODY_LISTENS, 'POWEROFFICE_UNAVAILABLE', /PowerOffice/],
  ['POWEROFFICE_TOKEN_URL', NOBODY_LISTENS, 'POWEROFFICE_UNAVAILABLE', /PowerOffice.*token/],
  ['SIMPLOYER_BASE_URL', BEHIND_A_PROXY, 'SOURCE_INCOMPLETE', /Simployer.*The proxy refused with 407/],
  ['SIMPLOYER_BASE_URL', WEBSITE, 'SOURCE_INCOMPLETE', /Simployer/],
  ['POWEROFFICE_BASE_URL', WEBSITE, 'POWEROFFICE_UNAVAILABLE', /PowerOffice/],
  ['POWEROFFICE_TOKEN_URL', WEBSITE, 'POWEROFFICE_UNAVAILABLE', /PowerOffice.*token/],
] as const;

let vendors: Awaited<ReturnType<typeof startSmallVendors>>;
let website: Server;
let proxy: Server;
const tunnels: (string | undefined)[] = [];
let proxyUrl: string;
let results: readonly Result[];
/** One of them as it is typed. */
let typed: Finished;

interface Result {
  readonly report: Awaited<ReturnType<LocalSync['run']>>;
  readonly durationInMillis: number;
}

/** What the sync is told where one address is wrong. */
const environmentWith = (variable: string, address: string): Record<string, string> => ({
  ...vendors.environment,
  HTTPS_PROXY: proxyUrl,
  VENDOR_CUSTOM_HOSTS: 'simployer.invalid',
  [variable]: address,
});

/** A run of an app of its own. One of them has the real bundles, in processes: the one behind a proxy. */
const run = async (variable: string, address: string): Promise<Result> => {
  const startedAt = performance.now();
  const sync = await startLocalSync({
    vendors: readVendors(environmentWith(variable, address), [FIRST_FLOW]),
    dataFolder: null,
    ...(address !== BEHIND_A_PROXY && { startFunction: functionsHere }),
  });
  const report = await sync.run({ mode: 'apply', employees: null });
  await sync.close();
  return { report, durationInMillis: performance.now() - startedAt };
};

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

// They wait for most of the time, so all of them wait together.
beforeAll(async () => {
  vendors = await startSmallVendors();
  website = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome</body></html>');
  });
  proxy = createServer().on('connect', (request, socket) => {
    tunnels.push(request.url);
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
  });
  const url = await listen(website);
  proxyUrl = await listen(proxy);
  [typed, ...results] = await Promise.all([
    typeCommand(['--json', '--yes', '--data-dir', join(await createTempFolder('sync'), 'data')], {
      environment: environmentWith('SIMPLOYER_BASE_URL', NOBODY_LISTENS),
    }),
    ...CASES.map(([variable, address]) => run(variable, address === WEBSITE ? url : address)),
  ]);
});

afterAll(async () => {
  await vendors.close();
  for (const server of [website, proxy]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test.each(CASES.map((one, index) => [...one, index] as const))(
  '%s that is %s ends with %s within three minutes, and nothing written',
  (_variable, _address, code, words, index) => {
    const result = results[index];

    expect(result?.report).toMatchObject({ status: 'aborted', abort: { code }, employees: [] });
    expect(result?.report.abort?.message).toMatch(words);
    expect(result?.durationInMillis).toBeLessThan(3 * MINUTE_IN_MILLIS);
    expect(vendors.powerOffice.writes).toBe(0);
  },
);

test('as a user types it, that is exit code 2, with the document', () => {
  expect(typed.exitCode).toBe(2);
  expect(typed.document).toMatchObject({ status: 'aborted', abort: { code: 'SOURCE_INCOMPLETE' }, employees: [] });
  expect(typed.durationInMillis).toBeLessThan(3 * MINUTE_IN_MILLIS);
});

test('the functions ask the proxy for what is elsewhere, and for nothing on this machine', () => {
  expect(new Set(tunnels)).toEqual(new Set(['simployer.invalid:443']));
});
