import { reporterOf } from '../../../functions/composition/reports.ts';
import { allPrivileges } from '../../../local/demo-vendors/poweroffice/options.ts';
import type { SimployerLeave } from '../../../local/demo-vendors/simployer/simployer-tenant.ts';
import { createLeaveSystem } from '../../builders/leave-system.ts';
import type { LeaveSystem, LeaveSystemInput } from '../../builders/leave-system.ts';
import { buildSimployerLeave } from '../../builders/simployer-time-off.ts';

const day = (date: string): string => `${date}T00:00:00.000Z`;

/** At 80 %, from April on, of person 42. */
const PARENTAL = buildSimployerLeave({
  id: 'parental-80',
  typeId: 'parental',
  startDate: day('2026-04-01'),
  endDate: day('2027-03-10'),
  gradePercentage: 80,
});
const leaveOf = (overrides: Partial<SimployerLeave>): SimployerLeave => ({ ...PARENTAL, ...overrides });

/** With leaves, and whatever else differs. */
const systemWith = (leaves: readonly SimployerLeave[], input: LeaveSystemInput = {}): Promise<LeaveSystem> =>
  createLeaveSystem({ ...input, timeOff: { leaves, ...input.timeOff } });

const IN_PAYROLL = {
  Id: expect.any(Number),
  EmploymentId: 20_042,
  TypeOfLeave: 'Maternity',
  StartDate: '2026-04-01',
  EndDate: '2027-03-10',
  LeavePercentage: 80,
  ReportingId: 'SIM-parental-80',
  AdjustFixedWage: false,
  ExcludeEmployeeFromPayroll: false,
  EndedAndReported: false,
};

