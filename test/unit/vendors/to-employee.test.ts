import { namedRowSchema } from '../../../shared/vendors/simployer/company.ts';
import { compensationSchema } from '../../../shared/vendors/simployer/compensations.ts';
import { employeeSchema } from '../../../shared/vendors/simployer/employees.ts';
import { employmentSchema } from '../../../shared/vendors/simployer/employments.ts';
import { toSourceEmployees } from '../../../shared/vendors/simployer/to-employee.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';

const sourceOf = (
  employee: Record<string, unknown>,
  {
    employments = [],
    compensations = [],
    types = [],
  }: {
    employments?: Record<string, unknown>[];
    compensations?: Record<string, unknown>[];
    types?: Record<string, unknown>[];
  } = {},
): SourceEmployee => {
  const [source] = toSourceEmployees({
    employees: [employeeSchema.parse({ id: 'e1', active: true, ...employee })],
    employments: employments.map((row) => employmentSchema.parse({ id: 'm1', employeeId: 'e1', ...row })),
    compensations: compensations.map((row) => compensationSchema.parse({ id: 'c1', employeeId: 'e1', ...row })),
    employmentTypes: types.map((row) => namedRowSchema.parse(row)),
  });
  if (source === undefined) throw new Error('no employee');
  return source;
};

describe('an employee of Simployer', () => {
  test('with nothing but what the schema requires has nothing else', () => {
    const { id, active, employments, compensations, faults, homeAddress, bankAccount, leaving, ...rest } = sourceOf({});
    expect({ id, active, employments, compensations, faults }).toEqual({
      id: 'e1',
      active: true,
      employments: [],
      compensations: [],
      faults: [],
    });
    expect(new Set(Object.values({ ...rest, ...homeAddress, ...bankAccount, ...leaving }))).toEqual(new Set([null]));
  });

  test('its manager, its own end and its cost centre come along, the inherited one before its own', () => {
    const row = { managerEmployeeId: 'e2', costCenterId: 'c1', endDate: '2027-01-31', offboardDate: '2027-02-28' };
    const leaving = { endDate: '2027-01-31', offboardDate: '2027-02-28' };
    expect(sourceOf(row)).toMatchObject({ managerId: 'e2', costCenterId: 'c1', leaving });
    expect(sourceOf({ ...row, effectiveCostCenterId: 'c2' })).toMatchObject({ costCenterId: 'c2' });
  });

  test.each([null, '', '   ', '\n'])('%p as an e-mail address is missing', (workEmail) => {
    expect(sourceOf({ workEmail }).workEmail).toBeNull();
  });

  test.each([17.5, true, {}, [], ['kari@example.com']])('%p as an e-mail address is unreadable', (workEmail) => {
    const typed = JSON.stringify(workEmail);
    expect(sourceOf({ workEmail }).workEmail).toEqual({ field: 'workEmail', typed, code: 'VALUE_UNREADABLE' });
  });

  test('text stays as typed', () => {
    expect(sourceOf({ lastName: ' Hansen ', homeAddress: { street: 'c/o Berg\nStorgata 5 ' } })).toMatchObject({
      lastName: ' Hansen ',
      homeAddress: { street: 'c/o Berg\nStorgata 5 ', city: null },
    });
  });

  test('numbers where text is declared are taken as text', () => {
    expect(sourceOf({ employeeNumber: 42, homeAddress: { postalCode: 1130 } })).toMatchObject({
      employeeNumber: '42',
      homeAddress: { postalCode: '1130' },
    });
  });

  test('fields under another name are found', () => {
    const source = sourceOf({
      employmentId: 'm1',
      compensationId: 'c1',
      bankAccount: { bank: 'DNB', bic: 'DNBANOKK' },
    });
    expect(source).toMatchObject({
      mainEmploymentId: 'm1',
      compensationId: 'c1',
      bankAccount: { bank: 'DNB', bic: 'DNBANOKK' },
    });
  });

  test.each([
    ['1990-04-30T22:00:00.000Z', '1990-05-01'],
    ['1990-05-01', '1990-05-01'],
    ['2025-12-31T23:59:59.999Z', '2025-12-31'],
  ])('birth date %p is %p', (birthDate, expected) => {
    expect(sourceOf({ birthDate }).birthDate).toBe(expected);
  });

  test('the employment type comes with its name, an unknown one without', () => {
    const employments = [
      { id: 'm1', typeId: 't1', startDate: '2024-01-01T00:00:00Z', rate: 80 },
      { id: 'm2', typeId: 'gone' },
    ];
    expect(sourceOf({}, { employments, types: [{ id: 't1', name: 'permanent_employment' }] }).employments).toEqual([
      {
        id: 'm1',
        typeId: 't1',
        typeName: 'permanent_employment',
        startDate: '2024-01-01',
        endDate: null,
        note: null,
        rate: '80',
      },
      { id: 'm2', typeId: 'gone', typeName: null, startDate: null, endDate: null, note: null, rate: null },
    ]);
  });

  test('employments and compensations of others stay out', () => {
    const source = sourceOf({}, { employments: [{ employeeId: 'e2' }], compensations: [{ employeeId: 'e2' }] });
    expect(source).toMatchObject({ employments: [], compensations: [] });
  });

  test.each([
    [45_833.33, '45833.33'],
    [0.1 + 0.2, '0.3'],
    [550_000 / 12, '45833.333333'],
    [1e21, '1000000000000000000000'],
    [1e-9, '0'],
    [-5, '-5'],
    ['245.50', '245.5'],
    [null, null],
  ])('amount %p is the decimal text %p', (amount, expected) => {
    expect(sourceOf({}, { compensations: [{ amount }] }).compensations[0]?.amount).toBe(expected);
  });
});

