/*
 * Makes the HTML of the dashboard's first view: the pair of companies, how the last run went, the plan that waits, the
 * buttons, and the list of open problems. CloudWatch puts it into the dashboard as it is, so every text from outside is
 * escaped, and people stand in it by their employee number alone, without any value of theirs. It is in the language of
 * the stage's settings. For example, of employee 1012 there is a row with OCCUPATION_CODE_MISSING, what is wrong, who
 * fixes it where, and when it was first and last seen.
 */
import type { Run } from '../../shared/state/run.ts';
import { countByCode } from '../../shared/operate/problem-list.ts';
import type { ListedProblem, PositionedProblem } from '../../shared/operate/problem-list.ts';
import type { WaitingPlan } from '../../shared/operate/waiting-plan.ts';
import type { ScheduleState } from '../../shared/records/schedule-state.ts';
import { actionButton, renderForm, viewButton } from './buttons.ts';
import type { Buttons } from './buttons.ts';
import { labelOf } from './describe-person.ts';
import { html, joined, table } from './html.ts';
import type { Html } from './html.ts';
import type { Look } from './look.ts';
import { takeRows } from './take-rows.ts';

/** What the first view shows. */
export interface Overview {
  /** Newest first: as many as plans may have been made since the last run. */
  readonly lastRuns: readonly Run[];
  /** Null on one machine. */
  readonly schedule: ScheduleState | null;
  readonly waiting: WaitingPlan | null;
  /** The worst first. */
  readonly problems: readonly PositionedProblem[];
}

const renderConnection = ([latest]: readonly string[]): Html =>
  latest === undefined ? html`` : html`<p>${latest}</p>`;

const renderRun = (run: Run, { language, flow, words, at, error }: Look): Html => {
  if (run.totals === null && run.abort === null) {
    const since = at(run.startedAt);
    return html`<p>${run.mode === 'plan' ? words.beingPlanned(since) : words.underWay(since)}</p>`;
  }
  if (run.abort !== null) {
    const { code, message, hint } = flow.describeAbort(run.abort)[language];
    return html`<p>${error(words.givenUp(at(run.finishedAt), code))} ${message}<br />${hint}</p>`;
  }
  const failed = html`<b>${words.failed(run.totals.failed)}</b>`;
  return html`<p><b>${words.lastRun(at(run.finishedAt))}</b> ${words.totals(run.totals)}, ${failed}.</p>`;
};

/** When the next run starts by itself, or what keeps it from starting; nothing on one machine. */
const renderSchedule = (schedule: ScheduleState | null, buttons: Buttons, { flow, words, at, warning }: Look): Html => {
  if (schedule === null) return html``;
  if (!schedule.paused) {
    const { nextStart } = schedule;
    const pause = actionButton(buttons, 'approver', {
      label: words.buttons.pause,
      event: { action: 'pause' },
      confirmation: words.confirm.pause,
    });
    return html`<p>${nextStart === null ? '' : words.nextStart(at(nextStart))} ${pause}</p>`;
  }
  const reasons = schedule.pausedBy.map(({ kind, by, at: since }) =>
    kind === 'deployment' ? words.pausedByDeployment : words.pausedBy(by ?? '?', since === null ? '?' : at(since)),
  );
  // What a deployment has paused, a button cannot resume.
  const resume = schedule.pausedBy.some(({ kind }) => kind === 'person')
    ? actionButton(buttons, 'approver', {
        label: words.buttons.resume,
        event: { action: 'resume' },
        confirmation: words.confirm.resume(flow.target),
      })
    : html``;
  return html`<p>${warning(html`<b>${words.paused}</b>`)} ${reasons.join(' ')} ${resume}</p>`;
};

/** The plan that somebody has to look at before anything is written. */
const renderWaiting = (waiting: WaitingPlan | null, buttons: Buttons, { words, at, warning }: Look): Html => {
  if (waiting === null) return html``;
  const { planId, expiresAt } = waiting;
  const show = viewButton(buttons, {
    label: words.buttons.showPlan,
    view: { view: 'plan', planId },
    isPrimary: true,
  });
  return html`<p>${warning(html`<b>${words.waiting}</b>`)} ${words.waitingPlan(planId, at(expiresAt))} ${show}</p>`;
};

const renderProblem = ({ severity, code, firstSeen, lastSeen, ...told }: ListedProblem, look: Look): Html => {
  const { language, flow, words, at, error, warning } = look;
  const { summary, hint } = flow.describeProblem({ code, ...told })[language];
  const weight = severity === 'error' ? error(words.severities.error) : warning(words.severities.warning);
  const seen = html`<td>${at(firstSeen)}</td>
    <td>${at(lastSeen)}</td>`;
  return html`<tr>
    <td>${labelOf(told, words)}</td>
    <td>${weight}</td>
    <td><code>${code}</code></td>
    <td>${summary}<br /><i>${hint}</i></td>
    ${seen}
  </tr>`;
};

const renderTotals = (problems: readonly PositionedProblem[], shown: number, { words }: Look): Html => {
  const codes = Object.entries(countByCode(problems)).map(([code, count]) => html`${count} <code>${code}</code>`);
  const rest = shown < problems.length ? ` ${words.firstOf(shown, problems.length)}` : '';
  return html`<p>${joined(codes, ', ')}.${rest}</p>`;
};

const renderProblems = (problems: readonly PositionedProblem[], look: Look): Html => {
  const { words } = look;
  const rows = takeRows(problems, ({ problem }) => renderProblem(problem, look));
  if (rows.length === 0) return html`<p>${words.nobody}</p>`;
  return html`${renderTotals(problems, rows.length, look)} ${table(words.columns, rows)}`;
};

/**
 * The last run that could write, and before it whatever is under way or was given up since. Of a plan that was made
 * nothing stands here: what it counts has not happened, and the plan itself waits to be shown.
 */
const runsToShow = (lastRuns: readonly Run[]): readonly Run[] => {
  const [latest] = lastRuns;
  const last = lastRuns.find(({ mode, finishedAt }) => mode === 'apply' && finishedAt !== null);
  const isNews = latest !== undefined && latest !== last && (latest.finishedAt === null || latest.abort !== null);
  return [...(isNews ? [latest] : []), ...(last === undefined ? [] : [last])];
};

/** The first view of the CloudWatch custom widget; problems are the first 200, and their totals those of everybody. */
export const renderOverview = (
  { lastRuns, schedule, waiting, problems }: Overview,
  buttons: Buttons,
  look: Look,
): Html => {
  const { words } = look;
  const shown = runsToShow(lastRuns);
  const runs = shown.map((run) => renderRun(run, look));
  return html`${renderConnection(lastRuns.flatMap(({ connection }) => look.flow.describeConnection(connection) ?? []))}${
    shown.length === 0 ? html`<p>${words.noRun}</p>` : runs
  }${renderWaiting(waiting, buttons, look)}${renderSchedule(schedule, buttons, look)}${renderForm(buttons, look)}${renderProblems(problems, look)}`;
};