describe('A plan and its apply', () => {
  test('send the leaves of the period, and the second time nothing', async () => {
    const system = await systemWith([PARENTAL]);
    const planned = await system.plan();
    expect(planned.told).toEqual(['parental-80: created new']);
    expect(planned.writes).toBe(0);
    const applied = await system.apply(planned);
    expect(applied.told).toEqual(['parental-80: created']);
    expect(system.inPayroll()).toEqual([IN_PAYROLL]);
    const again = await system.plan();
    expect(again.told).toEqual(['parental-80: unchanged same']);
    expect((await system.apply(again)).writes).toBe(0);
    expect(await system.look(planned.run.runId)).toMatchObject({ run: { plan: { state: 'applied' } } });
  });

  test('show a leave with its day and its degree in the plan, and by its names alone in the apply', async () => {
    const system = await systemWith([PARENTAL]);
    await system.send();
    system.simployer.editLeave('parental-80', { endDate: day('2027-04-30') });
    const planned = await system.plan();
    expect(planned.outcomes).toMatchObject([
      {
        number: '42',
        outcome: 'updated',
        changes: [
          {
            entity: 'leave',
            action: 'update',
            field: 'EndDate',
            from: '2027-03-10',
            to: '2027-04-30',
            cause: 'source',
          },
        ],
        group: 'changed',
        planned: {
          name: 'Kari Nordmann',
          matchedBy: 'link',
          detail: {
            type: 'Foreldrepermisjon',
            code: 'PARENTAL_BENEFITS',
            from: '2026-04-01',
            to: '2027-04-30',
            grade: 80,
          },
        },
      },
    ]);
    const applied = await system.apply(planned);
    expect(applied.outcomes[0]?.changes).toEqual([{ entity: 'leave', action: 'update', field: 'EndDate' }]);
    expect(applied.outcomes[0]).not.toHaveProperty('planned');
    expect(system.inPayroll()).toEqual([{ ...IN_PAYROLL, EndDate: '2027-04-30' }]);
  });

  test('have documents that name the records, their groups, and once what holds for all', async () => {
    const { gradePercentage: _grade, ...parental } = PARENTAL;
    const system = await systemWith([parental, { ...parental, id: 'vacation', typeId: 'vacation' }]);
    const { run, outcomes } = await system.plan();
    const document = reporterOf('leaves-to-poweroffice').report(run, outcomes);
    expect(document).toMatchObject({
      flow: 'leaves-to-poweroffice',
      apiCalls: { simployer: expect.any(Number), poweroffice: expect.any(Number) },
      problems: [{ code: 'GRADE_UNAVAILABLE', severity: 'warning', hint: expect.stringContaining('Payroll') }],
      records: [
        {
          kind: 'leave',
          number: '42',
          name: 'Kari Nordmann',
          sourceId: 'parental-80',
          targetId: null,
          group: 'new',
          outcome: 'created',
          leave: {
            type: 'Foreldrepermisjon',
            code: 'PARENTAL_BENEFITS',
            from: '2026-04-01',
            to: '2027-03-10',
            grade: 100,
          },
        },
        { sourceId: 'vacation', group: 'notForTarget', outcome: 'skipped', leave: { rule: 'kind' } },
      ],
    });
    const applied = await system.apply(await system.plan());
    expect(reporterOf('leaves-to-poweroffice').report(applied.run, applied.outcomes)).toMatchObject({
      records: [
        { sourceId: 'parental-80', group: 'new', outcome: 'created' },
        { sourceId: 'vacation', group: 'notForTarget', outcome: 'skipped' },
      ],
    });
    expect(JSON.stringify(reporterOf('leaves-to-poweroffice').report(applied.run, applied.outcomes))).not.toContain(
      '"leave":{',
    );
  });

  test('without values name the fields alone where the settings say so', async () => {
    const system = await systemWith([PARENTAL], { settings: { plans: { values: 'names-only' } } });
    await system.send();
    system.simployer.editLeave('parental-80', { endDate: day('2027-04-30') });
    const [outcome] = (await system.plan()).outcomes;
    expect(outcome?.changes).toEqual([{ entity: 'leave', action: 'update', field: 'EndDate', cause: 'source' }]);
    expect(outcome).toMatchObject({ group: 'changed', planned: { name: null } });
    expect(JSON.stringify(outcome)).not.toMatch(/2027|2026|Foreldre/);
  });

  test('are for the chosen people, types and leaves', async () => {
    const system = await systemWith(
      [
        PARENTAL,
        leaveOf({ id: 'military', typeId: 'military', employeeId: 'person-43' }),
        leaveOf({ id: 'vacation', typeId: 'vacation', employeeId: 'person-43' }),
      ],
      { people: [{ number: 42 }, { number: 43 }] },
    );
    const chosen = async (selection: Parameters<LeaveSystem['plan']>[0], employees: readonly string[] | null = null) =>
      (await system.plan(selection, { employees })).told.map((told) => told.split(':')[0]);
    expect(await chosen({})).toEqual(['military', 'parental-80', 'vacation']);
    expect(await chosen({}, ['43'])).toEqual(['military', 'vacation']);
    expect(await chosen({ types: ['Ferie', 'PARENTAL_BENEFITS'] })).toEqual(['parental-80', 'vacation']);
    const ofTypes = await system.plan({ types: ['Ferie', 'PARENTAL_BENEFITS'] });
    expect(ofTypes.run.selection?.['types']?.toSorted()).toEqual(['parental', 'vacation']);
    expect((await system.apply(ofTypes)).told).toEqual(['parental-80: created', 'vacation: skipped']);
    expect(await chosen({ leaves: ['military'] })).toEqual(['military']);
    expect(await chosen({ from: ['2026-01-01'], to: ['2026-03-31'] })).toEqual([]);
    expect((await system.plan({}, { employees: ['99'] })).run).toMatchObject({
      abort: { code: 'CONFIGURATION_INVALID' },
    });
  });

  test('write what a plan showed, and not what has moved since', async () => {
    const system = await systemWith([PARENTAL, leaveOf({ id: 'other', employeeId: 'person-43' })], {
      people: [{ number: 42 }, { number: 43 }],
    });
    const planned = await system.plan();
    system.simployer.editLeave('parental-80', { endDate: day('2027-05-01') });
    const applied = await system.apply(planned);
    expect(applied.told).toEqual(['other: created', 'parental-80: skipped PLAN_STALE']);
    expect(system.inPayroll()).toMatchObject([{ ReportingId: 'SIM-other' }]);
  });

  test('carried out for one person first, and then for all, name that leave as unchanged', async () => {
    const system = await systemWith([PARENTAL, leaveOf({ id: 'other', employeeId: 'person-43' })], {
      people: [{ number: 42 }, { number: 43 }],
    });
    const planned = await system.plan();
    expect((await system.apply(planned, [], { employees: ['42'] })).told).toEqual(['parental-80: created']);
    expect((await system.apply(planned)).told).toEqual(['other: created', 'parental-80: unchanged']);
  });

  test('carried out for one person say why a leave that they showed as new is held since', async () => {
    const system = await systemWith([PARENTAL]);
    const planned = await system.plan();
    system.simployer.editLeave('parental-80', { gradePercentage: 130 });
    expect((await system.apply(planned, [], { employees: ['42'] })).told).toEqual([
      'parental-80: failed GRADE_INVALID',
    ]);
  });

  test('tell which fields have moved, and not to what', async () => {
    const system = await systemWith([PARENTAL]);
    await system.send();
    system.simployer.editLeave('parental-80', { endDate: day('2027-05-01') });
    const planned = await system.plan();
    system.simployer.editLeave('parental-80', { endDate: day('2027-06-01') });
    const [problem] = (await system.apply(planned)).outcomes[0]?.problems ?? [];
    expect(problem).toMatchObject({ code: 'PLAN_STALE', message: expect.stringContaining('leave.EndDate') });
    expect(problem?.message).not.toMatch(/2027/);
  });

  test('hold for a day: then what the plan shows is gone, and nothing can be written by it', async () => {
    const system = await systemWith([PARENTAL], { settings: { plans: { keepDays: 7 } } });
    const planned = await system.plan();
    await system.advance(24 * 3_600_000 + 60_000);
    expect((await system.apply(planned)).run).toMatchObject({ status: 'aborted', abort: { code: 'PLAN_EXPIRED' } });
    expect(system.powerOffice.writes).toBe(0);
  });

  test('leave a leave alone that was cancelled since the plan', async () => {
    const system = await systemWith([PARENTAL]);
    const planned = await system.plan();
    system.simployer.editLeave('parental-80', { status: 'CANCELLED' });
    expect(await system.apply(planned)).toMatchObject({
      told: ['parental-80: skipped PLAN_STALE'],
      outcomes: [{ group: 'new' }],
    });
    expect(system.inPayroll()).toEqual([]);
  });
});

