import { createInspectClient } from '../../builders/inspect-client.ts';
import type { InspectClientOptions } from '../../builders/inspect-client.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createXledgerSystem } from '../../builders/xledger-system.ts';
import type { XledgerSystem, XledgerSystemInput } from '../../builders/xledger-system.ts';

/** An invented national id. */
const SSN = '13097248022';
const TITLES = { positionKind: 70_001 };
const kari = buildSimployerPerson({ employee: { ssn: SSN, privateEmail: 'kari@example.com' } });
const INPUT: XledgerSystemInput = { people: [kari], seed: { positionValues: ['Engineer', 'Welder'] }, xledger: TITLES };

const explain = async (system: XledgerSystem, name: string | number, options: InspectClientOptions = {}) => {
  const { get } = createInspectClient(system, { settings: { xledger: TITLES }, ...options });
  return (await get(`/employees/${name}/explain?flow=employees-to-xledger`)).body;
};

const stepOf = (document: any, name: string): any => document.steps.find(({ step }: any) => step === name);
const fieldOf = (document: any, name: string): any =>
  stepOf(document, 'differences').fields.find(({ field }: any) => field === name);
const codesOf = (document: any): readonly string[] => stepOf(document, 'action').problems.map(({ code }: any) => code);

/** A system whose people a run has synced, some time ago. */
const synced = async (input: XledgerSystemInput = INPUT): Promise<XledgerSystem> => {
  const system = createXledgerSystem(input);
  await system.sync();
  await system.advance(120_000);
  return system;
};

