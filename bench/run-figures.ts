import type { CountedRun } from './counted-world.ts';
import type { Figure } from './figure.ts';
import type { FirstRuns } from './measure-runs.ts';

const requestsOf = ({ usage }: CountedRun): number => usage.powerOfficeRequests;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Requests and writes of a company's first days. */
export const runFigures = ({
  people,
  firstLoad,
  nothingChanged,
  nothingChangedRolling,
  someChangedRolling,
}: FirstRuns): Figure[] => {
  const figure = (what: string, value: number, goal: Figure['goal'], unit = 'requests'): Figure => ({
    what: `${what}, ${people.toLocaleString('en-GB')} people`,
    unit,
    value,
    goal,
    deterministic: true,
  });
  const rolling = nothingChangedRolling.map(requestsOf);
  const writes = [nothingChanged, ...nothingChangedRolling].reduce((sum, run) => sum + run.writes, 0);
  return [
    figure('First load: employee, employment, salary, bank account', requestsOf(firstLoad), {
      atMost: 5 * people + 12,
    }),
    figure('Nothing changed, every salary verified', requestsOf(nothingChanged), { atMost: people + 12 }),
    figure('Nothing changed, rolling verification, mean of 30 nights', mean(rolling), {}),
    figure('Nothing changed, rolling verification, busiest of 30 nights', Math.max(...rolling), {
      atMost: people / 30 + 12,
    }),
    figure(`${someChangedRolling.changed} changed, rolling verification`, requestsOf(someChangedRolling), {
      atMost: people / 30 + 12 + 3 * someChangedRolling.changed,
    }),
    figure(`Second run and the ${rolling.length} after it`, writes, { exactly: 0 }, 'writes'),
  ];
};