describe('A run is given up', () => {
  test.each([
    ['PLAN_FIRST', { mode: 'apply', selection: { from: ['2026-03-01'], to: ['2026-05-31'] } }],
    ['PERIOD_MISSING', { mode: 'plan', isStored: true }],
    ['PERIOD_MISSING', { mode: 'plan', selection: { from: ['2026-05-31'], to: ['2026-03-01'] } }],
    ['PLAN_UNKNOWN', { mode: 'apply', applies: { planId: 'nobodys', accept: [] } }],
  ] as const)('with %s for %j', async (code, input) => {
    const system = await systemWith([PARENTAL]);
    await system.start({ ...input, runId: 'refused' });
    await system.untilQueuesAreEmpty();
    expect((await system.look('refused')).run).toMatchObject({ status: 'aborted', abort: { code } });
    expect(system.powerOffice.writes).toBe(0);
  });

  test.each([
    [
      'a type that there is not',
      { types: ['Ferie', 'Ferei', 'FERIE'] },
      'Simployer has no leave type "Ferei"; known are "Ferie", "Foreldrepermisjon" ("PARENTAL_BENEFITS"), "Militærtjeneste" ("MILITARY_SERVICE"), "Permisjon uten lønn", "Sykmelding" ("SYK").',
    ],
    [
      'leaves that the period does not have',
      { leaves: ['parental-80', 'parental-81', '618faaa06e096a6a00000001'] },
      'The period has no leave "parental-81", 618faaa06e096a6a00000001; known are "parental-80".',
    ],
    [
      'a leave of a period without any',
      { from: ['2025-01-01'], to: ['2025-01-31'], leaves: ['parental-80'] },
      'The period has no leave "parental-80"; it has none at all.',
    ],
  ])('for %s, with those that there are', async (_what, selection, message) => {
    const system = await systemWith([PARENTAL]);
    expect((await system.plan(selection)).run).toMatchObject({
      status: 'aborted',
      abort: { code: 'CONFIGURATION_INVALID', message },
    });
  });

  test('for no leave that was there when its plan was made', async () => {
    const system = await systemWith([PARENTAL, leaveOf({ id: 'other', employeeId: 'person-43' })], {
      people: [{ number: 42 }, { number: 43 }],
    });
    const planned = await system.plan({ leaves: ['parental-80', 'other'] });
    system.simployer.removeLeave('parental-80');
    expect((await system.apply(planned)).told).toEqual(['other: created', 'parental-80: skipped PLAN_STALE']);
  });

  test('for want of the privilege, before anything is planned', async () => {
    const system = await systemWith([PARENTAL]);
    system.powerOffice.setPrivileges(allPrivileges.filter((name) => name !== 'EmploymentLeave_Full'));
    expect((await system.plan()).run).toMatchObject({ status: 'aborted', abort: { code: 'LEAVE_PRIVILEGE' } });
  });

  test('when a page of the leaves is missing: nothing counts as withdrawn', async () => {
    const many = Array.from({ length: 250 }, (_, index) => leaveOf({ id: `leave-${index}`, typeId: 'vacation' }));
    const system = await systemWith([PARENTAL, ...many]);
    await system.send();
    system.simployer.setFaults([{ fault: { kind: 'status', status: 503 }, resource: 'leave', atOffset: 200 }]);
    expect((await system.plan()).run).toMatchObject({ status: 'aborted', abort: { code: 'SOURCE_INCOMPLETE' } });
    expect(system.inPayroll()).toHaveLength(1);
  });

  test('when Simployer has no leave of a period in which some were sent', async () => {
    const system = await systemWith([PARENTAL]);
    await system.send();
    system.simployer.removeLeave('parental-80');
    expect((await system.plan()).run).toMatchObject({ status: 'aborted', abort: { code: 'SOURCE_EMPTY' } });
    const elsewhere = await system.plan({ from: ['2028-01-01'], to: ['2028-01-31'] });
    expect(elsewhere.told).toEqual([]);
  });

  test('when too many leaves that were sent changed, unless somebody accepts it', async () => {
    const people = Array.from({ length: 12 }, (_, index) => ({ number: 42 + index }));
    const leaves = people.map(({ number }) => leaveOf({ id: `leave-${number}`, employeeId: `person-${number}` }));
    const system = await systemWith(leaves, { people });
    await system.send();
    for (const { id } of leaves.slice(0, 11)) system.simployer.editLeave(id, { endDate: day('2027-05-01') });
    const planned = await system.plan();
    expect(planned.run.plan?.overview?.guards).toMatchObject([{ code: 'LEAVE_GUARD', people: { length: 11 } }]);
    expect((await system.apply(planned)).run).toMatchObject({ status: 'aborted', abort: { code: 'LEAVE_GUARD' } });
    const accepted = await system.apply(planned, ['LEAVE_GUARD']);
    expect(accepted.run.totals).toMatchObject({ updated: 11 });
  });

  test('but not by a plan for some of them, while the period has many more', async () => {
    const people = Array.from({ length: 60 }, (_, index) => ({ number: 42 + index }));
    const leaves = people.map(({ number }) => leaveOf({ id: `leave-${number}`, employeeId: `person-${number}` }));
    const system = await systemWith(leaves, { people });
    await system.send();
    const some = leaves.slice(0, 11).map(({ id }) => id);
    for (const id of some) system.simployer.editLeave(id, { endDate: day('2027-05-01') });
    expect((await system.plan({ leaves: some })).run.plan?.overview?.guards).toEqual([]);
  });
});

