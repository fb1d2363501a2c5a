import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createTempFolder } from '../builders/temp-folder.ts';
import { runCommandLine } from './command-line.ts';
import type { Finished } from './command-line.ts';
import { startSmallVendors } from './small-vendors.ts';

const MINUTE_IN_MILLIS = 60_000;
jest.setTimeout(4 * MINUTE_IN_MILLIS);

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
let results: readonly Finished[];

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
  const [url, proxyUrl] = await Promise.all([listen(website), listen(proxy)]);
  results = await Promise.all(
    CASES.map(async ([variable, address]) =>
      runCommandLine(['--json', '--yes', '--data-dir', join(await createTempFolder('sync'), 'data')], {
        environment: {
          ...vendors.environment,
          HTTPS_PROXY: proxyUrl,
          VENDOR_CUSTOM_HOSTS: 'simployer.invalid',
          [variable]: address === WEBSITE ? url : address,
        },
      }),
    ),
  );
});

afterAll(async () => {
  await vendors.close();
  for (const server of [website, proxy]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test.each(CASES.map((one, index) => [...one, index] as const))(
  '%s that is %s ends with %s well within three minutes, and nothing written',
  (_variable, _address, code, words, index) => {
    const result = results[index];

    expect(result?.exitCode).toBe(2);
    expect(result?.document).toMatchObject({ status: 'aborted', abort: { code }, employees: [] });
    expect(result?.document.abort?.message).toMatch(words);
    expect(result?.durationInMillis).toBeLessThan(2.5 * MINUTE_IN_MILLIS);
    expect(vendors.powerOffice.writes).toBe(0);
  },
);

test('the functions ask the proxy for what is elsewhere, and for nothing on this machine', () => {
  expect(new Set(tunnels)).toEqual(new Set(['simployer.invalid:443']));
});
