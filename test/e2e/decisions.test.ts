/*
 * Whatever no rule may decide, decided by people over one data folder: through the API of one runtime, as against a stack,
 * and then on the folder itself. Each command is shown as programs and as people read it, with its exit code.
 */
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import { startLocalApp } from '../../local/cli/local-app.ts';
import { createEmployeeStore } from '../../shared/flows/employees-to-poweroffice/employee-store.ts';
import { createDynamoDbTable } from '../../shared/state/dynamodb-table.ts';
import { startStackStandIn } from '../builders/stack-stand-in.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { typeCommand } from './command-session.ts';
import { functionsHere } from './functions-here.ts';
import { startSmallVendors } from './small-vendors.ts';

const PEOPLE = 7;
const HOUR_IN_MILLIS = 3_600_000;

/** Payroll entered these two by hand, under numbers of its own. */
const enteredByHand = createDemoCompany({ today: '2026-03-02', size: PEOPLE, flaws: false })
  .people.slice(0, 2)
  .map(({ firstName, lastName, birthDate }, index) => ({
    Number: 501 + index,
    FirstName: firstName,
    LastName: lastName,
    DateOfBirth: birthDate,
    IsArchived: false,
  }));

/** What was decided of the one whose write is in doubt, who is in PowerOffice with nothing yet. */
const inDoubt = { kind: 'employee', key: 'employee', status: 'open', unanswered: 2, id: null, version: 1 } as const;

