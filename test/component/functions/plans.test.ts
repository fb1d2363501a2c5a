import { createApiClient } from '../../builders/api-client.ts';
import { buildSeedEmployee } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';

const DAY_IN_MILLIS = 24 * 3600 * 1000;
const numbersOf = (count: number, first: number) => Array.from({ length: count }, (_, index) => first + index);

/** Three whom payroll has, two who are new, and three whom only payroll has. */
const planned = async () => {
  const system = createSyncSystem({
    people: [
      ...numbersOf(3, 101).map((number) => buildSimployerPerson({ number })),
      ...numbersOf(2, 104).map((number) =>
        buildSimployerPerson({ number, employee: { lastName: `Ny${number}`, birthDate: '1999-01-01T00:00:00.000Z' } }),
      ),
    ],
    seed: {
      employees: [
        ...numbersOf(3, 101).map((number) => buildSeedEmployee({}, number)),
        ...numbersOf(3, 301).map((number) =>
          buildSeedEmployee({ FirstName: 'Ola', LastName: `Only${number}` }, number),
        ),
      ],
    },
  });
  await system.run({ mode: 'plan', isStored: true, runId: 'plan' });
  return system;
};

/** Every page of a plan. */
const allPages = async (call: ReturnType<typeof createApiClient>['call'], query: string) => {
  const pages = [];
  for (let after = ''; ;) {
    const { status, body } = await call('GET', `/plans/plan?${query}${after}`);
    expect(status).toBe(200);
    pages.push(body);
    if (body.next === null) return pages;
    after = `&after=${body.next}`;
  }
};
const numbersIn = (pages: readonly any[], list: string) =>
  pages.flatMap((page) => page[list].map(({ employeeNumber }: any) => employeeNumber));

describe('GET /plans/{planId}', () => {
  test.each([1, 2, 5, 100])('gives everybody once, then who is only in PowerOffice, %d at a time', async (limit) => {
    const { call } = createApiClient((await planned()).table);
    const pages = await allPages(call, `limit=${limit}`);

    expect(numbersIn(pages, 'employees')).toEqual(['101', '102', '103', '104', '105']);
    expect(numbersIn(pages, 'onlyInPowerOffice')).toEqual(['301', '302', '303']);
    for (const { match, guards, findings, totals } of pages) {
      expect({ match, guards, findings, totals }).toMatchObject({
        match: { byNumber: 3, new: 2, linked: 0, onlyInPowerOffice: 3 },
        guards: [],
        findings: [],
        totals: { inScope: 5 },
      });
    }
    expect(pages.at(-1).onlyInPowerOffice.at(-1)).toEqual({
      powerOfficeEmployeeId: expect.any(Number),
      employeeNumber: '303',
      name: 'Ola Only303',
      archived: false,
    });
  });

  test.each([
    ['byNumber', ['101', '102', '103'], []],
    ['new', ['104', '105'], []],
    ['blocked', [], []],
    ['onlyInPowerOffice', [], ['301', '302', '303']],
  ])('keeps to the group %s', async (group, employees, only) => {
    const { call } = createApiClient((await planned()).table);
    const pages = await allPages(call, `group=${group}&limit=2`);

    expect(numbersIn(pages, 'employees')).toEqual(employees);
    expect(numbersIn(pages, 'onlyInPowerOffice')).toEqual(only);
    expect(pages[0].match).toMatchObject({ byNumber: 3, onlyInPowerOffice: 3 });
  });

  test('refuses a group that there is not, and the cursor of another one', async () => {
    const { call } = createApiClient((await planned()).table);
    const { body } = await call('GET', '/plans/plan?group=byNumber&limit=1');

    for (const query of [
      'group=nobody',
      'group=',
      'group=new&group=linked',
      `group=new&after=${body.next}`,
      `after=${body.next}`,
    ]) {
      expect(await call('GET', `/plans/plan?${query}`)).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    }
  });

  test('names nobody once the plan has expired', async () => {
    const { table, clock } = await planned();
    const { call } = createApiClient(table, { clock: { now: () => clock.now() + 8 * DAY_IN_MILLIS } });

    expect((await call('GET', '/plans/plan')).body).toMatchObject({
      state: 'expired',
      employees: [],
      onlyInPowerOffice: [],
      match: { onlyInPowerOffice: 3 },
    });
  });
});
