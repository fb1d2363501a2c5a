import type { SimployerLeave } from '../../../local/demo-vendors/simployer/simployer-tenant.ts';
import { createLeaveSystem } from '../../builders/leave-system.ts';
import type { LeaveSystem, LeaveSystemInput } from '../../builders/leave-system.ts';
import { buildSimployerLeave } from '../../builders/simployer-time-off.ts';

/* Leaves of one person on the same days: which of them are written, in which order, and which are held. */

const day = (date: string): string => `${date}T00:00:00.000Z`;

/** Of person 42, from April to June. */
const leaveOf = (id: string, gradePercentage: number, overrides: Partial<SimployerLeave> = {}): SimployerLeave =>
  buildSimployerLeave({
    id,
    typeId: 'parental',
    startDate: day('2026-04-01'),
    endDate: day('2026-06-30'),
    gradePercentage,
    ...overrides,
  });

/** With leaves that have been sent; a vacation keeps the list from being empty. */
const sent = async (leaves: readonly SimployerLeave[], input: LeaveSystemInput = {}): Promise<LeaveSystem> => {
  const system = await createLeaveSystem({
    ...input,
    timeOff: { leaves: [leaveOf('vacation', 100, { typeId: 'vacation' }), ...leaves] },
  });
  await system.send();
  return system;
};

const withoutVacation = (told: readonly string[]): readonly string[] =>
  told.filter((line) => !line.startsWith('vacation'));

/** What a plan says, and what its apply comes to. */
const send = async (system: LeaveSystem) => {
  const planned = await system.plan();
  const applied = await system.apply(planned);
  return { planned: withoutVacation(planned.told), applied: withoutVacation(applied.told), writes: applied.writes };
};

const inPayroll = (system: LeaveSystem): readonly string[] =>
  system
    .inPayroll()
    .map(
      ({ ReportingId, StartDate, EndDate, LeavePercentage }) =>
        `${ReportingId}: ${StartDate} to ${EndDate}, ${LeavePercentage} %`,
    )
    .toSorted();

test('Two that have room beside one that waits again, but not both, are held', async () => {
  const system = await sent([leaveOf('waits', 23)]);
  system.simployer.editLeave('waits', { status: 'PENDING' });
  system.simployer.addLeave(leaveOf('one', 48));
  system.simployer.addLeave(leaveOf('two', 44, { typeId: 'military' }));
  const held = {
    planned: [
      'one: failed held LEAVE_OVERLAP_SOURCE',
      'two: failed held LEAVE_OVERLAP_SOURCE',
      'waits: skipped held LEAVE_PENDING',
    ],
    writes: 0,
  };
  expect(await send(system)).toMatchObject(held);
  expect(await send(system)).toMatchObject(held);
  expect(inPayroll(system)).toEqual(['SIM-waits: 2026-04-01 to 2026-06-30, 23 %']);
  system.simployer.editLeave('two', { gradePercentage: 29 });
  expect(await send(system)).toMatchObject({
    applied: ['one: created', 'two: created', 'waits: skipped LEAVE_PENDING'],
  });
});

test('One that was cancelled and stays in PowerOffice leaves room for one of two, so for neither: that is for payroll', async () => {
  const system = await sent([leaveOf('gone', 23)]);
  system.simployer.editLeave('gone', { status: 'CANCELLED' });
  system.simployer.addLeave(leaveOf('one', 48));
  system.simployer.addLeave(leaveOf('two', 44, { typeId: 'military' }));
  const { planned, writes } = await send(system);
  expect(planned).toEqual([
    'gone: skipped withdrawn LEAVE_WITHDRAWN',
    'one: failed held LEAVE_OVERLAP',
    'two: failed held LEAVE_OVERLAP',
  ]);
  expect(writes).toBe(0);
});

