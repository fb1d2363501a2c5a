import type { Template } from 'aws-cdk-lib/assertions';
import { LEAVES_TO_POWEROFFICE } from '../../infra/flows/leaves-to-poweroffice.ts';
import type { StageSettingsInput } from '../../infra/stage-settings.ts';
import { FLOW_NAMES } from '../../shared/config/vendor-keys.ts';
import { STAGE, templateOf } from './template.ts';

const LEAVES = 'leaves-to-poweroffice';
const EVERY_FLOW: StageSettingsInput = { ...STAGE, flows: [...FLOW_NAMES] };
const WITH_LEAVES: StageSettingsInput = { ...STAGE, flows: ['employees-to-poweroffice', LEAVES] };

const idsIn = (template: Template): string[] => Object.keys((template.toJSON() as any).Resources);
const propertiesIn = (template: Template, type: string): any[] =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties);
const alarmNamesIn = (template: Template): string[] =>
  propertiesIn(template, 'AWS::CloudWatch::Alarm').map(({ AlarmName }) =>
    AlarmName.replace('simployer-poweroffice-test-main-', ''),
  );

test('A stage with leaves leaves every logical id of one without them as it is, so that nothing deployed is replaced', async () => {
  const without = idsIn(await templateOf());
  expect(without.length).toBeGreaterThan(50);
  expect(idsIn(await templateOf(WITH_LEAVES))).toEqual(expect.arrayContaining(without));
});

test('Leaves have every alarm of a flow that somebody starts by hand, and none about a schedule', async () => {
  const names = alarmNamesIn(await templateOf(WITH_LEAVES)).filter((name) => name.startsWith(LEAVES));
  const aboutSchedules = ['schedule-dropped', 'scheduled-run-missed', 'nothing-succeeded'];
  expect(names.sort()).toEqual(
    Object.keys(LEAVES_TO_POWEROFFICE.alarmTexts)
      .filter((name) => !aboutSchedules.includes(name))
      .map((name) => `${LEAVES}-${name.replace('records-', 'leaves-')}`)
      .sort(),
  );
});

test('More functions than one alarm can watch have a second alarm, and the first keeps its name', async () => {
  const template = await templateOf(EVERY_FLOW);
  const failing = propertiesIn(template, 'AWS::CloudWatch::Alarm').filter(({ AlarmName }) =>
    AlarmName.includes('functions-failing'),
  );
  expect(alarmNamesIn(template)).toEqual(expect.arrayContaining(['functions-failing', 'functions-failing-2']));
  const watched = failing.flatMap(({ Metrics }) =>
    Metrics.flatMap(({ MetricStat }: any) => MetricStat?.Metric.Dimensions.map(({ Value }: any) => Value.Ref) ?? []),
  );
  // Start, API, inspection, and a worker of each flow.
  expect(new Set(watched).size).toBe(3 + FLOW_NAMES.length);
  for (const { AlarmDescription } of failing) expect(AlarmDescription).toContain('runbook.md#functions-failing');
});
