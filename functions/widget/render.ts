/*
 * Makes the HTML of the dashboard's list of open problems. CloudWatch puts it into the dashboard as it is, so every text
 * from outside is escaped here, and people stand in it by their employee number alone, without any value of theirs. It
 * is in the language of the stage's settings. For example, of somebody without a number there is a row with "(none)",
 * NUMBER_MISSING, what is wrong, who fixes it where, and when it was first and last seen.
 */
import { readCompanyPair } from '../../shared/flows/employees-to-poweroffice/connection.ts';
import type { CompanyPair } from '../../shared/flows/employees-to-poweroffice/connection.ts';
import { describeProblem } from '../../shared/flows/employees-to-poweroffice/describe-problem.ts';
import { describeAbort } from '../../shared/flows/employees-to-poweroffice/describe-abort.ts';
import type { Language } from '../../shared/records/words.ts';
import type { Run } from '../../shared/state/run.ts';
import { describeConnection } from '../../shared/flows/employees-to-poweroffice/describe-connection.ts';
import { countByCode } from '../../shared/operate/problem-list.ts';
import type { ListedProblem, PositionedProblem } from '../../shared/operate/problem-list.ts';
import type { ScheduleState } from '../../shared/records/schedule-state.ts';
import type { WaitingPlan } from '../../shared/operate/waiting-plan.ts';
import { WIDGET_WORDS } from './words.ts';
import type { WidgetWords } from './words.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

type Moment = Intl.DateTimeFormat;

const momentIn = ({ locale }: WidgetWords): Moment =>
  new Intl.DateTimeFormat(locale, { timeZone: 'Europe/Oslo', dateStyle: 'medium', timeStyle: 'short' });

const renderConnection = ([latest]: readonly CompanyPair[]): string =>
  latest === undefined ? '' : `<p>${escape(describeConnection(latest, latest.powerOffice.environment))}</p>`;

const renderRun = (run: Run, language: Language, moment: Moment): string => {
  const words = WIDGET_WORDS[language];
  const at = escape(moment.format(run.finishedAt ?? run.startedAt));
  if (run.abort !== null) {
    const { code, message, hint } = describeAbort(run.abort)[language];
    return `<p><b style="color:#d13212">${words.givenUp(at, escape(code))}</b> ${escape(message)}<br>${escape(hint)}</p>`;
  }
  if (run.totals === null) return `<p>${words.underWay(at)}</p>`;
  const failed = `<b>${words.failed(run.totals.failed)}</b>`;
  return `<p><b>${words.lastRun(at)}</b> ${words.totals(run.totals, failed)}</p>`;
};

const renderSeverity = (severity: string, { severities }: WidgetWords): string =>
  severity === 'error'
    ? `<b style="color:#d13212">${severities.error}</b>`
    : `<span style="color:#b7791f">${severities.warning}</span>`;

const renderProblem = (
  { number, severity, code, firstSeen, lastSeen, ...told }: ListedProblem,
  language: Language,
  moment: Moment,
): string => {
  const words = WIDGET_WORDS[language];
  const { summary, hint } = describeProblem({ code, ...told })[language];
  return (
    `<tr><td>${escape(number ?? words.withoutNumber)}</td><td>${renderSeverity(severity, words)}</td>` +
    `<td><code>${escape(code)}</code></td><td>${escape(summary)}<br><i>${escape(hint)}</i></td>` +
    `<td>${escape(moment.format(new Date(firstSeen)))}</td><td>${escape(moment.format(new Date(lastSeen)))}</td></tr>`
  );
};

/** As many rows as a person reads, and as fit: CloudWatch takes a widget of 1 MB, once more escaped as JSON. */
const MOST_ROWS = 200;
const MOST_CHARACTERS = 400_000;

