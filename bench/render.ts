/*
 * Shows the benchmark's figures: as tables on a terminal, and as Markdown for docs/numbers.md and docs/costs.md. The
 * documents are made from the stored results, so that they never differ from them. Figures of one computer bear a mark;
 * the others are the same everywhere. For example, "Worker CPU per employee" comes with the mark and its goal, and the
 * costs come as one row for each size of company.
 */
import Table from 'cli-table3';
import { RUN_RETENTION_IN_DAYS } from '../shared/state/run.ts';
import { costOfRun, gigabyteSecondsOf, idleCost, monthlyCost, openDashboardCost, PRICES } from './costs.ts';
import type { MonthlyCost } from './costs.ts';
import { passes, showGoal, showNumber, showSpread, showValue } from './figure.ts';
import type { Figure } from './figure.ts';
import { figuresOf, groupsOf } from './results.ts';
import type { Results } from './results.ts';
import type { Usage } from './usage.ts';

const judge = (figure: Figure): string => {
  if (showGoal(figure) === '') return '';
  return passes(figure) ? 'pass' : 'MISS';
};

/** For a terminal. */
export const renderFigures = (figures: readonly Figure[]): string => {
  const table = new Table({
    head: ['Figure', 'Measured', 'Spread', 'Goal', ''],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'left'],
  });
  for (const figure of figures) {
    table.push([
      `${figure.what}${figure.deterministic ? '' : ' *'}`,
      showValue(figure),
      showSpread(figure),
      showGoal(figure),
      judge(figure),
    ]);
  }
  return `${table.toString()}\n* of this computer, at this moment; the others are the same everywhere`;
};

const seconds = (millis: number): string => `${showNumber(Math.round(millis / 1000))} s`;

type Comparison = NonNullable<NonNullable<Results['employees']>['comparison']>;

const comparisonRows = ({ project, naive }: Comparison): (readonly string[])[] =>
  (
    [
      ['First load', 'firstLoad'],
      ['Nothing changed', 'nothingChanged'],
    ] as const
  ).map(([what, run]) => [
    what,
    showNumber(project[run].requests),
    seconds(project[run].wallTimeInMillis),
    showNumber(naive[run].requests),
    seconds(naive[run].wallTimeInMillis),
  ]);

const COMPARISON_HEAD = ['', 'Requests', 'Time', 'Requests, naive', 'Time, naive'] as const;

/** For a terminal. */
export const renderComparison = ({ employees }: Results): string => {
  const comparison = employees?.comparison;
  if (comparison === undefined) return '';
  const people = comparison.people.toLocaleString('en-GB');
  const table = new Table({
    head: [`${people} people`, ...COMPARISON_HEAD.slice(1)],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'right'],
  });
  for (const row of comparisonRows(comparison)) table.push([...row]);
  return `${table.toString()}\nNaive: one person after the other, three GETs each; the same vendors, latency (150 ms) and virtual clock.`;
};

const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map((_, column) => (column === 0 ? '---' : '---:')).join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

/** What docs/numbers.md leaves out: the same figures of a small company. */
const OF_A_SMALL_COMPANY = /, 50 people$/;

/** For docs/numbers.md: figures, where and when each group of them was measured, and the comparison. */
export const renderNumbers = (results: Results): string => {
  const shown = figuresOf(results).filter(({ what }) => !OF_A_SMALL_COMPANY.test(what));
  const comparison = results.employees?.comparison;
  return [
    "Measured by `npm run bench`. Requests are PowerOffice's; 10 a second is its limit, and what a run's time depends on.",
    markdownTable(
      ['Figure', 'Measured', 'Spread', 'Goal', 'Met'],
      shown.map((figure) => {
        const goal = showGoal(figure);
        const met = passes(figure) ? 'yes' : 'no';
        return [
          `${figure.what}${figure.deterministic ? '' : ' \\*'}`,
          showValue(figure),
          showSpread(figure),
          goal === '' ? 'stated' : goal,
          goal === '' ? '' : met,
        ];
      }),
    ),
    '\\* of one computer at one moment; the others are counted, or timed by a virtual clock, and the same everywhere.',
    'Each group of rows by itself (`npm run bench -- --only growth`), in the order of the table above:',
    markdownTable(
      ['Group', 'Rows', 'Measured on', 'Node', 'Cores', 'Programs that wanted them before', 'Took'],
      groupsOf(results).map(({ name, figures, measuredOn, node, cores, busyPrograms, seconds: took }) => [
        name,
        String(figures.length),
        measuredOn,
        node,
        String(cores),
        busyPrograms === null ? 'not noted' : showNumber(busyPrograms),
        took === null ? 'not noted' : `${showNumber(took)} s`,
      ]),
    ),
    ...(comparison === undefined
      ? []
      : [
          `Beside a naive sync (one person after the other, three GETs each), ${comparison.people.toLocaleString('en-GB')} people, 150 ms latency:`,
          markdownTable(COMPARISON_HEAD, comparisonRows(comparison)),
        ]),
  ].join('\n\n');
};