describe('GET /employees/{number}/explain?flow=employees-to-xledger', () => {
  test('of somebody in step: five steps, by the stored link, with nothing to write', async () => {
    const system = await synced();
    const id = String(system.record('42').dbId);
    const document = await explain(system, 42);
    expect(document).toMatchObject({
      connection: { simployer: { name: 'Testbruk AS' }, xledger: { name: 'Fjordbruk Demo AS' } },
      employeeNumber: '42',
      simployerEmployeeId: 'person-42',
    });
    expect(document.steps.map(({ step }: any) => step)).toEqual(['source', 'scope', 'match', 'differences', 'action']);
    expect(stepOf(document, 'source')).toMatchObject({ found: true, name: 'Kari Nordmann', active: true });
    expect(stepOf(document, 'match')).toMatchObject({
      keys: [
        { key: 'link', value: id, hits: [{ targetId: id, number: '42', name: 'Kari Nordmann' }] },
        { key: 'code', value: '42', hits: [{ targetId: id }] },
        { key: 'looseCode', value: '42', hits: [] },
      ],
      matchedBy: 'link',
      targetId: id,
    });
    expect(stepOf(document, 'differences').fields).toEqual([]);
    expect(stepOf(document, 'action')).toMatchObject({ outcome: 'unchanged', changes: [] });
    expect(document.apiCalls).toEqual({ simployer: expect.any(Number), xledger: expect.any(Number) });
  });

  test('a title that payroll has changed by hand: by what people call it, with its row, and who has moved', async () => {
    const system = await synced();
    system.simployer.editEmployee('person-42', { title: 'Welder' });
    const document = await explain(system, 42);
    expect(fieldOf(document, 'positionValue.dbId')).toMatchObject({
      entity: 'employee',
      from: 'Engineer',
      to: 'Welder',
      cause: 'source',
      row: '13',
      rule: expect.stringContaining('position'),
    });
    system.xledger.editEmployee(system.record('42').dbId, { email: 'payroll@example.com' });
    expect(fieldOf(await explain(system, 42), 'email')).toMatchObject({ from: 'payroll@example.com', cause: 'target' });
  });

  test('of somebody who is new: what would be made, and neither national id nor account', async () => {
    const document = await explain(createXledgerSystem(INPUT), 42);
    expect(stepOf(document, 'match')).toMatchObject({ matchedBy: null, targetId: null });
    expect(fieldOf(document, 'socialSec')).toMatchObject({ from: null, to: 'changed', row: '9' });
    expect(fieldOf(document, 'bankAccount')).toMatchObject({ from: null, to: 'changed', row: '15' });
    expect(fieldOf(document, 'code')).toMatchObject({ to: '42', row: '1' });
    expect(stepOf(document, 'action')).toMatchObject({ outcome: 'created' });
    expect(stepOf(document, 'action').changes[0]).toMatchObject({ entity: 'employee', action: 'create' });
    expect(JSON.stringify(document)).not.toContain(SSN);
  });

  test.each<[string, Partial<NonNullable<Parameters<typeof buildSimployerPerson>[0]>>, string, string]>([
    ['without a title', { employee: { title: '' } }, 'TITLE_MISSING', 'failed'],
    ['at 80 %', { employments: [{ rate: 80 }] }, 'EMPLOYMENT_NOT_EXPORTED', 'skipped'],
  ])('%s: the rule that keeps them out', async (_what, person, code, outcome) => {
    const document = await explain(createXledgerSystem({ ...INPUT, people: [buildSimployerPerson(person)] }), 42);
    expect(codesOf(document)).toContain(code);
    expect(stepOf(document, 'action')).toMatchObject({ outcome, changes: [] });
  });

  test("a code that is somebody else's: whose record it is, and that it may not be taken", async () => {
    const seed = {
      ...INPUT.seed,
      employees: [{ fields: { code: '42', description: 'Ola Hansen' }, contact: { birthday: '1970-01-01' } }],
    };
    const document = await explain(createXledgerSystem({ ...INPUT, seed }), 42);
    expect(stepOf(document, 'match')).toMatchObject({
      matchedBy: null,
      problems: [{ code: 'MATCH_CONFLICT' }],
      keys: [{ key: 'link' }, { key: 'code', hits: [{ number: '42', name: 'Ola Hansen' }] }, { key: 'looseCode' }],
    });
  });

  test('somebody out of scope, and somebody who has left Simployer', async () => {
    const system = await synced();
    const outside = await explain(system, 42, { settings: { xledger: TITLES, scope: { departments: ['Salg'] } } });
    expect(stepOf(outside, 'scope')).toMatchObject({ inScope: false, excludedBy: ['departments'] });
    expect(codesOf(outside)).toEqual(['OUT_OF_SCOPE']);
    system.simployer.removeEmployee('person-42');
    const gone = await explain(system, 42);
    expect(stepOf(gone, 'source')).toMatchObject({ found: false });
    expect(codesOf(gone)).toEqual(['VANISHED']);
  });

  test('nobody of that number, and a flow that there is not', async () => {
    const { get } = createInspectClient(createXledgerSystem(INPUT));
    expect(await get('/employees/77/explain?flow=employees-to-xledger')).toMatchObject({
      status: 404,
      body: { code: 'EMPLOYEE_UNKNOWN' },
    });
    expect(await get('/employees/42/explain?flow=nowhere')).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', details: ['flow: one of employees-to-poweroffice, employees-to-xledger'] },
    });
  });

  test.each<[string, (system: XledgerSystem) => InspectClientOptions, number, string]>([
    ['a token that is refused', () => ({ keys: { xledgerToken: 'b3RoZXI' } }), 502, 'CREDENTIALS_REFUSED'],
    [
      'a field that X-ledger has no longer',
      () => ({ settings: { xledger: { ...TITLES, probationTypes: ['Vikariat'] } } }),
      502,
      'CONTRACT_BROKEN',
    ],
  ])('%s: in the words of this flow', async (_what, options, status, code) => {
    const system = createXledgerSystem({
      ...INPUT,
      options: { withoutFields: ['AddEmployeesInputNode.trialTo'] },
    });
    const { get } = createInspectClient(system, options(system));
    expect(await get('/employees/42/explain?flow=employees-to-xledger')).toMatchObject({
      status,
      body: { code, hint: expect.any(String) },
    });
  });

  test('tokens of another company than people are linked for', async () => {
    const system = await synced();
    const other = createXledgerSystem({ ...INPUT, company: { id: 'company-2' }, table: system.table });
    const { get } = createInspectClient(other, { settings: { xledger: TITLES } });
    expect(await get('/employees/42/explain?flow=employees-to-xledger')).toMatchObject({
      status: 409,
      body: { code: 'WRONG_COMPANY' },
    });
  });

  test('the button of the dashboard explains a person of this flow, by number and without values', async () => {
    const system = await synced();
    system.xledger.editEmployee(system.record('42').dbId, { email: 'payroll@example.com' });
    const { explainTyped } = createInspectClient(system, { settings: { xledger: TITLES } });
    const html = await explainTyped('42', 'en', { flow: 'employees-to-xledger' });
    expect(html).toContain(String(system.record('42').dbId));
    expect(html).toContain('email');
    for (const value of ['Kari', 'payroll@example.com']) expect(html).not.toContain(value);
  });
});
