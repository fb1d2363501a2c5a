import { readFileSync } from 'node:fs';
import { createLeaveSystem } from '../../builders/leave-system.ts';
import { buildSimployerLeave, buildSimployerLeaveType } from '../../builders/simployer-time-off.ts';

/* Kind, type, code, degree and days of an absence are health data: they stand in the plan, and nowhere else. */

const SECRETS = [
  'Hemmelig',
  'HEMMELIG_KODE',
  'OFF_DUTY',
  'Statutory',
  '2026-04-07',
  '2027-02-19',
  '2027-03-23',
  '37.5',
  '61.25',
];
const secretIn = (text: string): readonly string[] => SECRETS.filter((secret) => text.includes(secret));

const day = (date: string): string => `${date}T00:00:00.000Z`;

/** A world in which leaves were sent, changed, refused, held and withdrawn. */
const everythingHappened = async () => {
  const messages: unknown[] = [];
  const people = [42, 43, 44, 45].map((number) => ({ number, isLinked: number !== 45 }));
  const system = await createLeaveSystem({
    onMessage: (message) => messages.push(message),
    people,
    settings: { timeOff: { leaveTypes: { HEMMELIG_KODE: 'OtherStatutory' } } },
    timeOff: {
      leaveTypes: [buildSimployerLeaveType({ id: 'secret', name: 'Hemmelig permisjon', kind: 'OFF_DUTY' })],
      leaveTypeCodes: [{ id: 'code', companyId: 'company-1', leaveTypeId: 'secret', code: 'HEMMELIG_KODE' }],
      leaves: people.map(({ number }) =>
        buildSimployerLeave({
          id: `leave-${number}`,
          employeeId: `person-${number}`,
          typeId: 'secret',
          startDate: day('2026-04-07'),
          endDate: day('2027-02-19'),
          gradePercentage: 37.5,
          description: 'Hemmelig',
        }),
      ),
    },
  });
  await system.send();
  system.simployer.editLeave('leave-42', { endDate: day('2027-03-23'), gradePercentage: 61.25 });
  system.simployer.editLeave('leave-43', { status: 'CANCELLED' });
  system.simployer.editLeave('leave-44', { endDate: day('2027-03-23') });
  const planned = await system.plan({ types: ['Hemmelig permisjon'] });
  system.setFaults({
    powerOffice: ({ method, path }) =>
      method === 'PATCH' && path.includes('20044')
        ? {
            before: 'refuse',
            status: 400,
            title: 'Employment validation error(s)',
            detail: 'OtherStatutory until 2027-03-23 is wrong.',
          }
        : null,
  });
  const applied = await system.apply(planned);
  return { system, messages, planned, applied };
};

test('a plan shows them, or nobody could approve it', async () => {
  const { planned } = await everythingHappened();
  expect(secretIn(JSON.stringify(planned.outcomes))).toEqual(
    expect.arrayContaining(['Hemmelig', 'HEMMELIG_KODE', '2026-04-07', '2027-03-23', '61.25']),
  );
});

test('no log line, metric, event, end of a run, message or document of an apply holds any of them', async () => {
  const { system, messages, applied } = await everythingHappened();
  expect(applied.told).toEqual([
    'leave-42: updated',
    'leave-43: skipped LEAVE_WITHDRAWN',
    'leave-44: failed POWEROFFICE_REJECTED',
    'leave-45: failed EMPLOYEE_NOT_LINKED',
  ]);
  expect(messages).toHaveLength(5);
  const { logs, metrics, events, ends, starts, errors, mailRequests } = system;
  expect(logs.length).toBeGreaterThan(0);
  const told = JSON.stringify({ logs, metrics, events, ends, starts, errors, mailRequests, messages, applied });
  expect(secretIn(told)).toEqual([]);
});

test('no item of the table holds any of them but those of a plan, which go after a day', async () => {
  const { system } = await everythingHappened();
  const items = system.table.items();
  const isOfPlan = (item: (typeof items)[number]): boolean => secretIn(JSON.stringify(item)).length > 0;
  const plans = await Promise.all(
    items.filter(isOfPlan).map(async ({ pk, sk, ...item }) => {
      const run = await system.runs.getRun(pk.replace(/^run#/, ''));
      return {
        sk: sk.split('#')[0],
        mode: run?.mode,
        hours: (Number(item['expiresAt']) * 1000 - (run?.startedAt ?? 0)) / 3_600_000,
      };
    }),
  );
  expect(plans.length).toBeGreaterThan(3);
  for (const plan of plans) {
    expect(plan).toMatchObject({ sk: 'outcome', mode: 'plan' });
    expect(plan.hours).toBeLessThanOrEqual(24.01);
  }
});

test('what is remembered of a leave is where it is, and a digest under a key of its own', async () => {
  const { system } = await everythingHappened();
  const state = await system.leaves.get('leave-42');
  expect(state).toMatchObject({
    sourceId: 'leave-42',
    number: '42',
    links: [{ employment: 20_042, leave: expect.any(String), base: expect.any(Object) }],
  });
  const [link] = state?.links ?? [];
  expect(Object.keys(link?.base ?? {}).toSorted()).toEqual([
    'EndDate',
    'Id',
    'LeavePercentage',
    'StartDate',
    'TypeOfLeave',
  ]);
  for (const digest of Object.values(link?.base ?? {})) expect(digest).toMatch(/^[\w-]{8}$/);
});

test('the runbook names every key under which a leave stands', async () => {
  const runbook = readFileSync('docs/runbook.md', 'utf8').split('## Delete one person')[1] ?? '';
  const { system } = await everythingHappened();
  const keys = system.table
    .items()
    .filter((item) => JSON.stringify(item).includes('leave-42'))
    .map(({ pk }) => pk.replace('leave-42', 'LEAVE-ID').replace(/run-\d/, 'RUN-ID'));
  expect([...new Set(keys)].toSorted()).toEqual([
    'history#leaves-to-poweroffice#LEAVE-ID',
    'leave-intents#LEAVE-ID',
    'leaves',
    'run#RUN-ID',
  ]);
  for (const key of keys) expect(runbook).toContain(`\`${key}\``);
});