describe('One that ends earlier, and another that begins on the day after', () => {
  const split = async (input: LeaveSystemInput = {}): Promise<LeaveSystem> => {
    const system = await sent([leaveOf('z-old', 100)], input);
    system.simployer.editLeave('z-old', { endDate: day('2026-04-30') });
    system.simployer.addLeave(leaveOf('a-new', 50, { startDate: day('2026-05-01') }));
    return system;
  };

  test('are both written by one plan, the one that makes room first', async () => {
    const system = await split();
    const sums: number[] = [];
    system.setFaults({
      powerOffice: ({ method, path }) => {
        if (method !== 'GET' && path.includes('/Leaves')) sums.push(system.inPayroll().length);
        return null;
      },
    });
    expect(await send(system)).toEqual({
      planned: ['a-new: created new', 'z-old: updated changed'],
      applied: ['a-new: created', 'z-old: updated'],
      writes: 2,
    });
    expect(sums).toEqual([1, 1]);
    expect(inPayroll(system)).toEqual([
      'SIM-a-new: 2026-05-01 to 2026-06-30, 50 %',
      'SIM-z-old: 2026-04-01 to 2026-04-30, 100 %',
    ]);
    expect((await send(system)).writes).toBe(0);
  });

  test('and the first is refused: the second is left out until there is room', async () => {
    const system = await split();
    system.setFaults({
      powerOffice: ({ method }) =>
        method === 'PATCH'
          ? { before: 'refuse', status: 400, title: 'Employment validation error(s)', detail: '' }
          : null,
    });
    expect((await send(system)).applied).toEqual(['a-new: failed LEAVE_OVERLAP', 'z-old: failed POWEROFFICE_REJECTED']);
    expect(inPayroll(system)).toEqual(['SIM-z-old: 2026-04-01 to 2026-06-30, 100 %']);
    system.setFaults({});
    expect((await send(system)).applied).toEqual(['a-new: created', 'z-old: updated']);
  });

  test('and the first has moved since the plan: neither is written, for there is no room', async () => {
    const system = await split();
    const planned = await system.plan();
    system.simployer.editLeave('z-old', { endDate: day('2026-04-29') });
    expect(withoutVacation((await system.apply(planned)).told)).toEqual([
      'a-new: failed LEAVE_OVERLAP',
      'z-old: skipped PLAN_STALE',
    ]);
    expect(inPayroll(system)).toEqual(['SIM-z-old: 2026-04-01 to 2026-06-30, 100 %']);
  });

  test('and the first was reported as it was: the second has no room, until payroll has corrected it', async () => {
    const system = await split();
    const [row] = system.inPayroll();
    system.powerOffice.editLeave(row?.Id ?? 0, { EndedAndReported: true });
    expect((await send(system)).planned).toEqual([
      'a-new: failed held LEAVE_OVERLAP',
      'z-old: skipped held LEAVE_REPORTED',
    ]);
    system.powerOffice.editLeave(row?.Id ?? 0, { EndDate: '2026-04-30' });
    expect((await send(system)).applied).toEqual(['a-new: created', 'z-old: unchanged']);
  });

  test('are killed at any moment: the next plan brings both to rest', async () => {
    const whole = await split();
    const before = whole.crashPoints();
    await send(whole);
    for (let point = before; point < whole.crashPoints(); point += 29) {
      const system = await split({ faults: { crash: ({ index }) => index === point } });
      await send(system).catch(() => null);
      await system.advance(25 * 60_000);
      await send(system);
      expect(inPayroll(system)).toHaveLength(2);
      expect((await send(system)).writes).toBe(0);
    }
  });
});

test('A row of leaves that all begin a week later is written by one plan, the last of them first', async () => {
  const weeks = (from: string, to: string) => ({ startDate: day(from), endDate: day(to) });
  const system = await sent([
    leaveOf('a', 100, weeks('2026-03-01', '2026-03-20')),
    leaveOf('b', 100, weeks('2026-03-21', '2026-04-10')),
    leaveOf('c', 100, weeks('2026-04-11', '2026-04-30')),
    leaveOf('d', 100, weeks('2026-05-01', '2026-05-20')),
  ]);
  system.simployer.editLeave('a', weeks('2026-03-08', '2026-03-27'));
  system.simployer.editLeave('b', weeks('2026-03-28', '2026-04-17'));
  system.simployer.editLeave('c', weeks('2026-04-18', '2026-05-07'));
  system.simployer.editLeave('d', weeks('2026-05-08', '2026-05-27'));
  expect(await send(system)).toMatchObject({
    applied: ['a: updated', 'b: updated', 'c: updated', 'd: updated'],
    writes: 4,
  });
});

test('One that makes room comes before whatever waits for it, however many others there are', async () => {
  const others = Array.from({ length: 120 }, (_, index) => index + 43);
  const system = await sent([leaveOf('z-old', 100)], {
    people: [42, ...others].map((number) => ({ number })),
  });
  system.simployer.editLeave('z-old', { endDate: day('2026-04-30') });
  system.simployer.addLeave(leaveOf('a-new', 50, { startDate: day('2026-05-01') }));
  for (const number of others) {
    system.simployer.addLeave(leaveOf(`m-${number}`, 100, { employeeId: `person-${number}` }));
  }
  const { applied } = await send(system);
  expect(applied).toEqual(['a-new: created', ...applied.filter((line) => line.startsWith('m-')), 'z-old: updated']);
});

