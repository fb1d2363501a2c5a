import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseStageSettings } from '../../infra/stage-settings.ts';
import { GENERATED_PAGES } from '../../local/cli/commands/docs/generated-pages.ts';
import {
  ALL_TEXTS,
  RUN_SETTINGS,
  settingAt,
  STAGE_SETTINGS,
  stageWith,
  textOfRunSetting,
} from '../../local/cli/commands/docs/render-settings-reference.ts';
import { MAPPING_EXAMPLES, STAGE_SETTING_TEXTS } from '../../local/cli/commands/docs/setting-texts.ts';
import { parseSettings } from '../../shared/config/settings.ts';

test.each(Object.entries(GENERATED_PAGES))('docs/%s is what the code says (else: npm run docs)', (name, render) => {
  const stored = readFileSync(join(import.meta.dirname, '..', '..', 'docs', name), 'utf8');
  expect(stored).toBe(render());
});

const runPaths = RUN_SETTINGS.map(({ path }) => path);
const stagePaths = STAGE_SETTINGS.map(({ path }) => path);

test('every setting has a description, and every description a setting', () => {
  expect(runPaths.length).toBeGreaterThan(20);
  expect(runPaths.filter((path) => (textOfRunSetting(path)?.means ?? '') === '')).toEqual([]);
  expect(Object.keys(ALL_TEXTS).filter((path) => !runPaths.includes(path))).toEqual([]);
  expect(Object.keys(MAPPING_EXAMPLES).filter((name) => !runPaths.includes(`mapping.${name}`))).toEqual([]);
  expect(stagePaths.toSorted()).toEqual(Object.keys(STAGE_SETTING_TEXTS).toSorted());
});

test.each(runPaths)('the example of %s is taken, and differs from the default', (path) => {
  const example = textOfRunSetting(path)?.example;
  expect(example).toBeDefined();
  expect(parseSettings(settingAt(path, example))).not.toEqual(parseSettings({}));
});

test.each(stagePaths)("the stage's example of %s is taken, and differs from the default", (path) => {
  const schedule = { days: ['TUE'], time: '05:30', paused: false };
  const stage = { schedule, alarmEmail: 'it@example.com' };
  const example: any = stageWith(path, STAGE_SETTING_TEXTS[path]?.example);
  const changed = { ...stage, ...example, schedule: { ...schedule, ...example.schedule } };
  expect(parseStageSettings('example', changed)).not.toEqual(parseStageSettings('usual', stage));
});
