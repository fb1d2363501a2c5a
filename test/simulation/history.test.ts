import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import { createWorld } from '../../local/simulation/world.ts';
import type { World } from '../../local/simulation/world.ts';
import type { WorldFaults } from '../../local/simulation/world-options.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';

/* What the history of a record says after a worker was killed, at each moment at which it can be. */

const company = createDemoCompany({ today: '2026-03-02', size: 1, flaws: false });
const [{ id: PERSON } = { id: '' }] = company.employees;

interface Line {
  readonly what: string;
  readonly isUnconfirmed: boolean;
}

const linesOf = async (world: World): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  for await (const { entry } of world.history.entriesAfter({ flow: FIRST_FLOW, sourceId: PERSON }, null)) {
    const { entity, action, fields, isUnconfirmed } = entry;
    const names = fields.length === 0 ? [''] : fields;
    lines.push(...names.map((field) => ({ what: `${entity} ${action} ${field}`, isUnconfirmed })));
  }
  return lines;
};

/** The first load of a person; then HR changes a title and gives a rise, and payroll a phone number by hand. */
const story = async (world: World, faults: WorldFaults): Promise<void> => {
  world.setFaults(faults);
  await world.run();
  await world.advance(60_000);
  world.simployer.editEmployee(PERSON, { title: 'Verneombud', workEmail: 'verneombud@example.com' });
  const [line] = world.simployer.compensations();
  if (line !== undefined)
    world.simployer.addCompensation({
      ...line,
      id: 'rise',
      amount: line.amount + 10_000,
      effectiveDate: '2026-03-01T00:00:00.000Z',
    });
  await world.run();
  world.setFaults({});
  await world.untilQueuesAreEmpty();
  await world.advance(30 * 60_000);
  await world.run();
};

const counted = (lines: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(lines, (line) => line)].map(([line, those]) => [line, those.length]));

/** What a worker does that matters to a history: its writes, and what it stores of the person and of the run. */
const MATTERS = /^(?:POST|PATCH|PUT) (?!.*Token)|^put (?:history#|intents#|employees|run#)/;

test('killed at any moment, no write is missing from the history, and none stands twice', async () => {
  const calm = createWorld({ company });
  await story(calm, {});
  const lines = await linesOf(calm);
  const expected = counted(lines.map(({ what }) => what));
  expect(lines.filter(({ isUnconfirmed }) => isUnconfirmed)).toEqual([]);
  expect([...expected.keys()]).toEqual(
    expect.arrayContaining(['employee update JobTitle', 'salary create ', 'employee create ', 'employment create ']),
  );
  expect(expected.get('salary create ')).toBeGreaterThan(1);

  let kills = 0;
  const wrong: unknown[] = [];
  for (let kill = 0; ; kill += 1) {
    let passed = 0;
    let hasDied = false;
    const world = createWorld({ company });
    await story(world, {
      crash: ({ process, operation, moment }) => {
        if (hasDied || moment !== 'after' || !process.startsWith('sync-records') || !MATTERS.test(operation))
          return false;
        hasDied = passed === kill;
        passed += 1;
        return hasDied;
      },
    });
    if (!hasDied) break;
    kills += 1;
    const found = await linesOf(world);
    const confirmed = counted(found.map(({ what }) => what));
    const isRight =
      confirmed.size === expected.size &&
      [...expected].every(([what, times]) => confirmed.get(what) === times) &&
      found.every(({ isUnconfirmed }) => !isUnconfirmed);
    if (!isRight) wrong.push({ kill, found });
  }
  expect(kills).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});
