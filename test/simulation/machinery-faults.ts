import type { WorldFaults } from '../../local/simulation/world-options.ts';

/** What may go wrong with queues, table and clocks, whatever the flow. */
export const MACHINERY_FAULTS: readonly (readonly [what: string, faults: WorldFaults])[] = [
  ['every message delivered twice', { queue: { duplicateShare: 1, reorders: true } }],
  ['a table that throttles a fifth', { table: ({ index }) => (index % 5 === 2 ? 'throttled' : null) }],
  ['a table that is away now and then', { table: ({ index }) => (index % 11 === 4 ? 'unavailable' : null) }],
  ['answers of the table that are lost', { table: ({ index }) => (index % 7 === 4 ? 'answerLost' : null) }],
  ['clocks that are minutes apart', { clockSkewInMillis: (process) => (process % 3) * 100_000 }],
];
