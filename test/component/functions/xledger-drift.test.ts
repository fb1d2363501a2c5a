import { createInspectClient } from '../../builders/inspect-client.ts';
import type { InspectClientOptions } from '../../builders/inspect-client.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createXledgerSystem } from '../../builders/xledger-system.ts';
import type { XledgerSystem } from '../../builders/xledger-system.ts';

const TITLES = { positionKind: 70_001 };
const PATH = '/drift?flow=employees-to-xledger';
const people = [41, 42, 43].map((number) =>
  buildSimployerPerson({ number, employee: { ssn: '13097248022', privateEmail: `own.${number}@example.com` } }),
);

/** A system whose people a run has synced, some time ago. */
const synced = async (): Promise<XledgerSystem> => {
  const system = createXledgerSystem({ people, seed: { positionValues: ['Engineer'] }, xledger: TITLES });
  await system.sync();
  await system.advance(120_000);
  return system;
};

const drift = async (
  system: XledgerSystem,
  query = '',
  { settings, ...options }: InspectClientOptions = {},
): Promise<any> => {
  const { get } = createInspectClient(system, { settings: { xledger: TITLES, ...settings }, ...options });
  return (await get(`${PATH}${query}`)).body;
};

describe('GET /drift?flow=employees-to-xledger', () => {
  test('nothing was changed: everybody was compared, and what X-ledger hides is named', async () => {
    expect(await drift(await synced())).toMatchObject({
      connection: { xledger: { entityId: '1001' } },
      fields: [],
      totals: { compared: 3, withoutBase: 0 },
      notCompared: ['socialSec', 'bankAccount'],
      next: null,
    });
  });

  test('a field of the employee and one of its contact: overwritten, and by names alone', async () => {
    const system = await synced();
    const { dbId } = system.record('42');
    system.xledger.editEmployee(dbId, { email: 'payroll@example.com' });
    system.xledger.editContact(dbId, { email2: 'other@example.com' });
    const document = await drift(system);
    const changed = { employeeNumber: '42', simployerEmployeeId: 'person-42', willBe: 'overwritten' };
    expect(document.fields).toEqual(
      [
        { ...changed, entity: 'employee', field: 'email', lastSyncedAt: '2026-03-02T06:00:00.000Z' },
        { ...changed, entity: 'contact', field: 'email2', lastSyncedAt: '2026-03-02T06:00:00.000Z' },
      ].map((field) => ({ ...field, lastSyncedAt: expect.stringMatching(/^2026-03-02T06:0/) })),
    );
    for (const value of ['payroll@', 'other@', 'Kari']) expect(JSON.stringify(document)).not.toContain(value);
  });

  test('of somebody out of scope it is kept, for no run touches them', async () => {
    const system = await synced();
    system.xledger.editEmployee(system.record('42').dbId, { email: 'payroll@example.com' });
    const { fields } = await drift(system, '', { settings: { scope: { employees: ['41', '43'] } } });
    expect(fields).toMatchObject([{ field: 'email', willBe: 'kept' }]);
  });

  test('page by page, and of one person', async () => {
    const system = await synced();
    for (const number of ['41', '42', '43']) {
      system.xledger.editEmployee(system.record(number).dbId, { email: `payroll.${number}@example.com` });
    }
    const first = await drift(system, '&limit=2');
    const second = await drift(system, `&limit=2&after=${first.next}`);
    expect([...first.fields, ...second.fields].map(({ employeeNumber }: any) => employeeNumber)).toEqual([
      '41',
      '42',
      '43',
    ]);
    expect(second.next).toBeNull();
    expect((await drift(system, '&employee=43')).fields).toMatchObject([{ employeeNumber: '43' }]);
    expect(await drift(system, '&employee=77')).toMatchObject({ status: 404, code: 'EMPLOYEE_UNKNOWN' });
  });

  test('a list that may not show yet what a run has just written tells nothing', async () => {
    const system = createXledgerSystem({ people, seed: { positionValues: ['Engineer'] }, xledger: TITLES });
    await system.sync();
    system.xledger.editEmployee(system.record('42').dbId, { email: 'payroll@example.com' });
    expect((await drift(system)).fields).toEqual([]);
  });
});
