import type { CountedRun } from './counted-world.ts';
import type { Figure } from './figure.ts';
import type { FirstRuns } from './measure-runs.ts';
import type { Usage } from './usage.ts';

const CHARGED: readonly (readonly [string, (usage: Usage) => number])[] = [
  ['Lambda invocations', ({ startRun, syncEmployee }) => startRun.invocations + syncEmployee.invocations],
  ['SQS requests', ({ queue }) => queue.requests],
  ['DynamoDB reads', ({ table }) => table.reads],
  ['DynamoDB writes', ({ table }) => table.writes],
];

/** What AWS charges for an employee in a run, where it charges by use. */
export const costFigures = ({ people, firstLoad, nothingChanged, someChangedRolling }: FirstRuns): Figure[] => {
  const runs: readonly (readonly [string, CountedRun])[] = [
    ['first load', firstLoad],
    ['nothing changed', nothingChanged],
    [`${someChangedRolling.changed} changed`, someChangedRolling],
  ];
  return CHARGED.flatMap(([charged, of]) =>
    runs.map(([run, { usage }]) => ({
      what: `${charged} an employee, ${run}, ${people.toLocaleString('en-GB')} people`,
      unit: '',
      value: of(usage) / people,
      goal: {},
      deterministic: true,
    })),
  );
};
