import { styleText } from 'node:util';
import { breakable, createTable, toMinute } from './create-table.ts';
import type { History } from './documents.ts';

const WHEN_WIDTH = 18;
const RUN_WIDTH = 24;
const ROW_WIDTH = 12;

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

/** What happened to one person, one write or decision a line, the newest first; times in UTC. @param width of the terminal */
export const renderHistory = ({ employeeNumber, simployerEmployeeId, entries }: History, width: number): string => {
  const who = `${employeeNumber ?? '(no number)'} (Simployer id ${simployerEmployeeId})`;
  if (entries.length === 0) return `${who}: nothing has been written or decided yet.`;
  const rest = Math.max(90, Math.min(160, width)) - WHEN_WIDTH - RUN_WIDTH - ROW_WIDTH - 1;
  const byWidth = Math.min(30, Math.floor(rest / 2));
  const table = createTable(
    ['when (UTC)', 'asked for by', 'what', 'mapping row', 'run'],
    [WHEN_WIDTH, byWidth, rest - byWidth, ROW_WIDTH, RUN_WIDTH],
  );
  for (const entry of entries) {
    table.push([
      toMinute(entry.at),
      breakable(entry.requestedBy ?? '', byWidth - 1),
      breakable(describeEntry(entry), rest - byWidth - 1) +
        (entry.unconfirmed ? styleText('yellow', ' (unconfirmed)') : ''),
      entry.row ?? '',
      entry.runId ?? '',
    ]);
  }
  return `${styleText('bold', who)}\n${table.toString()}`;
};
