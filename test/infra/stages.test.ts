import { parseStageSettings } from '../../infra/stage-settings.ts';
import { describeRegion } from '../../infra/region.ts';
import { expectedEndOf } from '../../infra/constructs/expected-end.ts';
import type { Weekday } from '../../infra/stage-settings.ts';
import { STAGES } from '../../infra/stages.ts';
import { stageSettingsOf } from '../../infra/synthesise.ts';
import { settingsVariable } from '../../infra/settings-variable.ts';
import { parseSettings, readSettings } from '../../shared/config/settings.ts';
import { DEFAULT_SETTINGS } from '../../shared/flows/employees-to-poweroffice/settings.ts';

const SCHEDULE = { days: ['MON'], time: '05:30', paused: true };

test.each(Object.keys(STAGES))('The stage %s is complete and valid', (name) => {
  expect(stageSettingsOf(name).clients.length).toBeGreaterThan(0);
});

test('A stage that nobody defined is refused with the ones there are', () => {
  expect(() => stageSettingsOf('staging')).toThrow('stage: "staging" is none of prod, test');
});

test('The stages as delivered start nothing by themselves: a plan is looked at first', () => {
  for (const name of Object.keys(STAGES)) expect(stageSettingsOf(name).schedule.paused).toBe(true);
});

describe('A stage that tells nobody', () => {
  const running = { days: ['MON'], time: '05:30' };
  const clients = [{ name: 'a' }, { name: 'b', schedule: running }];

  test.each([
    ['runs by itself', { schedule: running }],
    ['has a client that runs by itself', { schedule: SCHEDULE, clients }],
  ])('and %s is refused, with what to set', (_, input) => {
    expect(() => parseStageSettings('x', input)).toThrow(/^stages\.x\.alarmEmail: nobody would be told.*paused: true/u);
  });

  test.each([
    ['is paused', { schedule: SCHEDULE }],
    ['holds nothing of value', { schedule: running, removalPolicy: 'destroy' }],
    ['names an address after all', { schedule: running, alarmEmail: 'it@fjordlys.example' }],
  ])('and %s is taken', (_, input) => {
    expect(parseStageSettings('x', input)).toBeDefined();
  });
});

test.each([
  // Start, longest run, days -> when it must have ended, and how far back from then.
  ['05:30', 60, ['MON', 'FRI'], ['MON', 'FRI'], 6, 50, 80],
  ['00:10', 60, ['MON'], ['MON'], 1, 30, 80],
  // Across 02:00 an hour later, looking back one more.
  ['01:30', 60, ['SUN'], ['SUN'], 3, 50, 200],
  ['00:40', 60, ['SUN'], ['SUN'], 3, 0, 200],
  // Across midnight the days move on.
  ['23:05', 60, ['SUN', 'WED'], ['MON', 'THU'], 0, 25, 80],
  ['22:00', 240, ['SAT'], ['SUN'], 3, 20, 380],
  ['05:30', 1440, ['MON'], ['TUE'], 6, 50, 1580],
] as [string, number, Weekday[], Weekday[], number, number, number][])(
  'A run that starts at %s and may take %i minutes, on %j, must have ended',
  (time, longest, days, expectedDays, hour, minute, withinMinutes) => {
    expect(expectedEndOf({ days, time, paused: false }, longest)).toEqual({
      days: expectedDays,
      hour,
      minute,
      withinMinutes,
    });
  },
);

test.each([
  ['eu-north-1', null],
  ['eu-central-1', null],
  [undefined, null],
  ['us-east-1', /outside the European Economic Area/u],
  ['eu-west-2', /outside the European Economic Area/u],
  ['eu-central-2', /outside the European Economic Area/u],
])('Before a deployment to %s the warning is %s', (region, warning) => {
  if (warning === null) expect(describeRegion(region)).toBeNull();
  else expect(describeRegion(region)).toMatch(warning);
});

test('A stage needs no more than a schedule', () => {
  expect(parseStageSettings('x', { schedule: SCHEDULE })).toMatchObject({
    schedule: SCHEDULE,
    pace: { maxRequestsPerSecond: 10 },
    removalPolicy: 'retain',
    settings: { ...DEFAULT_SETTINGS, firstRun: 'plan' },
    clients: [{ name: 'main', subscription: 'default', schedule: null, settings: null }],
  });
});

test.each([
  [{}, '{}'],
  [{ firstRun: 'plan' }, '{"firstRun":"plan"}'],
  [{ guards: { archiveAbsolute: 5, archiveShare: 0.5 } }, '{"guards":{"archiveShare":0.5}}'],
  [
    { scope: { offices: ['Oslo'] }, forgetAfterMonths: null },
    '{"scope":{"offices":["Oslo"]},"forgetAfterMonths":null}',
  ],
  [
    { xledger: { employmentTypes: [], gender: { female: { code: 'K' }, male: { code: 'M' } } } },
    '{"xledger":{"employmentTypes":[],"gender":{"female":{"code":"K"},"male":{"code":"M"}}}}',
  ],
])('Settings %j take as little room in a variable as %s, and lose nothing', (input, text) => {
  const settings = parseSettings(input);
  expect(settingsVariable(settings)).toBe(text);
  expect(readSettings(text)).toEqual(settings);
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
  [
    { schedule: SCHEDULE, vendors: { simployerBaseUrl: 'https://api.alexishr.co/v1' } },
    /^stages\.x\.vendors\.simployerBaseUrl: "api\.alexishr\.co" is no host of the vendors .*vendors\.customHosts/u,
  ],
  [
    { schedule: SCHEDULE, vendors: { customHosts: ['https://x.no'] } },
    /^stages\.x\.vendors\.customHosts\[0\]: .*host/u,
  ],
  [{ schedule: SCHEDULE, clients: [{ name: 'a' }, { name: 'a' }] }, /^stages\.x\.clients: /u],
  [{ schedule: SCHEDULE, settings: { guards: { archiveShare: 3 } } }, /^stages\.x\.settings\.guards\.archiveShare: /u],
  [{ schedule: SCHEDULE, retention: 3 }, /^stages\.x: .*retention/u],
])('A wrong setting is refused with its path and what is allowed: %j', (input, message) => {
  expect(() => parseStageSettings('x', input)).toThrow(message);
});
