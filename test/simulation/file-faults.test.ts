/*
 * The faults that a run of the file of absence may meet, in a simulated world of three people with a leave each: whatever
 * happens, no leave stands in two files that count, none is missing from them, and what counts as exported lies there.
 */
import { compareText } from '../../shared/records/values/text.ts';
import { createFileSystem } from '../builders/file-system.ts';
import type { FileSystem, FileSystemInput } from '../builders/file-system.ts';
import { buildSimployerLeave } from '../builders/simployer-time-off.ts';
import { watchCrashMoments } from '../builders/crash-moments.ts';
import { MACHINERY_FAULTS } from './machinery-faults.ts';

const NUMBERS = [42, 43, 44];

const scenario = (input: FileSystemInput = {}): FileSystem =>
  createFileSystem({
    people: NUMBERS.map((number) => ({ number })),
    timeOff: {
      leaves: NUMBERS.map((number) =>
        buildSimployerLeave({ id: `leave-${number}`, employeeId: `person-${number}`, typeId: 'vacation' }),
      ),
    },
    ...input,
  });

/** Plan and apply without faults; then once more, which has nothing to do. */
const heal = async (system: FileSystem) => {
  system.setFaults({});
  await system.advance(25 * 60_000);
  await system.send();
  const again = await system.plan();
  const lines = await system.exportedLines();
  const noted: string[] = [];
  for (const number of NUMBERS) {
    const whose = { flow: 'time-off-to-file', sourceId: `leave-${number}` };
    for await (const { entry } of system.history.entriesAfter(whose, null)) noted.push(`${number} ${entry.action}`);
  }
  return {
    told: again.told,
    // A kill may leave more in the history than was done, and never less.
    noted: [...new Set(noted)],
    numbers: lines.map((line) => line.split(';')[0]).toSorted((a = '', b = '') => compareText(a, b)),
  };
};

const DONE = {
  told: NUMBERS.map((number) => `leave-${number}: unchanged same`),
  noted: NUMBERS.map((number) => `${number} create`),
  numbers: NUMBERS.map((number) => `"${number}"`),
};

test('killed at every ninth moment, each leave is exported once', async () => {
  const moments = watchCrashMoments();
  await scenario({ faults: { crash: moments.crash } }).send();
  expect(moments.every(1).length).toBeGreaterThan(50);
  for (const kill of moments.distinct(9)) {
    const system = scenario({ faults: { crash: ({ index }) => index === kill } });
    const applied = await system.send().catch(() => null);
    await system.untilQueuesAreEmpty();
    for (const { group } of applied?.outcomes ?? []) expect(group).toBe('new');
    expect({ kill, ...(await heal(system)) }).toEqual({ kill, ...DONE });
  }
});

test('killed for good at every fourth moment of an apply, the next plan knows what counts', async () => {
  const calm = scenario();
  const planned = await calm.plan();
  const moments = watchCrashMoments();
  calm.setFaults({ crash: moments.crash });
  await calm.apply(planned);
  expect(moments.every(1).length).toBeGreaterThan(50);
  for (const kill of moments.distinct(4)) {
    // No delivery of the same start comes through after that moment.
    const system = scenario({
      faults: { crash: ({ index, process }) => index >= kill && process.startsWith('start-run') },
    });
    await system.send().catch(() => null);
    await system.advance(3 * 3600_000);
    expect({ kill, ...(await heal(system)) }).toEqual({ kill, ...DONE });
  }
});

test.each(MACHINERY_FAULTS)('%s', async (_what, faults) => {
  const system = scenario({ faults });
  await system.send().catch(() => null);
  await system.untilQueuesAreEmpty();
  expect(await heal(system)).toEqual(DONE);
});

test('a run that carries out the same plan after a kill says what was written, and writes nothing again', async () => {
  const system = scenario();
  const planned = await system.plan();
  // Right after the export is complete, before any leave is noted as written, in every delivery.
  system.setFaults({ crash: ({ operation, moment }) => /^put run#.*outcome#/.test(operation) && moment === 'before' });
  await system.apply(planned).catch(() => null);
  expect(await system.exportLedger.exports()).toMatchObject([{ state: 'complete' }]);
  system.setFaults({});
  await system.advance(3 * 3600_000);
  const again = await system.apply(planned);
  expect(again.outcomes).toMatchObject(NUMBERS.map(() => ({ outcome: 'created', group: 'new' })));
  expect(await system.exportLedger.exports()).toHaveLength(1);
  expect(await heal(system)).toEqual(DONE);
});

test('Simployer breaks off while a plan is made: nothing counts as withdrawn', async () => {
  const system = scenario();
  await system.send();
  system.setFaults({ simployer: [{ fault: { kind: 'cutJson' }, resource: 'leave' }] });
  expect((await system.plan()).run).toMatchObject({ status: 'aborted', abort: { code: 'SOURCE_INCOMPLETE' } });
  expect(await heal(system)).toEqual(DONE);
});

test('two exports at once: the second is refused', async () => {
  const system = scenario();
  const planned = await system.plan();
  const applies = { planId: planned.run.runId, accept: [] };
  expect(await system.start({ trigger: 'api', mode: 'apply', applies, runId: 'one' })).toBe('one');
  expect(await system.start({ trigger: 'api', mode: 'apply', applies, runId: 'two' })).toBe('one');
  await system.untilQueuesAreEmpty();
  expect(await system.exportedLines()).toHaveLength(3);
});