describe('Every leave of the period is in one group', () => {
  test.each<[string, readonly SimployerLeave[], readonly string[], LeaveSystemInput?]>([
    ['waits', [leaveOf({ status: 'PENDING' })], ['parental-80: skipped held LEAVE_PENDING']],
    ['was denied and never sent', [leaveOf({ status: 'DENIED' })], []],
    ['is a vacation', [leaveOf({ typeId: 'vacation' })], ['parental-80: skipped notForTarget']],
    [
      'is a sick leave of 60 days',
      [leaveOf({ typeId: 'sick', endDate: day('2026-05-30') })],
      ['parental-80: skipped notForTarget'],
    ],
    [
      'is of a type that nobody has mapped',
      [leaveOf({ typeId: 'unmapped' })],
      ['parental-80: failed held LEAVE_TYPE_UNMAPPED'],
    ],
    [
      'has another degree than there is',
      [leaveOf({ gradePercentage: 130 })],
      ['parental-80: failed held GRADE_INVALID'],
    ],
    [
      'is of somebody who is gone',
      [leaveOf({ employeeId: 'person-1' })],
      ['parental-80: failed held EMPLOYEE_NOT_LINKED'],
    ],
    [
      'is of somebody who is not linked, while others go on',
      [PARENTAL, leaveOf({ id: 'other', employeeId: 'person-43' })],
      ['other: failed held EMPLOYEE_NOT_LINKED', 'parental-80: created new'],
      { people: [{ number: 42 }, { number: 43, isLinked: false }] },
    ],
    [
      'is of somebody without a number',
      [PARENTAL],
      ['parental-80: failed held NUMBER_MISSING'],
      { people: [{ number: 42, employee: { employeeNumber: '' } }] },
    ],
    [
      'is of somebody out of scope',
      [PARENTAL],
      ['parental-80: skipped notForTarget OUT_OF_SCOPE'],
      { people: [{ number: 42 }, { number: 43 }], settings: { scope: { employees: ['43'] } } },
    ],
    [
      'has ten days, and completes fourteen with one of last summer',
      [
        leaveOf({ startDate: day('2025-07-01'), endDate: day('2025-07-06'), id: 'summer' }),
        leaveOf({ endDate: day('2026-04-10') }),
      ],
      ['parental-80: skipped notForTarget LEAVE_SHORT_SUM'],
    ],
    ['has ten days', [leaveOf({ endDate: day('2026-04-10') })], ['parental-80: skipped notForTarget LEAVE_SHORT']],
    [
      'is 60 % beside 40 %',
      [leaveOf({ gradePercentage: 60 }), leaveOf({ id: 'other', typeId: 'military', gradePercentage: 40 })],
      ['other: created new', 'parental-80: created new'],
    ],
    [
      'is 60 % beside 50 %',
      [leaveOf({ gradePercentage: 60 }), leaveOf({ id: 'other', typeId: 'military', gradePercentage: 50 })],
      ['other: failed held LEAVE_OVERLAP_SOURCE', 'parental-80: failed held LEAVE_OVERLAP_SOURCE'],
    ],
    [
      'is longer than the employment',
      [PARENTAL],
      ['parental-80: created new LEAVE_CLIPPED'],
      { people: [{ number: 42, employments: [{ Id: 20_042, StartDate: '2020-01-01', EndDate: '2026-12-31' }] }] },
    ],
    [
      'is before the employment',
      [PARENTAL],
      ['parental-80: failed held LEAVE_NO_EMPLOYMENT'],
      { people: [{ number: 42, employments: [{ Id: 20_042, StartDate: '2026-04-02' }] }] },
    ],
    [
      'is over one of payroll',
      [PARENTAL],
      ['parental-80: failed held LEAVE_OVERLAP'],
      {
        people: [
          {
            number: 42,
            employments: [
              {
                Id: 20_042,
                StartDate: '2020-01-01',
                leaves: [{ TypeOfLeave: 'Military', StartDate: '2026-05-01', EndDate: '2026-05-31' }],
              },
            ],
          },
        ],
      },
    ],
  ])('one that %s', async (_title, leaves, told, ...[input]) => {
    expect((await (await systemWith(leaves, input)).plan()).told).toEqual(told);
  });

  test.each<[string, readonly SimployerLeave[], LeaveSystemInput?]>([
    ['kind', [leaveOf({ typeId: 'sick' })]],
    ['kind', [leaveOf({ typeId: 'vacation' })]],
    ['leaveTypes', [PARENTAL], { settings: { timeOff: { leaveTypes: { Foreldrepermisjon: 'ignore' } } } }],
    ['shortUnmapped', [leaveOf({ typeId: 'nobodys', endDate: day('2026-04-03') })]],
    [
      'layoff',
      [PARENTAL],
      {
        timeOff: {
          leaveTypeCodes: [{ id: 'code-1', companyId: 'company-1', leaveTypeId: 'parental', code: 'FURLOUGH' }],
        },
      },
    ],
    ['partOfDay', [leaveOf({ duration: 'half_day', endDate: day('2026-04-01') })]],
    ['short', [leaveOf({ endDate: day('2026-04-10') })]],
    [
      'outOfScope',
      [PARENTAL],
      { people: [{ number: 42 }, { number: 43 }], settings: { scope: { employees: ['43'] } } },
    ],
  ])('one that is not for PowerOffice names the rule: %s', async (rule, leaves, ...[input]) => {
    const [outcome] = (await (await systemWith(leaves, input)).plan()).outcomes;
    expect(outcome).toMatchObject({ group: 'notForTarget', planned: { detail: { rule } } });
  });

  test('and the plan counts the groups, and tells once that no leave has a degree', async () => {
    const { gradePercentage: _grade, ...parental } = PARENTAL;
    const system = await systemWith([
      parental,
      buildSimployerLeave({ id: 'two', typeId: 'vacation', startDate: day('2026-04-01'), endDate: day('2026-04-05') }),
    ]);
    expect((await system.plan()).run.plan?.overview).toMatchObject({
      match: { new: 1, changed: 0, same: 0, withdrawn: 0, held: 0, notForTarget: 1 },
      findings: [{ code: 'GRADE_UNAVAILABLE', count: 1 }],
    });
  });

  test('what is held stands among the problems after an apply, until it is mended', async () => {
    const system = await systemWith([PARENTAL, leaveOf({ id: 'held', typeId: 'unmapped', employeeId: 'person-43' })], {
      people: [{ number: 42 }, { number: 43 }],
    });
    await system.send();
    const open = async () =>
      (await system.leaves.problems()).map(({ sourceId, problems }) => [sourceId, problems.map(({ code }) => code)]);
    expect(await open()).toEqual([
      ['held', ['LEAVE_TYPE_UNMAPPED']],
      ['parental-80', []],
    ]);
    system.simployer.editLeave('held', { typeId: 'vacation' });
    system.simployer.editLeave('parental-80', { endDate: day('2027-05-01') });
    await system.send();
    expect(await open()).toEqual([['parental-80', []]]);
  });
});

