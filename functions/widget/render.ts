import { readCompanyPair } from '../../shared/flows/employees-to-poweroffice/connection.ts';
import type { CompanyPair } from '../../shared/flows/employees-to-poweroffice/connection.ts';
import type { Run } from '../../shared/state/run.ts';
import { describeConnection } from '../../shared/flows/employees-to-poweroffice/describe-connection.ts';
import { countByCode } from '../../shared/operate/problem-list.ts';
import type { ListedProblem, PositionedProblem } from '../../shared/operate/problem-list.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

const moment = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Oslo', dateStyle: 'medium', timeStyle: 'short' });

const SIGNS = {
  error: '<b style="color:#d13212">error</b>',
  warning: '<span style="color:#b7791f">warning</span>',
} as const;

const renderConnection = ([latest]: readonly CompanyPair[]): string =>
  latest === undefined ? '' : `<p>${escape(describeConnection(latest, latest.powerOffice.environment))}</p>`;

const renderRun = (run: Run): string => {
  const at = escape(moment.format(run.finishedAt ?? run.startedAt));
  if (run.abort !== null) {
    return `<p><b style="color:#d13212">Given up ${at}: ${escape(run.abort.code)}.</b> ${escape(run.abort.message)}<br>${escape(run.abort.hint)}</p>`;
  }
  if (run.totals === null) return `<p>A run is under way since ${at}.</p>`;
  const { inScope, created, updated, unchanged, skipped, failed } = run.totals;
  return `<p><b>Last run ${at}:</b> ${inScope} in scope, ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped, <b>${failed} failed</b>.</p>`;
};

const renderProblem = ({ number, severity, code, summary, hint, firstSeen, lastSeen }: ListedProblem): string =>
  `<tr><td>${escape(number ?? '(none)')}</td><td>${severity === 'error' ? SIGNS.error : SIGNS.warning}</td>` +
  `<td><code>${escape(code)}</code></td><td>${escape(summary)}<br><i>${escape(hint)}</i></td>` +
  `<td>${escape(moment.format(new Date(firstSeen)))}</td><td>${escape(moment.format(new Date(lastSeen)))}</td></tr>`;

/** As many rows as a person reads, and as fit: CloudWatch takes a widget of 1 MB, once more escaped as JSON. */
const MOST_ROWS = 200;
const MOST_CHARACTERS = 400_000;

const renderRows = (problems: readonly PositionedProblem[]): readonly string[] => {
  const rows: string[] = [];
  let characters = 0;
  for (const { problem } of problems.slice(0, MOST_ROWS)) {
    const row = renderProblem(problem);
    characters += row.length;
    if (characters > MOST_CHARACTERS) break;
    rows.push(row);
  }
  return rows;
};

const renderTotals = (problems: readonly PositionedProblem[], shown: number): string => {
  const codes = Object.entries(countByCode(problems)).map(([code, count]) => `${count} <code>${escape(code)}</code>`);
  const rest =
    shown < problems.length
      ? ` The first ${shown} of ${problems.length} are shown, the worst first; GET /problems has them all.`
      : '';
  return `<p>${codes.join(', ')}.${rest}</p>`;
};

/**
 * The open problems as the HTML of a CloudWatch custom widget: how the last run went, how often each problem stands,
 * then who is affected since when and who fixes it where, the first 200. People are named by their employee number
 * alone, and no value of theirs is shown.
 * @param lastRuns newest first; two suffice
 * @param problems the worst first
 */
export const renderProblems = (lastRuns: readonly Run[], problems: readonly PositionedProblem[]): string => {
  // A run that is under way says little: the one before it stands beside it.
  const [latest, before] = lastRuns;
  const shown = [latest, latest?.finishedAt === null ? before : undefined].filter((run) => run !== undefined);
  const rows = renderRows(problems);
  const table =
    rows.length === 0
      ? '<p>Nobody has an open problem.</p>'
      : `${renderTotals(problems, rows.length)}<table><thead><tr><th>Employee</th><th></th><th>Code</th><th>What is wrong, and who fixes it where</th><th>First seen</th><th>Last seen</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  const pair = renderConnection(lastRuns.flatMap(({ connection }) => readCompanyPair(connection) ?? []));
  return `${pair}${shown.length === 0 ? '<p>No run yet.</p>' : shown.map(renderRun).join('')}${table}`;
};

/** What CloudWatch shows when somebody asks the widget what it is. */
export const WIDGET_DOCUMENTATION = [
  '## Open problems of the sync',
  'Lists everybody whose data could not be synced completely: what is wrong, since when, and who fixes it where.',
  'The widget takes no parameters.',
].join('\n');
