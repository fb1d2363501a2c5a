import { sourceEmployeeId } from '../../../shared/model/employee.ts';
import type { SourceEmploymentId } from '../../../shared/model/employee.ts';
import { employeeId, employmentId } from '../../../shared/vendors/poweroffice/ids.ts';
import type { BankAccountId } from '../../../shared/vendors/poweroffice/ids.ts';

const ofAccount = (id: BankAccountId): number => id;
const ofEmployment = (id: SourceEmploymentId): string => id;

// Held by the compiler: a line that it takes although it is expected not to is an error of its own.
test('an id of one kind is none of another', () => {
  // @ts-expect-error the id of an employee is none of an account
  expect(ofAccount(employeeId.parse(7))).toBe(7);
  // @ts-expect-error the id of an employment is none of an account
  expect(ofAccount(employmentId.parse(7))).toBe(7);
  // @ts-expect-error the id of an employee is none of an employment
  expect(ofEmployment(sourceEmployeeId.parse('a'))).toBe('a');
});

test('a number is no id before it has been read as one', () => {
  // @ts-expect-error a number alone
  expect(ofAccount(7)).toBe(7);
  for (const value of [0, -1, 1.5, '7', null, Number.MAX_SAFE_INTEGER + 1]) {
    expect(employeeId.safeParse(value).success).toBe(false);
  }
});
