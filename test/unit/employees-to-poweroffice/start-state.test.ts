import { createHmac } from 'node:crypto';
import { mayPayDiffer } from '../../../shared/flows/employees-to-poweroffice/base.ts';
import { toStartState } from '../../../shared/flows/employees-to-poweroffice/start-state.ts';
import { newEmployeeState } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import type { RememberedRecord } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import { digestFieldsOf, renewBase } from '../../../shared/records/link.ts';
import type { Base } from '../../../shared/records/link.ts';
import type { EmploymentId } from '../../../shared/vendors/poweroffice/ids.ts';
import { branded } from '../../builders/branded.ts';
import { buildPayrollEmployment } from '../../builders/payroll-record.ts';

const digest = (text: string): string => createHmac('sha256', 'key').update(text).digest('base64url');
const EMPLOYMENT = branded<EmploymentId>(70);
const SALARY = '2024-01-01.AnnualSalary';

const agreed = (field: string, value: string) => ({ field, wanted: value, held: value });
const base: Base = renewBase(
  null,
  [agreed('ProfessionCode', '2512110'), agreed('IsDefault', 'true'), agreed(SALARY, '600000.00')],
  digestFieldsOf(digest, `poweroffice/employment/${EMPLOYMENT}`),
);

const link = { id: EMPLOYMENT, startDate: '2024-01-01', professionCode: '2512110' };
const record: RememberedRecord = {
  id: branded(7),
  employeeStamp: '2026-01-01T00:00:00Z',
  addressStamp: null,
  base: { Id: 'x', FirstName: 'y' },
  employments: { e1: { ...link, base }, e2: link },
  knownEmployments: [buildPayrollEmployment({ id: EMPLOYMENT })],
  salaryDigest: 'd',
  salaryStamp: null,
};
const state = { ...newEmployeeState('s1', '1001'), record };

describe('what a start holds of what is remembered', () => {
  test('is everything but bases, and of those what they say of pay', () => {
    const { base: _, ...kept } = record;
    expect(toStartState(state)).toEqual({
      ...state,
      record: { ...kept, employments: { e1: { ...link, base: { Id: base['Id'], [SALARY]: base[SALARY] } }, e2: link } },
    });
  });

  test('is all of it of somebody who has no record', () => {
    const unlinked = newEmployeeState('s2', null);
    expect(toStartState(unlinked)).toEqual(unlinked);
  });

  test.each([
    ['as it was confirmed', [agreed(SALARY, '600000.00')], false],
    ['another', [agreed(SALARY, '650000.00')], true],
    ['on another day', [agreed('2024-05-01.AnnualSalary', '600000.00')], true],
  ] as const)('tells of pay what all of it tells: %s', (_name, wanted, mayDiffer) => {
    const held = toStartState(state).record?.employments['e1']?.base ?? null;
    expect(mayPayDiffer(base, EMPLOYMENT, wanted, digest)).toBe(mayDiffer);
    expect(mayPayDiffer(held, EMPLOYMENT, wanted, digest)).toBe(mayDiffer);
  });
});
