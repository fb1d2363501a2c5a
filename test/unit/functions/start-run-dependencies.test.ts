import { startRunDependencies } from '../../../functions/composition/use-cases.ts';
import { DEFAULT_SETTINGS } from '../../../shared/config/settings.ts';
import type { Vendors } from '../../../functions/composition/connect.ts';

/** Vendors that answer nothing but who they are asked by. */
const vendorsOf = (asked: string[]): Vendors =>
  ({
    powerOffice: { reader: { employee: (id: number) => Promise.resolve(void asked.push(`employee ${id}`)) } },
    takeApiCalls: () => ({ simployer: 0, poweroffice: asked.length }),
  }) as unknown as Vendors;

test('a start connects once, so that it ends with the keys that it began with', async () => {
  const connections: string[][] = [];
  const dependencies = startRunDependencies({
    state: {} as Parameters<typeof startRunDependencies>[0]['state'],
    settings: DEFAULT_SETTINGS,
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    vendors: () => {
      connections.push([]);
      return Promise.resolve(vendorsOf(connections.at(-1) ?? []));
    },
    sendTasks: () => Promise.resolve([]),
  });
  expect(dependencies.takeApiCalls()).toEqual({ simployer: 0, poweroffice: 0 });

  await Promise.all([dependencies.reader.employee(1), dependencies.reader.employee(2)]);
  await dependencies.reader.employee(3);

  expect(connections).toEqual([['employee 1', 'employee 2', 'employee 3']]);
  expect(dependencies.takeApiCalls()).toEqual({ simployer: 0, poweroffice: 3 });
});
