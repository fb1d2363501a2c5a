import { parseStageSettings } from '../../infra/stage-settings.ts';
import { STAGES } from '../../infra/stages.ts';
import { stageSettingsOf } from '../../infra/synthesise.ts';
import { DEFAULT_SETTINGS } from '../../shared/config/settings.ts';

const SCHEDULE = { days: ['MON'], time: '05:30' };

test.each(Object.keys(STAGES))('The stage %s is complete and valid', (name) => {
  expect(stageSettingsOf(name).clients.length).toBeGreaterThan(0);
});

test('A stage that nobody defined is refused with the ones there are', () => {
  expect(() => stageSettingsOf('staging')).toThrow('stage: "staging" is none of prod, test');
});

test('A stage needs no more than a schedule', () => {
  expect(parseStageSettings('x', { schedule: SCHEDULE })).toMatchObject({
    schedule: { ...SCHEDULE, paused: false },
    pace: { maxRequestsPerSecond: 10 },
    removalPolicy: 'retain',
    settings: DEFAULT_SETTINGS,
    clients: [{ name: 'main', subscription: 'default', schedule: null, settings: null }],
  });
});

test.each([
  [{}, /^stages\.x\.schedule: /u],
  [{ schedule: { ...SCHEDULE, time: '5:30' } }, /^stages\.x\.schedule\.time: expected HH:MM/u],
  [{ schedule: { ...SCHEDULE, time: '02:30' } }, /^stages\.x\.schedule\.time: .*daylight saving/u],
  [{ schedule: { ...SCHEDULE, days: ['MONDAY'] } }, /^stages\.x\.schedule\.days\[0\]: .*"MON"/u],
  [{ schedule: { ...SCHEDULE, days: [] } }, /^stages\.x\.schedule\.days: /u],
  [{ schedule: SCHEDULE, alarmEmail: 'kari' }, /^stages\.x\.alarmEmail: /u],
  [{ schedule: SCHEDULE, logRetentionInDays: 45 }, /^stages\.x\.logRetentionInDays: .*30/u],
  [{ schedule: SCHEDULE, removalPolicy: 'keep' }, /^stages\.x\.removalPolicy: .*"retain"\|"destroy"/u],
  [
    { schedule: SCHEDULE, vendors: { powerOfficeBaseUrl: 'http://x.no' } },
    /^stages\.x\.vendors\.powerOfficeBaseUrl: .*https/u,
  ],
  [{ schedule: SCHEDULE, clients: [{ name: 'a' }, { name: 'a' }] }, /^stages\.x\.clients: /u],
  [{ schedule: SCHEDULE, settings: { guards: { archiveShare: 3 } } }, /^stages\.x\.settings\.guards\.archiveShare: /u],
  [{ schedule: SCHEDULE, retention: 3 }, /^stages\.x: .*retention/u],
])('A wrong setting is refused with its path and what is allowed: %j', (input, message) => {
  expect(() => parseStageSettings('x', input)).toThrow(message);
});
