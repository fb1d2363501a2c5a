/*
 * National ids and accounts, which X-ledger shows masked or not at all: what is written when, and that neither is kept.
 */
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createXledgerSystem } from '../../builders/xledger-system.ts';
import type { XledgerSystemInput } from '../../builders/xledger-system.ts';

/** Invented national ids, and an account that is valid. */
const ID = '13097248022';
const OTHER_ID = '29029600013';
const ACCOUNT = '12345678903';
const LAG_IN_MILLIS = 40_000;

const kari = buildSimployerPerson({ employee: { ssn: ID, bankAccount: { number: ACCOUNT, country: 'NO' } } });
const inXledger = (socialSec: string, bankAccount: string | null = ACCOUNT) => ({
  fields: { code: '42', description: 'Kari Nordmann', socialSec },
  contact: { firstName: 'Kari', lastName: 'Nordmann', birthday: '1990-05-01' },
  bankAccount,
});

const systemOf = (employee: ReturnType<typeof inXledger> | null, input: XledgerSystemInput = {}) =>
  createXledgerSystem({
    people: [kari],
    ...input,
    seed: { positionValues: ['Engineer'], employees: employee === null ? [] : [employee] },
    xledger: { positionKind: 70_001, ...input.xledger },
  });

describe('On a record that is adopted', () => {
  test('the ending that X-ledger shows is ours: nothing is sent, and from then on changes are', async () => {
    const system = systemOf(inXledger(ID), { options: { mask: 'lastDigits' } });
    const first = await system.sync();
    expect(first.told).toEqual(['42: updated']);
    expect(first.outcomes[0]?.changes.map(({ field }) => field)).not.toContain('socialSec');

    await system.advance(LAG_IN_MILLIS);
    system.simployer.editEmployee('person-42', { ssn: OTHER_ID });
    const second = await system.sync();
    expect(second.outcomes[0]?.changes.map(({ field }) => field)).toEqual(['socialSec']);
    expect(system.record('42').fields['socialSec']).toBe(OTHER_ID);
  });

  test('another ending is told, and not overwritten', async () => {
    const system = systemOf(inXledger(OTHER_ID), { options: { mask: 'lastDigits' } });
    expect((await system.sync()).told).toEqual(['42: updated NATIONAL_ID_DIFFERS']);
    expect(system.record('42').fields['socialSec']).toBe(OTHER_ID);
  });

  test('a mask that shows nothing: what is there is kept, or by option written', async () => {
    expect((await systemOf(inXledger(OTHER_ID)).sync()).told).toEqual(['42: updated HIDDEN_KEPT']);
    const writing = systemOf(inXledger(OTHER_ID), { xledger: { hiddenOnAdoption: 'write' } });
    expect((await writing.sync()).told).toEqual(['42: updated']);
    expect(writing.record('42').fields['socialSec']).toBe(ID);
  });
});

test('an account that was changed by hand is overwritten where X-ledger shows it, and not seen where it does not', async () => {
  for (const [bankAccount, isSeen] of [
    ['readable', true],
    ['masked', false],
    ['null', false],
  ] as const) {
    const system = systemOf(null, { options: { bankAccount } });
    await system.sync();
    await system.advance(LAG_IN_MILLIS);
    const { dbId } = system.record('42');
    system.xledger.editAccount(dbId, '86011117947');
    const { run, writes } = await system.sync();
    expect([bankAccount, writes]).toEqual([bankAccount, isSeen ? 1 : 0]);
    expect(run.findings.some(({ code }) => code === 'ACCOUNT_NOT_READABLE')).toBe(!isSeen);
    expect(system.record('42').bankAccount).toBe(isSeen ? ACCOUNT : '86011117947');
  }
});

test('with another hash key nothing is rewritten, and everybody is told as adopted', async () => {
  const before = systemOf(null);
  await before.sync();
  const items = before.table.items().filter(({ pk }) => pk === 'people#employees-to-xledger');
  expect(items[0]?.['hidden']).toMatchObject({ socialSec: { hash: expect.any(String), at: expect.any(Number) } });
  await before.advance(LAG_IN_MILLIS);
  for (const item of items) {
    const hidden = { socialSec: { hash: 'of another key', keyVersion: 'other', at: 0 } };
    await before.table.put({ ...item, hidden, version: item.version + 1 });
  }

  expect(await before.sync()).toMatchObject({ told: ['42: unchanged HIDDEN_KEPT'], writes: 0 });
  expect(await before.sync()).toMatchObject({ told: ['42: unchanged'], writes: 0 });
});

test('of a record that this sync made, and did not learn that it had, they are sent again', async () => {
  let count = 0;
  const system = systemOf(null, {
    options: { bankAccount: 'null' },
    faults: {
      xledger: (text) => {
        if (!text.includes('addEmployees(inputs')) return null;
        count += 1;
        return count === 1 ? { after: 'reset' } : null;
      },
    },
  });
  expect((await system.sync()).told).toEqual(['42: created']);
  expect(count).toBe(1);
  expect(system.record('42').fields['socialSec']).toBe(ID);
  await system.advance(LAG_IN_MILLIS);
  expect((await system.sync()).writes).toBe(0);
});

test('neither national id nor account is in anything that is kept or told', async () => {
  const system = systemOf(null);
  await system.sync();
  await system.sync({ mode: 'plan', isStored: true });
  const kept = JSON.stringify([system.table.items(), system.logs, system.events, system.ends]);
  expect(kept).not.toContain(ID);
  expect(kept).not.toContain(ACCOUNT);
});