describe('A leave that was sent', () => {
  const sent = async (input: LeaveSystemInput = {}) => {
    // Another one keeps the list from being empty.
    const beside = leaveOf({ id: 'vacation', typeId: 'vacation' });
    const system = await systemWith([PARENTAL, beside], input);
    await system.send();
    const plan = async (selection?: Parameters<LeaveSystem['plan']>[0]) => {
      const planned = await system.plan(selection);
      return { planned, told: planned.told.filter((line) => !line.startsWith('vacation')) };
    };
    const row = () => system.inPayroll()[0]?.Id ?? 0;
    return { system, plan, row };
  };

  test('and was cancelled stays in PowerOffice, and payroll is told', async () => {
    const { system, plan } = await sent();
    system.simployer.editLeave('parental-80', { status: 'CANCELLED' });
    const { planned, told } = await plan();
    expect(told).toEqual(['parental-80: skipped withdrawn LEAVE_WITHDRAWN']);
    expect((await system.apply(planned)).writes).toBe(0);
    expect(system.inPayroll()).toEqual([IN_PAYROLL]);
  });

  test('and was deleted in Simployer is withdrawn as well', async () => {
    const { system, plan } = await sent();
    system.simployer.removeLeave('parental-80');
    expect((await plan()).told).toEqual(['parental-80: skipped withdrawn LEAVE_WITHDRAWN']);
  });

  test('and was cancelled is forgotten once payroll has removed it', async () => {
    const { system, plan, row } = await sent();
    system.simployer.editLeave('parental-80', { status: 'CANCELLED' });
    system.powerOffice.removeLeave(row());
    const { planned, told } = await plan();
    expect(told).toEqual(['parental-80: skipped withdrawn']);
    await system.apply(planned);
    expect(await system.leaves.get('parental-80')).toBeNull();
    expect((await plan()).told).toEqual([]);
  });

  test('and is gone when it is to be changed is left to a new plan', async () => {
    const { system, plan } = await sent();
    system.simployer.editLeave('parental-80', { endDate: day('2027-05-01') });
    const { planned } = await plan();
    system.setFaults({
      powerOffice: ({ method }) =>
        method === 'PATCH' ? { before: 'refuse', status: 404, title: 'Not found', detail: 'Leave not found.' } : null,
    });
    expect((await system.apply(planned)).told).toEqual(['parental-80: skipped LEAVE_LINK_LOST', 'vacation: skipped']);
  });

  test('and was cancelled is deleted where the settings say so, and forgotten', async () => {
    const { system, plan } = await sent({ settings: { timeOff: { onWithdrawal: 'delete' } } });
    system.simployer.editLeave('parental-80', { status: 'CANCELLED' });
    const { planned, told } = await plan();
    expect(told).toEqual(['parental-80: updated withdrawn']);
    expect(planned.outcomes[0]).toMatchObject({
      targetId: expect.any(String),
      changes: [{ entity: 'leave', action: 'delete', cause: 'source' }],
    });
    const applied = await system.apply(planned);
    expect(applied.outcomes).toMatchObject([
      { sourceId: 'parental-80', outcome: 'updated', changes: [{ entity: 'leave', action: 'delete' }] },
      { sourceId: 'vacation', outcome: 'skipped', changes: [] },
    ]);
    expect(system.inPayroll()).toEqual([]);
    expect(await system.leaves.get('parental-80')).toBeNull();
    expect((await plan()).told).toEqual([]);
  });

  test('and was cancelled, and reported between plan and apply, answers 409: payroll is told', async () => {
    const { system, plan, row } = await sent({ settings: { timeOff: { onWithdrawal: 'delete' } } });
    system.simployer.editLeave('parental-80', { status: 'CANCELLED' });
    const { planned } = await plan();
    system.setFaults({
      powerOffice: ({ method }) =>
        method === 'DELETE'
          ? { before: 'refuse', status: 409, title: 'Employment conflict error(s)', detail: 'Reported.' }
          : null,
    });
    expect((await system.apply(planned)).told).toEqual(['parental-80: skipped LEAVE_REPORTED', 'vacation: skipped']);
    system.powerOffice.editLeave(row(), { EndedAndReported: true });
    expect((await plan()).told).toEqual(['parental-80: skipped withdrawn LEAVE_REPORTED']);
  });

  test('and was reported is not touched when its end moves', async () => {
    const { system, plan, row } = await sent();
    system.powerOffice.editLeave(row(), { EndedAndReported: true });
    system.simployer.editLeave('parental-80', { endDate: day('2027-05-01') });
    expect((await plan()).told).toEqual(['parental-80: skipped held LEAVE_REPORTED']);
  });

  test('keeps what payroll set beside, and gets back what payroll changed', async () => {
    const { system, plan, row } = await sent();
    system.powerOffice.editLeave(row(), { AdjustFixedWage: true, EndDate: '2026-12-31' });
    const { planned } = await plan();
    expect(planned.outcomes.find(({ sourceId }) => sourceId === 'parental-80')?.changes).toMatchObject([
      { field: 'EndDate', from: '2026-12-31', to: '2027-03-10', cause: 'target' },
    ]);
    await system.apply(planned);
    expect(system.inPayroll()).toEqual([{ ...IN_PAYROLL, AdjustFixedWage: true }]);
  });

  test('and is gone from PowerOffice is made again by a new plan alone', async () => {
    const { system, plan, row } = await sent();
    const before = await plan();
    system.powerOffice.removeLeave(row());
    expect((await system.apply(before.planned)).writes).toBe(0);
    const { planned, told } = await plan();
    expect(told).toEqual(['parental-80: created new LEAVE_LINK_LOST']);
    await system.apply(planned);
    expect(system.inPayroll()).toEqual([IN_PAYROLL]);
  });

  test('and moved out of the period is still shown, and moved there too', async () => {
    const { system, plan } = await sent();
    system.simployer.editLeave('parental-80', { startDate: day('2026-08-01'), endDate: day('2026-09-30') });
    const { planned, told } = await plan();
    expect(told).toEqual(['parental-80: updated changed']);
    await system.apply(planned);
    expect(system.inPayroll()).toMatchObject([{ StartDate: '2026-08-01', EndDate: '2026-09-30' }]);
  });

  test('and has another degree by now is for payroll, unless it begins later', async () => {
    const { system, plan } = await sent({ now: '2026-05-04T06:00:00Z' });
    system.simployer.editLeave('parental-80', { gradePercentage: 50 });
    expect((await plan()).told).toEqual(['parental-80: skipped held LEAVE_TERMS_CHANGED']);
  });
});