const renderRows = (problems: readonly PositionedProblem[], language: Language, moment: Moment): readonly string[] => {
  const rows: string[] = [];
  let characters = 0;
  for (const { problem } of problems.slice(0, MOST_ROWS)) {
    const row = renderProblem(problem, language, moment);
    characters += row.length;
    if (characters > MOST_CHARACTERS) break;
    rows.push(row);
  }
  return rows;
};

const renderTotals = (problems: readonly PositionedProblem[], shown: number, { firstOf }: WidgetWords): string => {
  const codes = Object.entries(countByCode(problems)).map(([code, count]) => `${count} <code>${escape(code)}</code>`);
  const rest = shown < problems.length ? ` ${firstOf(shown, problems.length)}` : '';
  return `<p>${codes.join(', ')}.${rest}</p>`;
};

/** When the next run starts by itself, or what keeps it from starting; nothing on one machine. */
const renderSchedule = (schedule: ScheduleState | null, words: WidgetWords, moment: Moment): string => {
  if (schedule === null) return '';
  const at = (isoTime: string): string => escape(moment.format(new Date(isoTime)));
  if (!schedule.paused) {
    return schedule.nextStart === null ? '' : `<p>${words.nextStart(at(schedule.nextStart))}</p>`;
  }
  const reasons = schedule.pausedBy.map(({ kind, by, at: since }) =>
    kind === 'deployment'
      ? words.pausedByDeployment
      : words.pausedBy(escape(by ?? '?'), since === null ? '?' : at(since)),
  );
  return `<p><b style="color:#b7791f">${words.paused}</b> ${reasons.join(' ')}</p>`;
};

/** The plan that somebody has to look at before anything is written. */
const renderWaiting = (waiting: WaitingPlan | null, words: WidgetWords, moment: Moment): string =>
  waiting === null
    ? ''
    : `<p><b style="color:#b7791f">${words.waiting}</b> ${words.waitingPlan(
        `<code>${escape(waiting.planId)}</code>`,
        escape(moment.format(new Date(waiting.expiresAt))),
      )}</p>`;

/** What the widget shows. */
export interface WidgetFacts {
  /** Newest first; two suffice. */
  readonly lastRuns: readonly Run[];
  /** Null on one machine. */
  readonly schedule: ScheduleState | null;
  readonly waiting: WaitingPlan | null;
  /** The worst first. */
  readonly problems: readonly PositionedProblem[];
}

/**
 * The open problems as the HTML of a CloudWatch custom widget: how the last run went, when the next one starts, what
 * waits for approval, how often each problem stands, then who is affected since when and who fixes it where, the first
 * 200. People are named by their employee number alone, and no value of theirs is shown.
 */
export const renderProblems = ({ lastRuns, schedule, waiting, problems }: WidgetFacts, language: Language): string => {
  const words = WIDGET_WORDS[language];
  const moment = momentIn(words);
  // A run that is under way says little: the one before it stands beside it.
  const [latest, before] = lastRuns;
  const shown = [latest, latest?.finishedAt === null ? before : undefined].filter((run) => run !== undefined);
  const rows = renderRows(problems, language, moment);
  const head = words.columns.map((column) => `<th>${column}</th>`).join('');
  const table =
    rows.length === 0
      ? `<p>${words.nobody}</p>`
      : `${renderTotals(problems, rows.length, words)}<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  const pair = renderConnection(lastRuns.flatMap(({ connection }) => readCompanyPair(connection) ?? []));
  const runs = shown.map((run) => renderRun(run, language, moment)).join('');
  const ahead = `${renderWaiting(waiting, words, moment)}${renderSchedule(schedule, words, moment)}`;
  return `${pair}${shown.length === 0 ? `<p>${words.noRun}</p>` : runs}${ahead}${table}`;
};

/** What CloudWatch shows when somebody asks the widget what it is. */
export const WIDGET_DOCUMENTATION = [
  '## Open problems of the sync',
  'Lists everybody whose data could not be synced completely: what is wrong, since when, and who fixes it where.',
  'The widget takes no parameters.',
].join('\n');
