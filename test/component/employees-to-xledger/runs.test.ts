import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createXledgerSystem } from '../../builders/xledger-system.ts';

const SEED = { positionValues: ['Engineer', 'Welder'] };
const TITLES = { positionKind: 70_001 };
/** An invented national id. */
const ssn = '13097248022';
const people = Array.from({ length: 3 }, (_, index) =>
  buildSimployerPerson({ number: 41 + index, employee: { ssn, privateEmail: `own.${index}@example.com` } }),
);

test('a first load creates everybody, and a second run writes nothing', async () => {
  const system = createXledgerSystem({ people, seed: SEED, xledger: TITLES });

  const first = await system.sync();
  const second = await system.sync();

  expect(first.told).toEqual(['41: created', '42: created', '43: created']);
  expect(first.run).toMatchObject({
    flow: 'employees-to-xledger',
    status: 'succeeded',
    connection: { simployer: { id: 'company-1' }, xledger: { entityId: '1001', organisationNumber: '999999999' } },
    apiCalls: { simployer: 7, xledger: first.requests },
  });
  expect(system.record('42')).toMatchObject({
    fields: { description: 'Kari Nordmann', employmentFrom: '2020-01-01', dateFrom: '2020-01-01', initials: 'KN' },
    bankAccount: expect.stringMatching(/^\d{11}$/),
    shown: { positionValue: { description: 'Engineer' } },
    contact: { email2: 'own.1@example.com', birthday: '1990-05-01' },
  });
  expect(second.told).toEqual(['41: unchanged', '42: unchanged', '43: unchanged']);
  expect(second.writes).toBe(0);
});