test('a leave that payroll entered from the same day is adopted, with the reporting id that it has', async () => {
  const leaves = [
    { TypeOfLeave: 'Maternity' as const, StartDate: '2026-04-01', EndDate: '2027-01-31', LeavePercentage: 80 },
  ];
  const system = await systemWith([PARENTAL], {
    people: [{ number: 42, employments: [{ Id: 20_042, StartDate: '2020-01-01', leaves }] }],
  });
  const planned = await system.plan();
  expect(planned.outcomes).toMatchObject([
    { outcome: 'updated', group: 'new', planned: { matchedBy: 'typeAndStart' } },
  ]);
  await system.apply(planned);
  expect(system.inPayroll()).toEqual([{ ...IN_PAYROLL, ReportingId: 'POGO_9001' }]);
  expect((await system.plan()).told).toEqual(['parental-80: unchanged same']);
});

test('a leave that payroll entered just so is adopted without a write, and linked by the apply', async () => {
  const leaves = [
    { TypeOfLeave: 'Maternity' as const, StartDate: '2026-04-01', EndDate: '2027-03-10', LeavePercentage: 80 },
  ];
  const system = await systemWith([PARENTAL], {
    people: [{ number: 42, employments: [{ Id: 20_042, StartDate: '2020-01-01', leaves }] }],
  });
  const planned = await system.plan();
  expect(planned.told).toEqual(['parental-80: unchanged new']);
  expect((await system.apply(planned)).writes).toBe(0);
  expect((await system.plan()).told).toEqual(['parental-80: unchanged same']);
});

