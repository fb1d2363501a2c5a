import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createFolders, runCommandLine } from './command-line.ts';
import type { Finished } from './command-line.ts';
import { startSmallVendors } from './small-vendors.ts';

const MINUTE_IN_MILLIS = 60_000;
jest.setTimeout(4 * MINUTE_IN_MILLIS);

/** Port 1 of loopback: nothing of anybody's listens there. */
const NOBODY_LISTENS = 'http://127.0.0.1:1';
const WEBSITE = 'a website';

/** Which vendor's address is wrong in which way, and how the sync ends. */
const CASES = [
  ['SIMPLOYER_BASE_URL', NOBODY_LISTENS, 'SOURCE_INCOMPLETE', /Simployer/],
  ['POWEROFFICE_BASE_URL', NOBODY_LISTENS, 'POWEROFFICE_UNAVAILABLE', /PowerOffice/],
  ['POWEROFFICE_TOKEN_URL', NOBODY_LISTENS, 'POWEROFFICE_UNAVAILABLE', /PowerOffice.*token/],
  ['SIMPLOYER_BASE_URL', WEBSITE, 'SOURCE_INCOMPLETE', /Simployer/],
  ['POWEROFFICE_BASE_URL', WEBSITE, 'POWEROFFICE_UNAVAILABLE', /PowerOffice/],
  ['POWEROFFICE_TOKEN_URL', WEBSITE, 'POWEROFFICE_UNAVAILABLE', /PowerOffice.*token/],
] as const;

const folders = createFolders();
let vendors: Awaited<ReturnType<typeof startSmallVendors>>;
let website: Server;
let results: readonly Finished[];

// They wait for most of the time, so all of them wait together.
beforeAll(async () => {
  vendors = await startSmallVendors();
  website = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome</body></html>');
  });
  await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(website.address() as AddressInfo).port}`;
  results = await Promise.all(
    CASES.map(async ([variable, address]) =>
      runCommandLine(['--json', '--yes', '--data-dir', join(await folders.create(), 'data')], {
        environment: { ...vendors.environment, [variable]: address === WEBSITE ? url : address },
      }),
    ),
  );
});

afterAll(async () => {
  await vendors.close();
  website.closeAllConnections();
  await new Promise((resolve) => website.close(resolve));
  await folders.removeAll();
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
