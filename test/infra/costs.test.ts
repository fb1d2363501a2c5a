import { readFile } from 'node:fs/promises';
import { PRICES, STACK } from '../../bench/costs.ts';
import { METRICS } from '../../shared/observability/metric-names.ts';
import type { StageSettingsInput } from '../../infra/stage-settings.ts';
import { templateOf } from './template.ts';

/** The resources of a stack by their type. */
const stackOf = async (flows: Pick<StageSettingsInput, 'flows'> = {}) => {
  const { Resources: resources } = (
    await templateOf({
      schedule: { days: ['MON', 'TUE', 'WED', 'THU', 'FRI'], time: '05:30' },
      alarmEmail: 'payroll@fjordlys.example',
      ...flows,
    })
  ).toJSON();
  return (type: string): any[] => Object.values<any>(resources).filter((resource) => resource.Type === type);
};

/** What each flow has of its own, and is charged for around the clock. */
const ofFlows = (ofType: (type: string) => any[]) => ({
  alarmMetrics: ofType('AWS::CloudWatch::Alarm').flatMap(({ Properties: { Metrics: metrics } }) =>
    metrics === undefined ? [1] : metrics.filter(({ MetricStat: stat }: any) => stat !== undefined),
  ).length,
  pollers: ofType('AWS::Lambda::EventSourceMapping')
    .map(({ Properties: { ScalingConfig: limit } }) => (limit === undefined ? 2 : 5))
    .reduce((sum, pollers) => sum + pollers, 0),
});

test('What the benchmark charges for, the stack has', async () => {
  const ofType = await stackOf();
  const memoryOf = (described: string): number =>
    ofType('AWS::Lambda::Function').find(({ Properties: { Description: description } }) =>
      description.includes(described),
    ).Properties.MemorySize / 1024;
  expect({
    ...ofFlows(ofType),
    // A stack that writes to PowerOffice alone counts nothing of X-ledger.
    metrics: Object.keys(METRICS).filter((name) => !name.startsWith('Xledger')).length,
    secrets: ofType('AWS::SecretsManager::Secret').length,
    keys: ofType('AWS::KMS::Key').length,
    startMemoryInGigabytes: memoryOf('Reads both vendors'),
    workerMemoryInGigabytes: memoryOf('one employee after another'),
    viewMemoryInGigabytes: memoryOf('Shows the open problems'),
    logQueries: JSON.stringify(ofType('AWS::CloudWatch::Dashboard')).split('\\"type\\":\\"log\\"').length - 1,
  }).toEqual(STACK);
});

test('What a second flow in the stack costs, docs/costs.md says', async () => {
  const one = ofFlows(await stackOf());
  const both = ofFlows(await stackOf({ flows: ['employees-to-poweroffice', 'employees-to-xledger'] }));
  const alarmMetrics = both.alarmMetrics - one.alarmMetrics;
  const pollers = both.pollers - one.pollers;
  // Long polls of 20 seconds, in a month of 730 hours.
  const polling = (pollers * 180 * 730 * PRICES.queuePerMillionRequests) / 1_000_000;
  const dollars = (alarmMetrics * PRICES.alarmMetricPerMonth + polling).toFixed(2);
  expect(await readFile('docs/costs.md', 'utf8')).toContain(
    `${alarmMetrics} more metrics that alarms watch, and ${pollers} more polls at a time, $${dollars} a month`,
  );
});
