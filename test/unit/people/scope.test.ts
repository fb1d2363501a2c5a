import type { ScopeSettings } from '../../../shared/people/scope.ts';
import { RunAbortedError } from '../../../shared/run/abort.ts';
import { checkScope } from '../../../shared/people/scope.ts';
import type { OrganisationUnit } from '../../../shared/people/scope.ts';

const NOBODY: ScopeSettings = { departments: [], offices: [], employees: [] };
const COMPANY = {
  departments: [
    { id: 'd-2', name: 'Salg' },
    { id: 'd-1', name: ' Drift ' },
    { id: 'd-3', name: null },
  ],
  offices: [{ id: 'o-1', name: 'Oslo' }],
  employees: [{ employeeNumber: '0042' }, { employeeNumber: null }],
};

const refusalOf = (scope: Partial<ScopeSettings>, company: Partial<typeof COMPANY> = {}): string | null => {
  try {
    checkScope({ ...NOBODY, ...scope }, { ...COMPANY, ...company });
    return null;
  } catch (error) {
    if (!(error instanceof RunAbortedError)) throw error;
    expect(error.code).toBe('CONFIGURATION_INVALID');
    return error.message;
  }
};

test.each<[string, Partial<ScopeSettings>]>([
  ['nothing', {}],
  ['names without case', { departments: ['DRIFT', 'salg'], offices: ['oslo'] }],
  ['ids', { departments: ['d-3'], offices: ['o-1'] }],
  ['numbers without leading zeros', { employees: ['42', '042'] }],
])('a scope of %s is known', (_, scope) => {
  expect(refusalOf(scope)).toBeNull();
});

test.each<[string, Partial<ScopeSettings>, string]>([
  [
    'a department',
    { departments: ['Salg', 'Drfit'] },
    'settings.scope.departments: Simployer has no department "Drfit"; known are "d-3", "Drift", "Salg".',
  ],
  ['an office', { offices: ['Bergen'] }, 'settings.scope.offices: Simployer has no office "Bergen"; known are "Oslo".'],
  [
    'a number',
    { employees: ['42', '4711'] },
    'settings.scope.employees: nobody in Simployer has the employee number "4711".',
  ],
  [
    'several lists',
    { departments: ['X', 'Y'], employees: ['1'] },
    'settings.scope.departments: Simployer has no department "X", "Y"; known are "d-3", "Drift", "Salg". ' +
      'settings.scope.employees: nobody in Simployer has the employee number "1".',
  ],
])('%s that does not exist is named, with those that do', (_, scope, message) => {
  expect(refusalOf(scope)).toBe(message);
});

test('at most twenty places are named, and how many more there are', () => {
  const offices: OrganisationUnit[] = Array.from({ length: 26 }, (_, index) => ({
    id: `o-${index}`,
    name: `Kontor ${String.fromCodePoint(65 + index)}`,
  }));
  const message = refusalOf({ offices: ['X'] }, { offices: offices as typeof COMPANY.offices });
  expect(message).toMatch(/known are "Kontor A", .*"Kontor T" and 6 more\.$/);
  expect(refusalOf({ offices: ['X'] }, { offices: [] })).toMatch(/it has none at all\.$/);
});
