/*
 * What leaves a run to X-ledger by ways that a data folder does not have: messages, mails and metrics. The rest is in
 * test/e2e/xledger-personal-data.test.ts.
 */
import { TO_XLEDGER } from '../../../functions/composition/told-flow.ts';
import { assembleXledgerState } from '../../../functions/composition/xledger/assemble-xledger-state.ts';
import { createMailClient } from '../../builders/mail-client.ts';
import {
  ACCOUNT,
  carelessRefusal,
  findSecrets,
  MONTHLY_PAY,
  NATIONAL_ID,
  squeeze,
  STREET,
} from '../../builders/sentinels.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createXledgerSystem } from '../../builders/xledger-system.ts';

const NUMBERS = [42, 43, 44];
const FIRST_DAY = '1999-09-09';

/** Three people are made; X-ledger refuses everything that goes to their contacts, and says too much. */
const everythingRefused = async () => {
  const messages: unknown[] = [];
  const system = createXledgerSystem({
    people: NUMBERS.map((number) =>
      buildSimployerPerson({
        number,
        employee: {
          ssn: NATIONAL_ID,
          lastName: 'Hemmelig',
          hireDate: `${FIRST_DAY}T00:00:00.000Z`,
          bankAccount: { number: ACCOUNT, bank: 'Testbanken', country: 'NO' },
          homeAddress: { street: STREET, postalCode: '0150', city: 'Oslo', country: 'NO' },
        },
        compensations: [{ amount: MONTHLY_PAY, payoutPeriod: 'MONTHLY' }],
      }),
    ),
    xledger: { positionKind: 70_001 },
    seed: { positionValues: ['Engineer'] },
    onMessage: (message) => messages.push(message),
    faults: {
      xledger: (text) =>
        text.includes('updateContacts(inputs')
          ? { before: { error: { message: carelessRefusal(STREET), code: 'INVALID_VALUE' } } }
          : null,
    },
  });
  const { told } = await system.sync();
  expect(told).toEqual(NUMBERS.map((number) => `${number}: failed CONTACT_REJECTED`));
  return { system, messages };
};

const everythingIn = (text: string): readonly string[] => [
  ...findSecrets(text),
  ...['hemmelig', squeeze(FIRST_DAY)].filter((secret) =>
    squeeze(text).replaceAll(squeeze(STREET), '').includes(secret),
  ),
];

test('a message of a person has what is sent to X-ledger, and no pay', async () => {
  const { messages } = await everythingRefused();
  expect(messages).toHaveLength(NUMBERS.length);
  for (const message of messages) {
    expect(findSecrets(JSON.stringify(message))).toEqual([NATIONAL_ID, ACCOUNT, STREET].map(squeeze));
  }
});

test('what asks for mails names a run, and a mail says nothing of anybody but the number and the problem', async () => {
  const { system } = await everythingRefused();
  expect(system.mailRequests).toEqual(['run-1']);
  const mail = createMailClient(
    system,
    (table) => table,
    (table) => ({
      [TO_XLEDGER.name]: { ...TO_XLEDGER, problems: () => assembleXledgerState(table).employees.problems() },
    }),
  );
  await mail.tellOf('run-1');
  expect(mail.sent).toHaveLength(1);
  expect(mail.sent[0]?.body).toContain('CONTACT_REJECTED (error): 42, 43, 44');
  expect(everythingIn(JSON.stringify([mail.sent, mail.logged]))).toEqual([]);
});

test('no log line, metric, event, end of a run or error holds any of it', async () => {
  const { system } = await everythingRefused();
  const { logs, metrics, events, ends, starts, errors } = system;
  expect(metrics.length).toBeGreaterThan(0);
  expect(everythingIn(JSON.stringify({ logs, metrics, events, ends, starts, errors: errors.map(String) }))).toEqual([]);
});
