import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import { createDemoSimployer } from '../../local/demo-vendors/simployer/create-demo-simployer.ts';
import type { DemoSimployer } from '../../local/demo-vendors/simployer/create-demo-simployer.ts';
import { EMPLOYEE_RESOURCES } from '../../local/demo-vendors/simployer/simployer-resources.ts';
import { vendorRequest } from '../../local/demo-vendors/vendor-request.ts';
import { describeContract } from './openapi.ts';

const accessToken = 'demo-token';
const demo = (): DemoSimployer =>
  createDemoSimployer({
    clock: { now: () => Date.parse('2026-03-14T09:00:00Z') },
    tenant: createDemoCompany({ today: '2026-03-14' }),
    accessToken,
  });

const get = (simployer: DemoSimployer, path: string, token = accessToken) =>
  simployer.handle(vendorRequest('GET', path, { Authorization: `Bearer ${token}` }));

describeContract(
  'The demo Simployer answers as the OpenAPI document says',
  'simployer/employees.openapi.yaml',
  (contract) => {
    const violationsOf = async (path: string, token?: string, simployer = demo()) => {
      const { status, body } = await get(simployer, path, token);
      return {
        status,
        violations: contract().violations({ method: 'GET', path: path.split('?')[0] ?? '', status, body }),
      };
    };

    test.each(Object.entries(EMPLOYEE_RESOURCES))(
      'GET /%s with every row and relation',
      async (name, { relations }) => {
        const related = relations.length > 0 ? `&relations=${relations.join(',')}` : '';
        expect(await violationsOf(`/${name}?limit=100${related}`)).toEqual({ status: 200, violations: [] });
      },
    );

    test.each([
      ['employee', 'employment'],
      ['employment', 'employee'],
    ] as const)('GET /%s/{id} for every row, with relation %s', async (name, relation) => {
      const simployer = demo();
      const ids = [...simployer.rows(name)].map((row) => String(row['id']));
      expect(ids.length).toBeGreaterThanOrEqual(40);
      for (const id of ids) {
        const path = `/${name}/${id}?relations=${relation}`;
        expect(await violationsOf(path, accessToken, simployer)).toEqual({ status: 200, violations: [] });
      }
    });

    test.each([
      ['an unknown sort field', '/employee?sort[shoeSize]=asc', 400],
      ['several mistakes at once', '/employee?limit=0&offset=-1&select=homeAddress', 400],
      ['an unknown employee', '/employee/000000000000000000000000', 404],
      ['an unknown employment', '/employment/000000000000000000000000', 404],
    ])('%s is refused in the documented shape', async (_case, path, status) => {
      expect(await violationsOf(path)).toEqual({ status, violations: [] });
    });

    test.each([401, 403, 500])('%i has the documented shape', async (status) => {
      const simployer = demo();
      simployer.setFaults([{ fault: { kind: 'status', status } }]);
      expect(await violationsOf('/employee', accessToken, simployer)).toEqual({ status, violations: [] });
    });

    test('a wrong token is answered with 401 in the documented shape', async () => {
      expect(await violationsOf('/company', 'someone-elses')).toEqual({ status: 401, violations: [] });
    });

    test('what edits leave behind still conforms', async () => {
      const simployer = demo();
      const employee = simployer.addEmployee({});
      simployer.addEmployment({
        employeeId: employee.id,
        typeId: [...simployer.rows('employment-type')].map(({ id }) => String(id))[0] ?? '',
        startDate: '2026-04-01T00:00:00Z',
      });
      simployer.addCompensation({ employeeId: employee.id, amount: 500_000, effectiveDate: '2026-04-01T00:00:00Z' });
      simployer.deactivateEmployee(employee.id);
      for (const path of ['/employee', '/employment', '/compensation']) {
        expect(await violationsOf(`${path}?limit=100`, accessToken, simployer)).toEqual({
          status: 200,
          violations: [],
        });
      }
    });

    test('the fields that the demo sorts by are all in the document, but for those of the newer reference', () => {
      const listName = {
        company: 'Company_listManyCompanies',
        employee: 'Employee_listManyEmployees',
        employment: 'Employment_listManyEmployments',
        compensation: 'Compensation_getManyCompensations',
        'employment-type': 'Employmenttype_getManyEmploymentTypes',
        department: 'Department_listManyDepartments',
        office: 'Office_listManyOffices',
        'cost-center': 'Costcenter_getMany',
      };
      for (const [name, { queryable }] of Object.entries(EMPLOYEE_RESOURCES)) {
        const schema = `${listName[name as keyof typeof listName]}_sort_parameter`;
        const wrongForAll = Object.fromEntries(queryable.map((field) => [field, 'sideways']));
        const known = contract()
          .schemaViolations(schema, wrongForAll)
          .map((text) => text.split(' ')[0]?.slice(1));
        const newerReferenceOnly = ['effectiveCostCenterId', 'organizationId', 'ssnCountry', 'offboardDate'];
        const expected =
          name === 'employee' ? queryable.filter((field) => !newerReferenceOnly.includes(field)) : queryable;
        expect(new Set(known)).toEqual(new Set(expected));
      }
    });
  },
);