const dollars = (amount: number): string => (amount < 0.005 ? '< 0.01' : amount.toFixed(2));

const COST_PARTS: readonly (readonly [string, keyof MonthlyCost])[] = [
  ['Encryption key and two secrets', 'keysAndSecrets'],
  ['Alarms', 'alarms'],
  ['Polling five empty queues', 'polling'],
  ['Metrics', 'metrics'],
  ['Lambda', 'lambda'],
  ['DynamoDB, with backups', 'table'],
  ['SQS messages', 'queue'],
  ['Logs', 'logs'],
  ['Traces, KMS requests, schedule, API', 'rest'],
  ['**US dollars a month**', 'total'],
];

const USED: readonly (readonly [string, (usage: Usage) => number])[] = [
  ['PowerOffice requests', ({ powerOfficeRequests }) => powerOfficeRequests],
  ['Simployer requests', ({ simployerRequests }) => simployerRequests],
  ['Duration, seconds', ({ wallTimeInMillis }) => wallTimeInMillis / 1000],
  ['Lambda invocations', ({ startRun, syncEmployee }) => startRun.invocations + syncEmployee.invocations],
  ['Lambda, GB-seconds', gigabyteSecondsOf],
  ['DynamoDB reads', ({ table }) => table.reads],
  ['DynamoDB read units', ({ table }) => table.readUnits],
  ['DynamoDB writes', ({ table }) => table.writes],
  ['DynamoDB write units', ({ table }) => table.writeUnits],
  ['SQS messages', ({ queue }) => queue.messages],
  ['SQS requests', ({ queue }) => queue.requests],
  [`Kept of the run for ${RUN_RETENTION_IN_DAYS} days, KB`, ({ table }) => table.bytesOfRun / 1024],
  ['Kept of everybody, KB', ({ table }) => table.lastingBytes / 1024],
];

/** For docs/costs.md: what was counted, and what it comes to. */
export const renderCosts = ({ costs }: Results): string => {
  const { usage = [], measuredOn = '' } = costs ?? {};
  const sizes = usage.map(({ night }) => night.people.toLocaleString('en-GB'));
  const columns = usage.flatMap(({ night }) => [monthlyCost(night, 5), monthlyCost(night, 7)]);
  return [
    `Counted by the benchmark on ${measuredOn}.`,
    '### A month',
    markdownTable(
      ['US dollars', ...sizes.flatMap((size) => [`${size}, weekdays`, `${size}, every day`])],
      COST_PARTS.map(([name, part]) => [name, ...columns.map((cost) => dollars(cost[part]))]),
    ),
    '### Beside that',
    markdownTable(
      ['US dollars', ...sizes],
      [
        ['A month in which nothing runs (paused)', ...usage.map(({ night }) => dollars(idleCost(night)))],
        [
          'Dashboard, a month, from the fourth client of an account on',
          ...usage.map(() => dollars(PRICES.dashboardPerMonth)),
        ],
        ['Dashboard left open, a working day', ...usage.map(({ night }) => dollars(openDashboardCost(night)))],
      ],
    ),
    '### A night: every salary verified, 1 % of the people changed',
    markdownTable(
      ['Counted', ...sizes],
      USED.map(([name, of]) => [name, ...usage.map(({ night }) => showNumber(of(night)))]),
    ),
    '### The first load, once',
    markdownTable(
      ['Counted', ...sizes],
      [
        ...USED.map(([name, of]) => [name, ...usage.map(({ firstLoad }) => showNumber(of(firstLoad)))]),
        [
          '**US dollars, once**',
          ...usage.map(({ firstLoad }) =>
            dollars(Object.values(costOfRun(firstLoad)).reduce((sum, part) => sum + part, 0)),
          ),
        ],
      ],
    ),
  ].join('\n\n');
};
