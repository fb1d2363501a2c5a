import { createApiClient } from '../../builders/api-client.ts';
import { createFileSystem } from '../../builders/file-system.ts';
import { buildSimployerLeave, buildSimployerLeaveType } from '../../builders/simployer-time-off.ts';

/* Kind, type, code, degree and days of an absence are health data: they stand in the plan and in the file, and nowhere else. */

const SECRETS = [
  'Hemmelig',
  'HEMMELIG_KODE',
  'SICK_LEAVE',
  '2024-02-07',
  '2024-02-16',
  '2024-02-21',
  '37.5',
  '61.25',
  '20240207',
];
const secretIn = (text: string): readonly string[] => SECRETS.filter((secret) => text.includes(secret));

const day = (date: string): string => `${date}T00:00:00.000Z`;

/** A world in which leaves were exported, changed, held, withdrawn, corrected by hand, rebuilt and taken back. */
const everythingHappened = async () => {
  const people = [42, 43, 44, 45].map((number) => ({ number }));
  const system = createFileSystem({
    // The day of the client of the API.
    now: '2026-03-02T05:00:00Z',
    people,
    settings: { timeOff: { note: 'send' } },
    timeOff: {
      leaveTypes: [
        buildSimployerLeaveType({ id: 'secret', name: 'Hemmelig fravær', kind: 'SICK_LEAVE' }),
        buildSimployerLeaveType({ id: 'codeless', name: 'Hemmelig uten kode', kind: 'SICK_LEAVE' }),
      ],
      leaveTypeCodes: [{ id: 'code', companyId: 'company-1', leaveTypeId: 'secret', code: 'HEMMELIG_KODE' }],
      leaves: people.map(({ number }) =>
        buildSimployerLeave({
          id: `leave-${number}`,
          employeeId: `person-${number}`,
          typeId: number === 45 ? 'codeless' : 'secret',
          startDate: day('2024-02-07'),
          endDate: day('2024-02-16'),
          gradePercentage: 37.5,
          description: 'Hemmelig grunn',
        }),
      ),
    },
  });
  const first = await system.send();
  system.simployer.editLeave('leave-42', { endDate: day('2024-02-21'), gradePercentage: 61.25 });
  system.simployer.editLeave('leave-43', { status: 'CANCELLED' });
  const planned = await system.plan({ types: ['HEMMELIG_KODE', 'Hemmelig uten kode'] });
  system.simployer.addLeave(
    buildSimployerLeave({
      id: 'leave-46',
      employeeId: 'person-44',
      typeId: 'secret',
      startDate: day('2024-02-21'),
      endDate: day('2024-02-21'),
    }),
  );
  const applied = await system.send({ include: ['changed', 'withdrawn'] });
  const api = createApiClient(system.table);
  const answers = [
    await api.call('GET', '/exports'),
    await api.call('POST', '/exports/run-2/link', { body: {} }),
    await api.call('POST', '/acknowledgements', { body: { leaves: ['leave-43'] } }),
    await api.call('POST', '/exports/run-2/unmark', { body: {} }),
    await api.call('POST', '/exports/run-2/again', { body: {} }),
    await api.call('GET', '/problems?flow=time-off-to-file'),
    await api.call('GET', '/runs/run-2?flow=time-off-to-file'),
    await api.call('GET', '/status?flow=time-off-to-file'),
  ];
  await system.start({ mode: 'plan', selection: { again: ['run-2'] }, runId: answers[4]!.body.runId });
  await system.untilQueuesAreEmpty();
  return { system, first, planned, applied, answers, api };
};

test('a plan and a file show them, or nobody could approve one and import the other', async () => {
  const { planned, applied } = await everythingHappened();
  expect(secretIn(JSON.stringify(planned.outcomes))).toEqual(
    expect.arrayContaining(['Hemmelig', 'HEMMELIG_KODE', '2024-02-07', '2024-02-21', '61.25']),
  );
  expect(secretIn(applied.file ?? '')).toEqual(['Hemmelig', 'HEMMELIG_KODE', '20240207']);
});

test('no log line, metric, event, end of a run, answer of the API or document of an apply holds any of them', async () => {
  const { system, first, applied, answers, api } = await everythingHappened();
  expect(first.told).toEqual([
    'leave-42: created',
    'leave-43: created',
    'leave-44: created',
    'leave-45: failed LEAVE_CODE_MISSING',
  ]);
  expect(applied.told).toEqual([
    'leave-42: updated EXPORTED_CHANGED',
    'leave-43: skipped EXPORTED_WITHDRAWN',
    'leave-44: unchanged',
    'leave-45: failed LEAVE_CODE_MISSING',
    'leave-46: created',
  ]);
  for (const { status } of answers) expect(status).toBeLessThan(300);
  const { logs, metrics, events, ends, starts, errors, mailRequests } = system;
  expect(logs.length).toBeGreaterThan(0);
  const told = {
    logs,
    metrics,
    events,
    ends,
    starts,
    errors,
    mailRequests,
    answers,
    ofApi: api.logged,
    queued: api.queued,
  };
  expect(secretIn(JSON.stringify({ ...told, first: first.outcomes, applied: applied.outcomes }))).toEqual([]);
});

test('no item of the table holds any of them but those of a plan, which go after a day', async () => {
  const { system } = await everythingHappened();
  const holding = system.table.items().filter((item) => secretIn(JSON.stringify(item)).length > 0);
  const plans = await Promise.all(
    holding.map(async ({ pk, sk, ...item }) => {
      const run = await system.runs.getRun(pk.replace(/^run#/, ''));
      return {
        sk: sk.split('#')[0],
        mode: run?.mode,
        hours: (Number(item['expiresAt']) * 1000 - (run?.startedAt ?? 0)) / 3_600_000,
      };
    }),
  );
  expect(plans.length).toBeGreaterThan(5);
  for (const plan of plans) {
    expect(plan).toMatchObject({ sk: 'outcome', mode: 'plan' });
    expect(plan.hours).toBeLessThanOrEqual(24.01);
  }
});

test('what is remembered of a leave is in which exports it went, and digests under a key of its own', async () => {
  const { system } = await everythingHappened();
  const state = await system.exportLedger.get('leave-42');
  expect(Object.keys(state ?? {}).toSorted()).toEqual([
    'marks',
    'missingSince',
    'number',
    'outcome',
    'problems',
    'runNumber',
    'shown',
    'sourceId',
  ]);
  expect(state?.marks).toHaveLength(2);
  for (const { digest, days } of state?.marks ?? []) {
    expect(digest).toMatch(/^[\w-]{16}$/);
    expect(days).toMatch(/^[\w-]{16}$/);
  }
});

test('the same row of two people, and the same days, have digests of their own', async () => {
  const { system } = await everythingHappened();
  const states = await Promise.all(['leave-43', 'leave-44'].map((id) => system.exportLedger.get(id)));
  const digests = states.flatMap((state) => (state?.marks ?? []).flatMap(({ digest, days }) => [digest, days]));
  expect(new Set(digests).size).toBe(digests.length);
});

test('a number that looks like a national id is masked wherever it is remembered', async () => {
  const system = createFileSystem({
    people: [{ number: 42, employee: { employeeNumber: '01017012345' } }],
    timeOff: { leaves: [buildSimployerLeave({ typeId: 'vacation' })] },
  });
  const { file } = await system.send();
  expect(file).toContain('01017012345');
  expect(JSON.stringify([system.table.items(), system.logs])).not.toContain('01017012345');
});