describe('a row of Simployer', () => {
  test.each([
    ['id', { id: 'a', active: true }, 'a'],
    ['_id when there is no id', { _id: 'b', active: true }, 'b'],
    ['_id when id is blank', { id: '', _id: 'b', active: true }, 'b'],
    ['id when there are both', { id: 'a', _id: 'b', active: true }, 'a'],
  ])('is known by %s', (_name, row, expected) => {
    expect(employeeSchema.parse(row).id).toBe(expected);
  });

  test.each([
    ['without an id', { active: true }],
    ['that is no object', 'a'],
    ['that is nothing', null],
  ])('%s cannot be used', (_name, row) => {
    expect(employeeSchema.safeParse(row).success).toBe(false);
  });

  test('may have a whole number for an id', () => {
    expect(employeeSchema.parse({ id: 42, active: true }).id).toBe('42');
  });

  test('drops what the sync has no use for', () => {
    const row = { id: 'a', active: true, tax: { table: 33 }, custom: { religion: 'secret' }, nationality: 'NO' };
    expect(JSON.stringify(employeeSchema.parse(row))).not.toMatch(/tax|custom|secret|nationality/);
  });
});

describe('a date that is there', () => {
  const dateFields = [
    ['hireDate', (typed: unknown) => sourceOf({ hireDate: typed }).hireDate],
    ['birthDate', (typed: unknown) => sourceOf({ birthDate: typed }).birthDate],
    [
      'employment.startDate',
      (typed: unknown) => sourceOf({}, { employments: [{ startDate: typed }] }).employments[0]?.startDate,
    ],
    [
      'employment.endDate',
      (typed: unknown) => sourceOf({}, { employments: [{ endDate: typed }] }).employments[0]?.endDate,
    ],
    [
      'compensation.effectiveDate',
      (typed: unknown) => sourceOf({}, { compensations: [{ effectiveDate: typed }] }).compensations[0]?.effectiveDate,
    ],
  ] as const;

  const readable: readonly [unknown, string | null][] = [
    ['2027-12-31 00:00:00', '2027-12-31'],
    ['2027-12-31 23:59:59Z', '2027-12-31'],
    ['2027-12-31 22:00:00.000Z', '2027-12-31'],
    ['2027-12-31 23:00:00.000Z', '2028-01-01'],
    ['2027-12-31 00:30:00+02:00', '2027-12-30'],
    [' 2027-12-31 ', '2027-12-31'],
    ['0000-00-00', null],
    ['0000-00-00 00:00:00', null],
    ['0000-00-00T00:00:00.000Z', null],
    ['', null],
    ['  ', null],
    [null, null],
  ];

  const unreadable: readonly unknown[] = [
    '31.12.2027',
    '31.12.27',
    '31/12/2027',
    '12/31/2027',
    '31-12-2027',
    '2027.12.31',
    '2027/12/31',
    '2027-12-31T',
    '2027-12-31  00:00:00',
    '2027-12-31 kl 12',
    '2027-02-30',
    '2027-13-01',
    '2027-1-1',
    '20271231',
    '+012027-12-31',
    '31. desember 2027',
    'Fri Dec 31 2027',
    'snart',
    '-',
    'null',
    '0000-00-00 12:00:00',
    '9999-12-31T23:30:00Z',
    1_830_297_600_000,
    1_830_297_600,
    0,
    true,
    {},
    ['2027-12-31'],
  ];

  describe.each(dateFields)('as %s', (field, read) => {
    test.each(readable)('%j is read as %j', (typed, expected) => {
      expect(read(typed)).toBe(expected);
    });

    test.each(unreadable.map((typed) => [typed]))('%j is unreadable, and kept as typed', (typed) => {
      const kept = typeof typed === 'string' ? typed : JSON.stringify(typed);
      expect(read(typed)).toEqual({ field, typed: kept, code: 'VALUE_UNREADABLE' });
    });
  });
});