test('a leave is on every active employment where the settings say so', async () => {
  const employments = [
    { Id: 20_042, StartDate: '2020-01-01' },
    { Id: 20_052, StartDate: '2021-01-01' },
  ];
  const system = await systemWith([PARENTAL], {
    people: [{ number: 42, employments }],
    settings: { timeOff: { employments: 'allActive' } },
  });
  await system.send();
  expect(system.inPayroll()).toMatchObject([
    { EmploymentId: 20_042, ReportingId: 'SIM-parental-80' },
    { EmploymentId: 20_052, ReportingId: 'SIM-parental-80-2' },
  ]);
  expect((await system.plan()).told).toEqual(['parental-80: unchanged same']);
});

test('a refusal is told without the words of PowerOffice, and the others go on', async () => {
  const system = await systemWith([PARENTAL, leaveOf({ id: 'other', employeeId: 'person-43' })], {
    people: [{ number: 42 }, { number: 43 }],
  });
  const planned = await system.plan();
  system.setFaults({
    powerOffice: ({ method, path }) =>
      method === 'POST' && path.includes('20042')
        ? {
            before: 'refuse',
            status: 400,
            title: 'Employment validation error(s)',
            detail: 'Maternity from 2026-04-01 is wrong.',
          }
        : null,
  });
  const applied = await system.apply(planned);
  expect(applied.told).toEqual(['other: created', 'parental-80: failed POWEROFFICE_REJECTED']);
  expect(JSON.stringify(applied.outcomes)).not.toMatch(/Maternity|2026-04-01/);
});
