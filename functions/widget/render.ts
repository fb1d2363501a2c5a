import type { Run } from '../../shared/state/run.ts';
import type { ListedProblem } from '../../shared/sync/open-problems.ts';

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

const renderRun = (run: Run): string => {
  const at = escape(moment.format(run.finishedAt ?? run.startedAt));
  if (run.abort !== null) {
    return `<p><b style="color:#d13212">Given up ${at}: ${escape(run.abort.code)}.</b> ${escape(run.abort.message)}<br>${escape(run.abort.hint)}</p>`;
  }
  if (run.totals === null) return `<p>A run is under way since ${at}.</p>`;
  const { inScope, created, updated, unchanged, skipped, failed } = run.totals;
  return `<p><b>Last run ${at}:</b> ${inScope} in scope, ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped, <b>${failed} failed</b>.</p>`;
};

/**
 * The open problems as the HTML of a CloudWatch custom widget: how the last run went, then who is affected since when
 * and who fixes it where. People are named by their employee number alone, and no value of theirs is shown.
 * @param lastRuns newest first; two suffice
 */
export const renderProblems = (lastRuns: readonly Run[], problems: readonly ListedProblem[]): string => {
  // A run that is under way says little: the one before it stands beside it.
  const [latest, before] = lastRuns;
  const shown = [latest, latest?.finishedAt === null ? before : undefined].filter((run) => run !== undefined);
  const rows = problems.map(
    ({ employeeNumber, severity, code, summary, hint, firstSeen, lastSeen }) =>
      `<tr><td>${escape(employeeNumber ?? '(none)')}</td><td>${severity === 'error' ? SIGNS.error : SIGNS.warning}</td>` +
      `<td><code>${escape(code)}</code></td><td>${escape(summary)}<br><i>${escape(hint)}</i></td>` +
      `<td>${escape(moment.format(new Date(firstSeen)))}</td><td>${escape(moment.format(new Date(lastSeen)))}</td></tr>`,
  );
  const table =
    rows.length === 0
      ? '<p>Nobody has an open problem.</p>'
      : `<table><thead><tr><th>Employee</th><th></th><th>Code</th><th>What is wrong, and who fixes it where</th><th>First seen</th><th>Last seen</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `${shown.length === 0 ? '<p>No run yet.</p>' : shown.map(renderRun).join('')}${table}`;
};

/** What CloudWatch shows when somebody asks the widget what it is. */
export const WIDGET_DOCUMENTATION = [
  '## Open problems of the sync',
  'Lists everybody whose data could not be synced completely: what is wrong, since when, and who fixes it where.',
  'The widget takes no parameters.',
].join('\n');