describe('another value that is there and cannot be read', () => {
  test.each(['a lot', '45 000', '45.000,50', '1e5', true, {}, [1]])('%p is no amount and no rate', (value) => {
    const source = sourceOf({}, { employments: [{ rate: value }], compensations: [{ amount: value }] });
    const typed = typeof value === 'string' ? value : JSON.stringify(value);
    expect(source.employments[0]?.rate).toMatchObject({ field: 'employment.rate', typed });
    expect(source.compensations[0]?.amount).toMatchObject({ field: 'compensation.amount', typed });
  });

  test('each field by its own name', () => {
    const row = Object.fromEntries(
      ['title', 'firstName', 'lastName', 'ssnCountry', 'gender', 'privateEmail', 'userId', 'employmentId'].map(
        (field) => [field, true],
      ),
    );
    const source = sourceOf({ ...row, homeAddress: { street: false }, bankAccount: { iban: 12 } });
    const { mainEmploymentId, homeAddress, bankAccount, ...others } = source;
    expect(mainEmploymentId).toMatchObject({ field: 'mainEmploymentId', typed: 'true' });
    for (const [field, value] of Object.entries(others)) {
      if (field in row) expect(value).toMatchObject({ field, typed: 'true' });
    }
    expect(homeAddress).toMatchObject({ street: { field: 'homeAddress.street', typed: 'false' }, city: null });
    expect(bankAccount).toMatchObject({ iban: { field: 'bankAccount.iban', typed: '12' }, number: null });
  });

  test.each(['Storgata 5', 17, ['Storgata 5']])('%p is no address and no bank account', (value) => {
    const typed = typeof value === 'string' ? value : JSON.stringify(value);
    expect(sourceOf({ homeAddress: value, bankAccount: value })).toMatchObject({
      homeAddress: { field: 'homeAddress', typed },
      bankAccount: { field: 'bankAccount', typed },
    });
  });

  test('an employee number is text, and no number', () => {
    expect(sourceOf({ employeeNumber: [42] }).employeeNumber).toBe('[42]');
    expect(sourceOf({ employeeNumber: false }).employeeNumber).toBe('false');
  });

  test('a whole document in a field is cut, and stays well-formed', () => {
    const { title } = sourceOf({ title: [`${'x'.repeat(197)}😀${'y'.repeat(5_000)}`] });
    expect(title).toMatchObject({ field: 'title' });
    const { typed } = title as { typed: string };
    expect(typed.length).toBe(200);
    expect(typed.isWellFormed()).toBe(true);
  });
});

