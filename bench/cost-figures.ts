import type { Figure } from './figure.ts';
import type { Usage } from './usage.ts';

const CHARGED: readonly (readonly [string, (usage: Usage) => number])[] = [
  ['Lambda invocations', ({ startRun, syncEmployee }) => startRun.invocations + syncEmployee.invocations],
  ['SQS requests', ({ queue }) => queue.requests],
  ['DynamoDB reads', ({ table }) => table.reads],
  ['DynamoDB writes', ({ table }) => table.writes],
];

/** What AWS charges for an employee in a run, where it charges by use. */
export const costFigures = ({ firstLoad, night }: { readonly firstLoad: Usage; readonly night: Usage }): Figure[] =>
  CHARGED.flatMap(([charged, of]) =>
    (
      [
        ['first load', firstLoad],
        ['a night, 1 % changed', night],
      ] as const
    ).map(([run, usage]) => ({
      what: `${charged} an employee, ${run}, ${usage.people.toLocaleString('en-GB')} people`,
      unit: '',
      value: of(usage) / usage.people,
      goal: {},
      deterministic: true,
    })),
  );
