import { styleText } from 'node:util';
import { toMinute } from '../../shared/records/values/to-minute.ts';
import type { History } from './documents.ts';
import { layoutOf, renderRows } from './layout.ts';

const ENTITIES: Readonly<Record<string, string>> = { bankAccount: 'bank account', salary: 'pay' };

/** What happened in one write, or by one decision: `employee: JobTitle`, `new pay`, `archived`, `decision: link`. */
const describeEntry = ({ entity, action, fields }: History['entries'][number]): string => {
  const name = ENTITIES[entity] ?? entity;
  const beginnings: Readonly<Record<string, string>> = {
    update: `${name}:`,
    create: `new ${name}`,
    delete: `${name} deleted`,
  };
  const beginning = entity === 'decision' ? `decision: ${action}` : (beginnings[action] ?? `${action}d`);
  return `${beginning} ${fields.join(', ')}`.trim();
};

/** Each column is as wide as its widest cell; no moment and no run's id is wider than this. */
const LIMITS = [17, 25];
/** Where there is less room, all but the moment stands in one text. */
const WIDE = 100;

/**
 * What happened to one person, or to their leaves, one write or decision a line, the newest first; times of Norway.
 * @param width columns of the terminal; not finite without one
 */
export const renderHistory = ({ employeeNumber, simployerEmployeeId, entries }: History, width: number): string => {
  const id = simployerEmployeeId === undefined ? '' : ` (Simployer id ${simployerEmployeeId})`;
  const who = `${employeeNumber ?? '(no number)'}${id}`;
  if (entries.length === 0) return `${who}: nothing has been written or decided yet.`;
  const layout = layoutOf(width);
  const isWide = layout.columns === null || layout.columns >= WIDE;
  const rows = entries.map((entry) => {
    const { sourceId, at, runId, requestedBy, row, unconfirmed } = entry;
    const cutOff = runId === null ? 'cut off while it was stored' : 'the run was cut off';
    const told = [
      `${describeEntry(entry)}${row === null ? '' : ` (row ${row})`}${sourceId === undefined ? '' : ` [${sourceId}]`}`,
      ...(unconfirmed ? [styleText('yellow', `unconfirmed: ${cutOff}`)] : []),
      ...(requestedBy === null ? [] : [`asked for by ${requestedBy}`]),
    ].join('; ');
    return isWide
      ? { cells: [toMinute(at), runId ?? ''], parts: [told] }
      : { cells: [toMinute(at)], parts: [runId === null ? told : `${told}; run ${runId}`] };
  });
  return `${styleText('bold', who)}\n${renderRows(rows, isWide ? LIMITS : LIMITS.slice(0, 1), layout)}`;
};
