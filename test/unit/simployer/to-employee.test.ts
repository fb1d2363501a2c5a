import {
  employeeSchema,
  compensationSchema,
  employmentSchema,
  namedSchema,
} from '../../../shared/simployer/schemas.ts';
import { toSourceEmployees } from '../../../shared/simployer/to-employee.ts';
import type { SourceEmployee } from '../../../shared/employee/source-employee.ts';

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
    employmentTypes: types.map((row) => namedSchema.parse(row)),
  });
  if (source === undefined) throw new Error('no employee');
  return source;
};

describe('an employee of Simployer', () => {
  test('with nothing but what the schema requires has nothing else', () => {
    const { id, active, employments, compensations, homeAddress, bankAccount, ...rest } = sourceOf({});
    expect({ id, active, employments, compensations }).toEqual({
      id: 'e1',
      active: true,
      employments: [],
      compensations: [],
    });
    expect(new Set(Object.values({ ...rest, ...homeAddress, ...bankAccount }))).toEqual(new Set([null]));
  });

  test.each([null, '', '   ', '\n', 17.5, true, {}, []])('%p as an e-mail address is missing', (workEmail) => {
    expect(sourceOf({ workEmail }).workEmail).toBeNull();
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
    ['not a date', null],
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
    ['a lot', null],
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
    ['without a word on whether they are active', { id: 'a' }],
    ['that is no object', 'a'],
    ['that is nothing', null],
  ])('%s cannot be used', (_name, row) => {
    expect(employeeSchema.safeParse(row).success).toBe(false);
  });

  test('drops what the sync has no use for', () => {
    const row = { id: 'a', active: true, tax: { table: 33 }, custom: { religion: 'secret' }, nationality: 'NO' };
    expect(JSON.stringify(employeeSchema.parse(row))).not.toMatch(/tax|custom|secret|nationality/);
  });
});
