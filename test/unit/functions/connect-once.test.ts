import { connectOnce } from '../../../functions/composition/connect-once.ts';
import type { VendorClients } from '../../../functions/composition/connect.ts';
import { branded } from '../../builders/branded.ts';

/** Vendors that answer nothing but who they are asked by. */
const vendorsOf = (asked: string[]): VendorClients =>
  ({
    powerOffice: { reader: { employee: (id: number) => Promise.resolve(void asked.push(`employee ${id}`)) } },
    takeApiCalls: () => ({ simployer: 0, poweroffice: asked.length }),
    work: () => undefined,
  }) as unknown as VendorClients;

test('a start connects once, so that it ends with the keys that it began with', async () => {
  const connections: string[][] = [];
  const { connect, takeApiCalls } = connectOnce(
    () => {
      connections.push([]);
      return Promise.resolve(vendorsOf(connections.at(-1) ?? []));
    },
    { workUntil: 0, lane: 'load' },
  );
  const read = async (id: number): Promise<unknown> => (await connect()).powerOffice.reader.employee(branded(id));
  expect(takeApiCalls()).toEqual({});

  await Promise.all([read(1), read(2)]);
  await read(3);

  expect(connections).toEqual([['employee 1', 'employee 2', 'employee 3']]);
  expect(takeApiCalls()).toEqual({ simployer: 0, poweroffice: 3 });
});
