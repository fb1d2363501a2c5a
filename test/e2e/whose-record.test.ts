import { join } from 'node:path';
import { createTempFolder } from '../builders/temp-folder.ts';
import { typeCommand } from './command-session.ts';
import type { Finished } from './command-line.ts';
import { startSmallVendors } from './small-vendors.ts';

test('a data folder of the demo that is then used with production keys: nothing is written, and both are named', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const demo = await startSmallVendors();
  cleanUp.defer(() => demo.close());
  const production = await startSmallVendors(5, undefined, {
    clientId: 'a-client-in-production',
    clientName: 'Fjordglimt AS',
  });
  cleanUp.defer(() => production.close());
  const folder = join(await createTempFolder('sync'), 'data');
  const sync = ({ environment }: typeof demo, ...argv: string[]): Promise<Finished> =>
    typeCommand(['--data-dir', folder, ...argv], { environment });

  const first = await sync(demo, '--yes', '--json');
  expect(first.exitCode).toBe(0);
  expect(first.document.connection).toEqual({
    simployer: { id: demo.company.company.id, name: 'Fjordlys Entreprenør AS', organisationNumber: '313000028' },
    powerOffice: { clientId: expect.any(String), name: 'Fjordlys Entreprenør AS' },
  });

  const refused = await sync(production, '--yes', '--json');
  expect(refused.exitCode).toBe(2);
  expect(refused.document).toMatchObject({
    connection: { powerOffice: { clientId: 'a-client-in-production', name: 'Fjordglimt AS' } },
    status: 'aborted',
    abort: { code: 'WRONG_CLIENT', people: [] },
    employees: [],
  });
  expect(refused.document.abort?.message).toMatch(/"Fjordglimt AS".*"Fjordlys Entreprenør AS"/);
  expect(refused.document.abort?.hint).toContain('--data-dir');

  expect(production.powerOffice.writes).toBe(0);

  const { writes } = demo.powerOffice;
  const again = await sync(demo, '--yes', '--json');
  expect(again.document).toMatchObject({ status: 'succeeded', totals: { unchanged: 5 } });
  expect(demo.powerOffice.writes).toBe(writes);
});
