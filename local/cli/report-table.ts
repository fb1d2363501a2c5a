import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { RunReport } from '../../shared/sync/run-report.ts';

type Person = RunReport['employees'][number];

const COLOURS = { created: 'green', updated: 'cyan', unchanged: 'gray', skipped: 'yellow', failed: 'red' } as const;
const SIGNS = { error: '✖', warning: '⚠', info: 'ℹ' } as const;

const describeChanges = ({ changes }: Person): string =>
  [...Map.groupBy(changes, ({ entity, action }) => `${action} ${entity === 'bankAccount' ? 'bank account' : entity}`)]
    .map(([what, group]) => {
      const fields = group.flatMap(({ field }) => (field === undefined ? [] : [field]));
      return fields.length === 0 ? what : `${what}: ${fields.join(', ')}`;
    })
    .join('\n');

const describeProblems = ({ problems }: Person): string =>
  problems
    .map(({ severity, code, message, hint }) => `${SIGNS[severity]} ${code}\n  ${message}\n  → ${hint}`)
    .join('\n');

/**
 * What happened to whom and why, as a table for a terminal. People with nothing to tell are left out and counted.
 * @param width columns of the terminal
 */
export const renderReport = (report: RunReport, width: number): string => {
  const telling = report.employees.filter(({ outcome, problems }) => outcome !== 'unchanged' || problems.length > 0);
  const quiet = report.employees.length - telling.length;
  const lines: string[] = [];
  if (telling.length > 0) {
    const problemWidth = Math.max(40, Math.min(110, width) - 54);
    const table = new Table({
      head: ['number', 'outcome', 'changes', 'problems and who fixes them where'],
      colWidths: [9, 11, 28, problemWidth],
      wordWrap: true,
      style: { head: [], border: ['gray'] },
    });
    for (const person of telling) {
      table.push([
        person.employeeNumber ?? '(none)',
        styleText(COLOURS[person.outcome], person.outcome),
        describeChanges(person),
        describeProblems(person),
      ]);
    }
    lines.push(table.toString());
  }
  if (quiet > 0) lines.push(`${quiet} ${quiet === 1 ? 'employee' : 'employees'} unchanged.`);
  lines.push(renderSummary(report));
  return lines.join('\n');
};

/** The run in one or two lines. */
export const renderSummary = ({ status, abort, mode, totals, apiCalls, runId }: RunReport): string => {
  if (abort !== null) return `${styleText('red', `✖ ${abort.code}`)}  ${abort.message}\n  → ${abort.hint}`;
  const kinds = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const;
  const counts = kinds
    .map((kind) => (totals[kind] === 0 ? `0 ${kind}` : styleText(COLOURS[kind], `${totals[kind]} ${kind}`)))
    .join(', ');
  const verb = mode === 'plan' ? 'planned, nothing written' : status === 'succeeded' ? 'succeeded' : 'completed with errors';
  return `${totals.inScope} in scope: ${counts}. Run ${runId} ${verb}; requests: ${apiCalls.simployer} to Simployer, ${apiCalls.poweroffice} to PowerOffice.`;
};
