/*
 * Several records in one call to X-ledger: what waits goes together, and one bad record costs the others nothing.
 */
import type { DemoXledgerInput } from '../../../local/demo-vendors/xledger/demo-xledger.ts';
import type { FieldValue } from '../../../shared/records/field-value.ts';
import { isVendorError } from '../../../shared/records/vendor-error.ts';
import type { XledgerWriter } from '../../../shared/vendors/xledger/client.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';
import { scriptedTransport } from '../../builders/scripted-transport.ts';
import { connectXledger, openXledger, SESSION_STARTS } from '../../builders/xledger-session.ts';

const employee = (code: string, more: readonly FieldValue[] = []): readonly FieldValue[] => [
  { field: 'code', value: code },
  { field: 'description', value: `Employee ${code}` },
  ...more,
];
const BAD = [{ field: 'birthday', value: 'no date' }];

const open = (input: Omit<DemoXledgerInput, 'clock'> = {}, batchSize = 10) => {
  const session = openXledger(input, { overrides: { batchSize } });
  const write = (work: (writer: XledgerWriter) => readonly Promise<unknown>[]) =>
    session.run(({ writer }) => Promise.allSettled(work(writer)));
  const calls = () => session.xledger.requests.filter(({ text }) => text.startsWith('mutation')).length;
  return { ...session, write, calls };
};

const CODES = ['1', '2', '3', '4', '5'];

test('records that wait to be written go in one call, each with its own answer', async () => {
  const { write, calls, xledger } = open();
  const written = await write(({ createEmployee }) => CODES.map((code) => createEmployee(employee(code))));
  expect(written).toMatchObject(CODES.map((code) => ({ status: 'fulfilled', value: { code, remarks: [] } })));
  expect([calls(), xledger.employees.length]).toEqual([1, 5]);
});

test('no call has more records than the setting says', async () => {
  const { write, calls } = open({}, 2);
  await write(({ createEmployee }) => CODES.map((code) => createEmployee(employee(code))));
  expect(calls()).toBe(3);
});

test.each(['all', 'each'] as const)('of one bad record among others, it alone is refused: %s', async (batchFailure) => {
  const { write, xledger } = open({ options: { batchFailure } });
  const written = await write(({ createEmployee }) =>
    CODES.map((code) => createEmployee(employee(code, code === '3' ? BAD : []))),
  );
  expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  const refused = written.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  expect(refused.map((error) => isVendorError(error, 'rejected'))).toEqual([true]);
  expect(xledger.employees.map(({ fields }) => fields['code'])).toHaveLength(4);
});

test('a lost answer leaves every record of the call in doubt', async () => {
  const { write } = open({ faults: (text) => (text.startsWith('mutation') ? { after: 'reset' } : null) });
  const written = await write(({ createEmployee }) => CODES.map((code) => createEmployee(employee(code))));
  expect(
    written.map((one) => one.status === 'rejected' && isVendorError(one.reason as unknown, 'outcomeUnknown')),
  ).toEqual(CODES.map(() => true));
});

test('a record that something keeps from leaving stays behind, and the others go', async () => {
  const { write, xledger } = open();
  const stays = new Error('somebody else was first');
  const written = await write(({ createEmployee }) =>
    CODES.map((code) =>
      createEmployee(employee(code), () => (code === '2' ? Promise.reject(stays) : Promise.resolve())),
    ),
  );
  expect(written[1]).toEqual({ status: 'rejected', reason: stays });
  expect(xledger.employees.map(({ fields }) => fields['code'])).toEqual(['1', '3', '4', '5']);
});

/** A writer whose first call is answered with this, and any later one with a record for each that was sent. */
const answered = (first: unknown, batchSize: number) => {
  const sent: string[][] = [];
  const session = openXledger(
    {},
    {
      overrides: {
        batchSize,
        transport: ({ body }) => {
          const { variables } = JSON.parse(body ?? '') as {
            variables: { inputs: { clientId: string; node: { code: string } }[] };
          };
          const codes = variables.inputs.map(({ node }) => node.code);
          sent.push(codes);
          const edges = variables.inputs.map(({ clientId, node: { code } }) => ({ clientId, node: shown(code) }));
          const json = sent.length === 1 ? first : { data: { addEmployees: { edges } } };
          return Promise.resolve({ status: 200, headers: {}, body: JSON.stringify(json) });
        },
      },
    },
  );
  return {
    sent,
    create: (codes: readonly string[]) =>
      session.run(({ writer }) => Promise.allSettled(codes.map((code) => writer.createEmployee(employee(code))))),
  };
};
const shown = (code: string) => ({ dbId: Number(code) + 100, code, contact: null });
const REFUSED = { message: 'Invalid value for birthday', extensions: { code: 'INVALID_VALUE' } };

test('a record that is neither shown nor refused is in doubt, and never sent again by itself', async () => {
  const edges = [
    { clientId: '1', node: shown('1') },
    { clientId: '2', node: null },
  ];
  const { create, sent } = answered({ data: { addEmployees: { edges } }, errors: [REFUSED] }, 3);
  const written = await create(['1', '2', '3']);
  expect(sent).toEqual([['1', '2', '3']]);
  expect(
    written.map((one) => (one.status === 'rejected' ? isVendorError(one.reason as unknown, 'outcomeUnknown') : 'made')),
  ).toEqual(['made', true, true]);
});

test('an edge without anything of a refused record hides none of the others', async () => {
  const edges = [null, { clientId: '2', node: shown('2') }, { clientId: '3', node: shown('3') }];
  const { create, sent } = answered({ data: { addEmployees: { edges } }, errors: [REFUSED] }, 3);
  await create(['1', '2', '3']);
  expect(sent).toEqual([['1', '2', '3'], ['1']]);
});

test('what is refused beside records that are all there is told with them', async () => {
  const edges = [{ clientId: '1', node: shown('1') }];
  const { create } = answered({ data: { addEmployees: { edges } }, errors: [REFUSED] }, 1);
  expect(await create(['1'])).toMatchObject([{ value: { code: '1', remarks: ['Invalid value for birthday'] } }]);
});

test('a record that the answer does not show is in doubt, and not sent again, unless its value was refused', async () => {
  const clock = createVirtualClock(SESSION_STARTS);
  const { transport, sent } = scriptedTransport(clock, () => ({
    status: 200,
    json: {
      data: {
        addEmployees: {
          edges: [
            { clientId: '2', node: { dbId: 8, code: '2', contact: null } },
            { clientId: '1', node: null },
          ],
        },
      },
      errors: [{ message: 'Something odd' }],
    },
  }));
  const { writer } = connectXledger(clock, transport, undefined, { batchSize: 10 });
  const written = await clock.run(Promise.allSettled(['1', '2'].map((code) => writer.createEmployee(employee(code)))));
  expect(written[1]).toMatchObject({ status: 'fulfilled', value: { id: '8', remarks: ['Something odd'] } });
  expect(written[0]?.status === 'rejected' && isVendorError(written[0].reason as unknown, 'outcomeUnknown')).toBe(true);
  expect(sent).toHaveLength(1);
});