describe('a row that breaks its schema', () => {
  const faultsOf = (
    employees: Record<string, unknown>[],
    rows: Record<string, unknown>[],
    knownOwners: ReadonlyMap<string, string> = new Map(),
  ): Record<string, unknown> =>
    Object.fromEntries(
      toSourceEmployees(
        {
          employees: employees.map((row) => employeeSchema.parse(row)),
          employments: rows.map((row) => employmentSchema.parse(row)),
          compensations: [],
          employmentTypes: [],
        },
        knownOwners,
      ).map(({ id, faults }) => [id, faults.map((fault) => `${fault.row} ${fault.id} ${fault.field}`)]),
    );

  test.each([[undefined], [null], ['true'], [1]])('an employee whose active is %p stays, with the fault', (active) => {
    expect(sourceOf({ active })).toMatchObject({
      active: null,
      faults: [{ row: 'employee', id: 'e1', field: 'active' }],
    });
  });

  test('an employment without an owner is that of whoever names it', () => {
    const employees = [
      { id: 'e1', active: true, employmentId: 'm1' },
      { id: 'e2', active: true, employmentId: 'm2' },
      { id: 'e3', active: true },
    ];
    expect(faultsOf(employees, [{ id: 'm1', employeeId: 'e1' }, { id: 'm2' }])).toEqual({
      e1: [],
      e2: ['employment m2 employeeId'],
      e3: [],
    });
  });

  test('one that nobody names is suspected of everybody whose main employment is not known without it', () => {
    const employees = [
      { id: 'e1', active: true, employmentId: 'm1' },
      { id: 'e2', active: true, employmentId: 'gone' },
      { id: 'e3', active: true },
    ];
    expect(
      faultsOf(employees, [
        { id: 'm1', employeeId: 'e1' },
        { id: 'm9', employeeId: '' },
      ]),
    ).toEqual({
      e1: [],
      e2: ['employment m9 employeeId'],
      e3: ['employment m9 employeeId'],
    });
  });

  test.each([
    ['that of whom it was last synced for', 'e1', { e1: ['employment m9 employeeId'], e2: [] }],
    ['nobody’s once they are gone from the source', 'e9', { e1: [], e2: [] }],
  ])('one that nobody names is %s', (_, owner, expected) => {
    const employees = [
      { id: 'e1', active: true, employmentId: 'm1' },
      { id: 'e2', active: true },
    ];
    const rows = [{ id: 'm1', employeeId: 'e1' }, { id: 'm9' }];
    expect(faultsOf(employees, rows, new Map([['m9', owner]]))).toEqual(expected);
  });

  test('a list in which nobody owns anything costs everybody one fault', () => {
    const employees = Array.from({ length: 3_000 }, (_, index) => ({ id: `e${index}`, active: true }));
    const rows = Array.from({ length: 3_000 }, (_, index) => ({ id: `m${index}` }));
    expect(new Set(Object.values(faultsOf(employees, rows)).map(String))).toEqual(
      new Set(['employment m0 employeeId']),
    );
  });

  test('a compensation without an owner is that of whoever names it', () => {
    expect(sourceOf({ compensationId: 'c1' }, { compensations: [{ employeeId: undefined }] })).toMatchObject({
      compensations: [],
      faults: [{ row: 'compensation', id: 'c1', field: 'employeeId' }],
    });
  });
});