test('One that is to move away and is held for HR stays in the way of another', async () => {
  const april = { startDate: day('2026-04-01'), endDate: day('2026-04-30') };
  const may = { startDate: day('2026-05-01'), endDate: day('2026-05-31') };
  const system = await sent([leaveOf('moves', 60, april)]);
  system.simployer.editLeave('moves', may);
  system.simployer.addLeave(leaveOf('beside', 50, may));
  system.simployer.addLeave(leaveOf('takes', 60, april));
  expect(await send(system)).toMatchObject({
    planned: [
      'beside: failed held LEAVE_OVERLAP_SOURCE',
      'moves: failed held LEAVE_OVERLAP_SOURCE',
      'takes: failed held LEAVE_OVERLAP',
    ],
    writes: 0,
  });
  expect((await system.plan({ leaves: ['moves', 'takes'] })).told).toEqual([
    'moves: failed held LEAVE_OVERLAP_SOURCE',
    'takes: failed held LEAVE_OVERLAP',
  ]);
});

describe('Where the settings delete what was withdrawn, a leave in its place', () => {
  const replaced = async (): Promise<LeaveSystem> => {
    const system = await sent([leaveOf('gone', 100)], { settings: { timeOff: { onWithdrawal: 'delete' } } });
    system.simployer.editLeave('gone', { status: 'CANCELLED' });
    system.simployer.addLeave(leaveOf('again', 100, { typeId: 'military' }));
    return system;
  };

  test('is created after it', async () => {
    const system = await replaced();
    expect(await send(system)).toMatchObject({ applied: ['again: created', 'gone: updated'], writes: 2 });
    expect(inPayroll(system)).toEqual(['SIM-again: 2026-04-01 to 2026-06-30, 100 %']);
  });

  test('is left out when it could not be deleted, and held from then on', async () => {
    const system = await replaced();
    const planned = await system.plan();
    const [row] = system.inPayroll();
    system.setFaults({
      powerOffice: ({ method }) =>
        method === 'DELETE'
          ? { before: 'refuse', status: 409, title: 'Employment conflict error(s)', detail: '' }
          : null,
    });
    expect(withoutVacation((await system.apply(planned)).told)).toEqual([
      'again: failed LEAVE_OVERLAP',
      'gone: skipped LEAVE_REPORTED',
    ]);
    system.powerOffice.editLeave(row?.Id ?? 0, { EndedAndReported: true });
    expect((await send(system)).planned).toEqual([
      'again: failed held LEAVE_OVERLAP',
      'gone: skipped withdrawn LEAVE_REPORTED',
    ]);
  });
});

test('Two that take the place of each other are held for payroll, who changes one of them by hand', async () => {
  const system = await sent([
    leaveOf('one', 100, { endDate: day('2026-04-30') }),
    leaveOf('two', 100, { startDate: day('2026-05-01') }),
  ]);
  system.simployer.editLeave('one', { startDate: day('2026-05-01'), endDate: day('2026-06-30') });
  system.simployer.editLeave('two', { startDate: day('2026-04-01'), endDate: day('2026-04-30') });
  const held = { planned: ['one: failed held LEAVE_OVERLAP', 'two: failed held LEAVE_OVERLAP'], writes: 0 };
  expect(await send(system)).toMatchObject(held);
  expect(await send(system)).toMatchObject(held);
  const one = system.inPayroll().find(({ ReportingId }) => ReportingId === 'SIM-one');
  system.powerOffice.editLeave(one?.Id ?? 0, { StartDate: '2026-07-01', EndDate: '2026-07-02' });
  expect(await send(system)).toMatchObject({ applied: ['one: updated', 'two: updated'], writes: 2 });
  expect(inPayroll(system)).toEqual([
    'SIM-one: 2026-05-01 to 2026-06-30, 100 %',
    'SIM-two: 2026-04-01 to 2026-04-30, 100 %',
  ]);
});

