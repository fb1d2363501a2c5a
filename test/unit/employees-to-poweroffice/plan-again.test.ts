import { startEmployees } from '../../../shared/flows/employees-to-poweroffice/flow.ts';
import { DEFAULT_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/settings.ts';
import { buildRun } from '../../builders/run.ts';

const NOW = Date.parse('2026-03-02T06:00:00Z');

/** A start that may work for so long from now on; of all it has, only the planner is asked. */
const planAgain = (timeLeftInMillis: number) =>
  startEmployees({
    settings: DEFAULT_SETTINGS,
    clock: { now: () => NOW },
    workUntil: NOW + timeLeftInMillis,
    planner: () => Promise.reject(new Error('The planner was asked.')),
  } as unknown as Parameters<typeof startEmployees>[0]).planAgain(
    { sourceId: 'person-1', number: '1', subject: null },
    buildRun(),
  );

test('a start compares people with a plan until it needs its time for their messages', async () => {
  await expect(planAgain(121_000)).rejects.toThrow('The planner was asked.');
  expect(await planAgain(120_000)).toBeNull();
});
