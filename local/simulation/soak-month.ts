import Table from 'cli-table3';

/** What happened in a month. */
export interface Month {
  readonly name: string;
  nights: number;
  hires: number;
  leavers: number;
  rehires: number;
  rises: number;
  faultyNights: number;
  aborted: number;
  withErrors: number;
  created: number;
  updated: number;
  writes: number;
  requests: number;
  readonly violations: string[];
}

export const newMonth = (name: string): Month => ({
  name,
  nights: 0,
  hires: 0,
  leavers: 0,
  rehires: 0,
  rises: 0,
  faultyNights: 0,
  aborted: 0,
  withErrors: 0,
  created: 0,
  updated: 0,
  writes: 0,
  requests: 0,
  violations: [],
});

/** A line a month, for a terminal. */
export const renderMonths = (months: readonly Month[]): string => {
  const table = new Table({ head: [...HEAD], style: { head: [], border: [] } });
  for (const { name, violations, ...counts } of months) {
    table.push([name, ...Object.values(counts), violations.length === 0 ? 'hold' : violations.join('\n')]);
  }
  return table.toString();
};

const HEAD = [
  'Month',
  'Nights',
  'Hires',
  'Leavers',
  'Rehires',
  'Rises',
  'Faulty',
  'Aborted',
  'Errors',
  'Created',
  'Updated',
  'Writes',
  'Requests',
  'Invariants',
] as const;