test('A leave that this sync has made and nobody remembers counts as well', async () => {
  const leaves = [
    {
      TypeOfLeave: 'Military' as const,
      StartDate: '2026-05-01',
      EndDate: '2026-05-31',
      LeavePercentage: 60,
      ReportingId: 'SIM-lost',
    },
  ];
  const people = [{ number: 42, employments: [{ Id: 20_042, StartDate: '2020-01-01', leaves }] }];
  const system = await sent([leaveOf('one', 41)], { people });
  expect((await send(system)).planned).toEqual(['one: failed held LEAVE_OVERLAP']);
  system.simployer.editLeave('one', { gradePercentage: 40 });
  expect((await send(system)).applied).toEqual(['one: created']);
});

describe('A leave that payroll has entered', () => {
  const withPayrolls = (
    leavesOfSimployer: readonly SimployerLeave[],
    LeavePercentage: number,
  ): Promise<LeaveSystem> => {
    const leaves = [
      { TypeOfLeave: 'Maternity' as const, StartDate: '2026-04-01', EndDate: '2026-06-30', LeavePercentage },
    ];
    return createLeaveSystem({
      people: [{ number: 42, employments: [{ Id: 20_042, StartDate: '2020-01-01', leaves }] }],
      timeOff: { leaves: leavesOfSimployer },
    });
  };

  test('is taken over by one of two that it could be, and the other is new', async () => {
    const system = await withPayrolls([leaveOf('b', 30), leaveOf('a', 70)], 30);
    expect(await send(system)).toEqual({
      planned: ['a: updated new', 'b: created new'],
      applied: ['a: updated', 'b: created'],
      writes: 2,
    });
    expect(inPayroll(system)).toEqual([
      'POGO_9001: 2026-04-01 to 2026-06-30, 70 %',
      'SIM-b: 2026-04-01 to 2026-06-30, 30 %',
    ]);
    expect((await send(system)).planned).toEqual(['a: unchanged same', 'b: unchanged same']);
  });

  test('leaves room for another beside it from the plan on in which it is taken over', async () => {
    const military = { typeId: 'military', startDate: day('2026-05-01') };
    const system = await withPayrolls([leaveOf('a', 40, military), leaveOf('b', 60)], 60);
    expect(await send(system)).toMatchObject({
      planned: ['a: created new', 'b: unchanged new'],
      applied: ['a: created', 'b: unchanged'],
    });
    const tooMuch = await withPayrolls([leaveOf('a', 41, military), leaveOf('b', 60)], 60);
    expect((await send(tooMuch)).planned).toEqual([
      'a: failed held LEAVE_OVERLAP_SOURCE',
      'b: failed held LEAVE_OVERLAP_SOURCE',
    ]);
  });

  test('and is to end earlier has to, before another is written on the days that it leaves', async () => {
    const ended = leaveOf('z-old', 100, { endDate: day('2026-04-30') });
    const another = leaveOf('a-new', 100, { typeId: 'military', startDate: day('2026-05-01') });
    const system = await withPayrolls([ended, another], 100);
    system.setFaults({
      powerOffice: ({ method }) =>
        method === 'PATCH'
          ? { before: 'refuse', status: 400, title: 'Employment validation error(s)', detail: '' }
          : null,
    });
    expect(await send(system)).toMatchObject({
      planned: ['a-new: created new', 'z-old: updated new'],
      applied: ['a-new: failed LEAVE_OVERLAP', 'z-old: failed POWEROFFICE_REJECTED'],
    });
    expect(inPayroll(system)).toEqual(['POGO_9001: 2026-04-01 to 2026-06-30, 100 %']);
    system.setFaults({});
    expect((await send(system)).applied).toEqual(['a-new: created', 'z-old: updated']);
  });

  test('and is not taken over, because that leave is held for HR, leaves no room to another that it could be', async () => {
    const both = [leaveOf('a', 50), leaveOf('b', 50, { endDate: day('2026-04-20') })];
    const system = await withPayrolls(
      [...both, leaveOf('c', 60, { typeId: 'military', startDate: day('2026-05-01') })],
      50,
    );
    expect(await send(system)).toMatchObject({
      planned: [
        'a: failed held LEAVE_OVERLAP_SOURCE',
        'b: failed held LEAVE_OVERLAP',
        'c: failed held LEAVE_OVERLAP_SOURCE',
      ],
      writes: 0,
    });
  });

  test('and is not taken over leaves no room', async () => {
    const system = await withPayrolls([leaveOf('a', 40, { typeId: 'military', startDate: day('2026-05-01') })], 60);
    expect((await send(system)).planned).toEqual(['a: failed held LEAVE_OVERLAP']);
  });
});
