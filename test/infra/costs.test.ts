import { STACK } from '../../bench/costs.ts';
import { METRICS } from '../../shared/observability/metric-names.ts';
import { templateOf } from './template.ts';

test('What the benchmark charges for, the stack has', async () => {
  const { Resources: resources } = (
    await templateOf({
      schedule: { days: ['MON', 'TUE', 'WED', 'THU', 'FRI'], time: '05:30' },
      alarmEmail: 'payroll@fjordlys.example',
    })
  ).toJSON();
  const ofType = (type: string): any[] => Object.values<any>(resources).filter((resource) => resource.Type === type);
  const alarmMetrics = ofType('AWS::CloudWatch::Alarm').flatMap(({ Properties: { Metrics: metrics } }) =>
    metrics === undefined ? [1] : metrics.filter(({ MetricStat: stat }: any) => stat !== undefined),
  );
  const workers = ofType('AWS::Lambda::Function').filter(({ Properties: { Description: description } }) =>
    /one employee after another|Reads both vendors/.test(description),
  );
  const view = ofType('AWS::Lambda::Function').find(({ Properties: { Description: description } }) =>
    description.startsWith('Shows the open problems'),
  );
  expect({
    alarmMetrics: alarmMetrics.length,
    // A stack that writes to PowerOffice alone counts nothing of X-ledger.
    metrics: Object.keys(METRICS).filter((name) => !name.startsWith('Xledger')).length,
    secrets: ofType('AWS::SecretsManager::Secret').length,
    keys: ofType('AWS::KMS::Key').length,
    pollers: ofType('AWS::Lambda::EventSourceMapping')
      .map(({ Properties: { ScalingConfig: limit } }) => (limit === undefined ? 2 : 5))
      .reduce((sum, pollers) => sum + pollers, 0),
    workerMemoryInGigabytes: workers.map(({ Properties: { MemorySize: memory } }) => memory / 1024),
    viewMemoryInGigabytes: view.Properties.MemorySize / 1024,
    logQueries: JSON.stringify(ofType('AWS::CloudWatch::Dashboard')).split('\\"type\\":\\"log\\"').length - 1,
  }).toEqual({ ...STACK, workerMemoryInGigabytes: [STACK.workerMemoryInGigabytes, STACK.workerMemoryInGigabytes] });
});
