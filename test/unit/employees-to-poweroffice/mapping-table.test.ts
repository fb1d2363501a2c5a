import { EMPLOYEE_FIELD_NAMES } from '../../../shared/flows/employees-to-poweroffice/plan/diff.ts';
import { mappingRowOf } from '../../../shared/flows/employees-to-poweroffice/rules/mapping-table.ts';

describe('the row that writes a field', () => {
  test.each([
    ['employee', 'JobTitle', '5'],
    ['employee', 'EmailAddress', '4, 21'],
    ['employee', 'MailAddress.ZipCode', '22-26'],
    ['employee', 'Number', '1'],
    ['employee', 'IsArchived', '6'],
    ['bankAccount', 'BicSwift', '12'],
    ['bankAccount', 'SalaryBankAccountId', '10'],
    ['employment', 'EndDate', '27, 28'],
    ['employment', 'StartDate', '27, 28'],
    ['employment', 'WorkingHoursArrangement', '30, 36, 37'],
    ['employment', 'FtePercentage', '44'],
    ['salary', 'FromDate', '38'],
    ['salary', 'AnnualSalary', '39-41'],
  ])('%s.%s: row %s', (entity, field, row) => {
    expect(mappingRowOf(entity, field)?.row).toBe(row);
  });

  test('every field that is kept equal has one, and an unknown field has none', () => {
    for (const field of EMPLOYEE_FIELD_NAMES)
      expect([field, mappingRowOf('employee', field)?.row]).not.toContain(undefined);
    expect(mappingRowOf('employee', 'ShoeSize')).toBeNull();
  });
});
