import { createDemoSimployer } from '../../local/demo-vendors/simployer/create-demo-simployer.ts';
import type { DemoSimployer } from '../../local/demo-vendors/simployer/create-demo-simployer.ts';
import { TIME_OFF_RESOURCES } from '../../local/demo-vendors/simployer/simployer-resources.ts';
import type { SimployerLeave } from '../../local/demo-vendors/simployer/simployer-tenant.ts';
import { vendorRequest } from '../../local/demo-vendors/vendor-request.ts';
import { buildSimployerPerson, buildSimployerTenant } from '../builders/simployer-company.ts';
import {
  buildSimployerLeave,
  buildSimployerLeaveType,
  buildSimployerWorkWeek,
} from '../builders/simployer-time-off.ts';
import { describeContract } from './openapi.ts';

const STATUSES: readonly SimployerLeave['status'][] = ['PENDING', 'DENIED', 'CANCELLED', 'APPROVED', 'CONFIRMED'];

const demo = (): DemoSimployer => {
  const tenant = buildSimployerTenant([buildSimployerPerson()]);
  return createDemoSimployer({
    clock: { now: () => Date.parse('2024-03-14T09:00:00Z') },
    accessToken: 'demo-token',
    tenant: {
      ...tenant,
      timeOff: {
        leaveTypes: [buildSimployerLeaveType(), buildSimployerLeaveType({ id: 'leave-type-2', archived: true })],
        leaveTypeCodes: [{ id: 'code-1', companyId: 'company-1', leaveTypeId: 'leave-type-1', code: 'ABC' }],
        workWeeks: [buildSimployerWorkWeek(), buildSimployerWorkWeek({ id: 'work-week-2', employeeId: 'person-42' })],
        leaves: [
          ...STATUSES.map((status) => buildSimployerLeave({ id: `leave-${status}`, status, gradePercentage: 37.5 })),
          buildSimployerLeave({ id: 'leave-half', duration: 'half_day', description: 'To the dentist' }),
          buildSimployerLeave({ id: 'leave-day', duration: 'one_day' }),
          buildSimployerLeave({
            id: 'leave-minutes',
            duration: 'minutes',
            startDate: '2024-02-20T08:00:00.000Z',
            endDate: '2024-02-20T10:30:00.000Z',
          }),
        ],
      },
    },
  });
};

const get = async (path: string) => {
  const { status, body } = await demo().handle(vendorRequest('GET', path, { Authorization: 'Bearer demo-token' }));
  return { method: 'GET', path: path.split('?')[0] ?? '', status, body };
};

describeContract(
  'The demo Simployer answers time off as the OpenAPI document says',
  'simployer/time-off.openapi.yaml',
  (contract) => {
    test.each(Object.entries(TIME_OFF_RESOURCES))(
      'GET /%s with every row and relation',
      async (name, { relations }) => {
        const answer = await get(`/${name}?limit=100&relations=${relations.join(',')}`);
        expect(contract().violations(answer)).toEqual([]);
        expect(answer.status).toBe(200);
        expect(JSON.parse(answer.body).total).toBeGreaterThan(1);
      },
    );

    test('GET /leave/{id}, there and not there', async () => {
      for (const [id, status] of [
        ['leave-APPROVED', 200],
        ['leave-gone', 404],
      ] as const) {
        const answer = await get(`/leave/${id}`);
        expect([answer.status, contract().violations(answer)]).toEqual([status, []]);
      }
    });

    test('what can be sorted by is what the document names', () => {
      const schemas = {
        leave: 'LeaveSort',
        'leave-type': 'LeaveTypeSort',
        'leave-transaction': 'LeaveTransactionSort',
        'work-week': 'WorkWeekSort',
      };
      for (const [name, { queryable }] of Object.entries(TIME_OFF_RESOURCES)) {
        const documented = contract().schemaProperties(schemas[name as keyof typeof schemas]);
        expect(new Set(documented)).toEqual(new Set(queryable));
      }
    });

    test('days of absence are those of approved leaves alone', async () => {
      const { data } = JSON.parse((await get('/leave-transaction?limit=100')).body);
      const leaves = new Set(data.map(({ parent }: { parent: { id: string } }) => parent.id));
      expect(leaves).toEqual(
        new Set(['leave-APPROVED', 'leave-CONFIRMED', 'leave-half', 'leave-day', 'leave-minutes']),
      );
    });
  },
);