test('link, unlink, allow, settle, retry and history, for programs and for people', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors(PEOPLE, undefined, { employees: enteredByHand });
  cleanUp.defer(() => vendors.close());
  const { powerOffice, simployer, company } = vendors;
  const [, , third, fourth, fifth, twin] = company.employees.map(({ id }) => id);
  const both = new Set([fifth, twin]);
  simployer.editEmployee(twin ?? '', { employeeNumber: '01005' });
  const recordOf = (number: number) => powerOffice.state.employees.find(({ Number: own }) => Number(own) === number);
  const byHand = recordOf(501)?.Id ?? 0;

  const folder = join(await createTempFolder('decisions'), 'data');
  const app = await startLocalApp({
    vendors: { keys: vendors.keys, environment: { ...vendors.environment, SETTINGS: '', LANGUAGE: 'en' } },
    dataFolder: folder,
    startFunction: functionsHere,
  });
  cleanUp.defer(() => app.close());
  const stack = await startStackStandIn({ outputs: { ApiUrl: `${app.runtime.api.url}/` } });
  cleanUp.defer(() => stack.close());
  const client = new DynamoDBClient(app.runtime.clientOptions('dynamodb'));
  cleanUp.defer(() => client.destroy());
  const table = createDynamoDbTable(DynamoDBDocumentClient.from(client), app.runtime.tableName('StateTableName'));
  const sentAt = Date.now() - HOUR_IN_MILLIS;
  await createEmployeeStore(table).putIntent({ ...inDoubt, sourceId: fourth ?? '', sentAt });

  const sync = async (...argv: string[]) => {
    const { exitCode, stdout } = await typeCommand([...argv, '--stack', 'sync'], { environment: stack.environment });
    return { exitCode, text: stripVTControlCharacters(stdout) };
  };
  const read = async (...argv: string[]) => {
    const { exitCode, text } = await sync(...argv, '--json');
    return { exitCode, document: JSON.parse(text) };
  };
  const codesIn = ({ employees }: any) =>
    Object.fromEntries(
      employees.map(({ employeeNumber, problems }: any) => [employeeNumber, problems.map(({ code }: any) => code)]),
    );

  const first = await read('run', '--yes');
  expect(first.exitCode).toBe(1);
  expect(codesIn(first.document)).toMatchObject({
    1001: ['POSSIBLE_DUPLICATE'],
    1002: ['POSSIBLE_DUPLICATE'],
    1003: [],
    1004: ['WRITE_IN_DOUBT'],
    1005: ['NUMBER_DUPLICATE'],
    1007: [],
  });

  // What cannot be decided, or is already, is refused, and nothing is stored.
  const call = async (method: string, path: string, body?: object): Promise<readonly [number, any]> => {
    const response = await fetch(`${app.runtime.api.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return [response.status, await response.json()];
  };
  const refused: readonly (readonly [Parameters<typeof call>, number, string])[] = [
    [['PUT', '/employees/1001/link', { to: 999 }], 404, 'RECORD_UNKNOWN'],
    [['PUT', '/employees/4711/link', { new: true }], 404, 'EMPLOYEE_UNKNOWN'],
    [['PUT', '/employees/1003/allow', { code: 'SALARY_IMPLAUSIBLE' }], 409, 'NOTHING_HELD'],
    [['POST', '/employees/1003/settle', { kind: 'salary', absent: true }], 409, 'NOTHING_IN_DOUBT'],
  ];
  for (const [words, status, code] of refused) {
    expect([words, ...(await call(...words))]).toMatchObject([words, status, { code }]);
  }
  const aboutTwo: readonly Parameters<typeof call>[] = [
    ['PUT', '/employees/1005/link', { new: true }],
    ['POST', '/retries', { employees: ['1005'] }],
  ];
  for (const words of aboutTwo) {
    const [status, document] = await call(...words);
    expect([status, document.code]).toEqual([400, 'INPUT_INVALID']);
    expect(new Set(document.simployerEmployeeIds)).toEqual(both);
    for (const id of both) expect(document.detail).toContain(id);
  }
  const taken = await sync('link', '1001', '--to', String(recordOf(1003)?.Id));
  expect([taken.exitCode, taken.text]).toEqual([
    2,
    expect.stringMatching(/^✖ LINK_TAKEN  .* linked to employee 1003\./),
  ]);
  expect(await table.query('decisions')).toEqual([]);

  expect(await read('link', '1001', '--to', String(byHand))).toMatchObject({
    exitCode: 0,
    document: { employeeNumber: '1001', decision: { kind: 'link', to: byHand, by: expect.any(String) } },
  });
  const isNew = await sync('link', '1002', '--new');
  expect(isNew.exitCode).toBe(0);
  expect(isNew.text).toMatch(
    /\n1002 is certainly nobody in PowerOffice, decided by \S+ on \d{4}-.*\n.* plan --employee 1002 --stack sync\n.* retry --employee 1002 --stack sync\n$/,
  );
  const absent = await sync('settle', '1004', '--kind', 'employee', '--absent');
  expect([absent.exitCode, absent.text]).toEqual([0, expect.stringContaining('the write in doubt was not stored')]);

  // Whoever failed in that run is tried again, and the two who share a number by their ids.
  const again = await read('retry', '--run', first.document.runId);
  expect(again.exitCode).toBe(1);
  expect(again.document.totals).toMatchObject({ inScope: 5, created: 2, updated: 1, failed: 2 });
  expect(recordOf(501)).toMatchObject({ ExternalNumber: 1001 });
  expect(recordOf(502)).toMatchObject({ ExternalNumber: null });
  expect(powerOffice.state.employees).toHaveLength(6);

  // Pay that became a twelfth is held, allowed, and paid.
  for (const { id, amount } of company.compensations.filter(({ employeeId }) => employeeId === third)) {
    simployer.editCompensation(id, { amount: Math.round(amount / 12) });
  }
  const held = await sync('retry', '--employee', '1003');
  expect(held.exitCode).toBe(1);
  expect(held.text).toContain('SALARY_IMPLAUSIBLE  error, 1');
  const allowed = await sync('allow', '1003', '--code', 'SALARY_IMPLAUSIBLE');
  expect([allowed.exitCode, allowed.text]).toEqual([
    0,
    expect.stringContaining('1003 may pass once, as it is now: SALARY_IMPLAUSIBLE'),
  ]);
  const paid = await read('retry', '--code', 'SALARY_IMPLAUSIBLE');
  expect(paid).toMatchObject({ exitCode: 0, document: { totals: { inScope: 1, updated: 1 } } });
  expect(await read('retry', '--code', 'SALARY_IMPLAUSIBLE')).toMatchObject({
    exitCode: 2,
    document: { status: 'aborted', abort: { code: 'EMPLOYEE_UNKNOWN' } },
  });

  const [, document] = await call('GET', '/employees/1004/history');
  expect(document.entries.at(-1)).toMatchObject({ entity: 'decision', action: 'absent', fields: ['employee'] });
  expect(document.entries.map(({ entity, action }: any) => `${action} ${entity}`)).toContain('create employee');

  const unlinked = await sync('unlink', '1001');
  expect([unlinked.exitCode, unlinked.text]).toEqual([
    0,
    expect.stringContaining('1001 is linked to nothing: matching'),
  ]);
  // The same on the data folder of this machine.
  await app.close();
  const here = async (...argv: string[]) => {
    const { exitCode, stdout } = await typeCommand([...argv, '--data-dir', folder], {
      environment: vendors.environment,
    });
    return { exitCode, text: stripVTControlCharacters(stdout) };
  };
  expect(JSON.parse((await here('retry', '--employee', '1001', '--json')).text)).toMatchObject({
    requestedBy: expect.any(String),
    employees: [{ employeeNumber: '1001', powerOfficeEmployeeId: byHand, outcome: 'unchanged' }],
  });
  const history = await here('history', '1001');
  expect(history.exitCode).toBe(0);
  expect(history.text).toMatch(
    /^Fjordlys.*\n\n1001 \(Simployer id \S+\)\n\S+ \S+ +decision: unlink; asked for by \S+\n/,
  );
  expect(history.text).toMatch(/ employee: ExternalNumber, (?:.*\n)*.* decision: link; asked for by \S+\n$/);
});
