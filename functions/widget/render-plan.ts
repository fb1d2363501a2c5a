/*
 * Makes the HTML of a plan, for whoever has to approve it: what speaks against it and whom that is about, who was found
 * how, how many have which problem, and the people whom it would write, the grave first. They stand in it by number,
 * and what is written by the names of fields: names and values are shown on a terminal alone. For example, a plan that
 * archives 1017 begins with a row that says so, and its button counts "1 to be archived" before it asks.
 */
import { GRAVITIES, gravityOf } from '../../shared/flows/employees-to-poweroffice/gravity.ts';
import type { Gravity } from '../../shared/flows/employees-to-poweroffice/gravity.ts';
import { compareNumbers } from '../../shared/records/values/text.ts';
import type { PlanSurvey } from '../../shared/operate/survey-plan.ts';
import type { Outcome } from '../../shared/records/outcome.ts';
import { hasError } from '../../shared/records/problem.ts';
import type { Guard, PlanState } from '../../shared/state/plan.ts';
import type { Run } from '../../shared/state/run.ts';
import { actionButton, viewButton } from './buttons.ts';
import type { Buttons } from './buttons.ts';
import { describeCode, describeFields, labelOf, wordOf } from './describe-person.ts';
import { html, joined, table } from './html.ts';
import type { Html } from './html.ts';
import type { Look } from './look.ts';
import { takeRows } from './take-rows.ts';

/** A stored plan as it is shown. */
export interface ShownPlan {
  readonly run: Run;
  readonly state: PlanState;
  readonly survey: PlanSurvey<Gravity>;
}

/** Whom a plan writes something for. */
const WRITTEN = GRAVITIES.filter((gravity) => gravity !== 'blocked' && gravity !== 'none');

const count = ({ survey }: ShownPlan, gravities: readonly Gravity[]): number =>
  gravities.reduce((sum, gravity) => sum + (survey.counts.get(gravity) ?? 0), 0);

const countInWords = (plan: ShownPlan, gravities: readonly Gravity[], { words }: Look): string =>
  gravities
    .filter((gravity) => count(plan, [gravity]) > 0)
    .map((gravity) => words.plan.counts[gravity](count(plan, [gravity])))
    .join(', ');

const messageOf = ({ code, message }: Guard, { language, flow }: Look): string =>
  flow.describeAbort({ code, message, hint: '', people: [] })[language].message;

const guardsOf = ({ run }: ShownPlan): readonly Guard[] => run.plan?.overview?.guards ?? [];

/** Of very many people the first ones, and how many others there are. */
const MOST_PEOPLE_OF_A_GUARD = 100;

const renderGuard = (guard: Guard, look: Look): Html => {
  const others = guard.people.length - MOST_PEOPLE_OF_A_GUARD;
  const people = guard.people.slice(0, MOST_PEOPLE_OF_A_GUARD).join(' ');
  const more = others > 0 ? ` ${look.words.andMore(others)}` : '';
  return html`<p>${look.error(guard.code)} ${messageOf(guard, look)}<br />${people}${more}</p>`;
};

const renderGuards = (plan: ShownPlan, look: Look): Html => {
  const guards = guardsOf(plan);
  if (guards.length === 0) return html``;
  return html`<h3>${look.words.plan.guards}</h3>
    ${guards.map((guard) => renderGuard(guard, look))}`;
};

const renderMatch = ({ run }: ShownPlan, { words }: Look): Html => {
  const groups = Object.entries(run.plan?.overview?.match ?? {}).filter(([, people]) => people > 0);
  if (groups.length === 0) return html``;
  const counted = groups.map(([group, people]) => html`${people} ${wordOf(words.matchGroups, group)}`);
  return html`<h3>${words.plan.match}</h3>
    <p>${joined(counted, ', ')}.</p>`;
};

const renderFindings = ({ run }: ShownPlan, look: Look): Html => {
  const findings = run.plan?.overview?.findings ?? [];
  if (findings.length === 0) return html``;
  const rows = findings.map(
    ({ code, count: times }) => html`<li>${times} <code>${code}</code> ${describeCode(code, look).summary}</li>`,
  );
  return html`<h3>${look.words.plan.findings}</h3>
    <ul>
      ${rows}
    </ul>`;
};

const renderCodes = ({ survey }: ShownPlan, look: Look): Html => {
  const { words, error, warning } = look;
  if (survey.codes.length === 0) return html``;
  const rows = survey.codes.map(({ code, severity, records }) => {
    const weight = severity === 'error' ? error(words.severities.error) : warning(words.severities.warning);
    const { summary } = describeCode(code, look);
    return html`<tr>
      <td>${records}</td>
      <td>${weight}</td>
      <td><code>${code}</code></td>
      <td>${summary}</td>
    </tr>`;
  });
  return html`<h3>${words.plan.codes}</h3>
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
};

/** What is grave stands out. */
const GRAVE: ReadonlySet<Gravity> = new Set(['deleted', 'archived', 'payCut', 'secondEmployment', 'blocked']);

const renderPerson = (outcome: Outcome, { words, error, quiet }: Look): Html => {
  const gravity = gravityOf(outcome);
  const group = words.plan.groups[gravity];
  const what = GRAVE.has(gravity) ? error(group) : html`${group}`;
  const isIncomplete = gravity !== 'blocked' && hasError(outcome.problems);
  const codes = outcome.problems.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
  return html`<tr>
    <td>${labelOf(outcome, words)}</td>
    <td>${what}${isIncomplete ? html`, ${words.plan.incomplete}` : html``}</td>
    <td>${describeFields(outcome.changes, words)}</td>
    <td>${quiet([...new Set(codes)].join(' '))}</td>
  </tr>`;
};

const weightOf = (outcome: Outcome): number => GRAVITIES.indexOf(gravityOf(outcome));

const renderPeople = (plan: ShownPlan, look: Look): Html => {
  const { plan: words } = look.words;
  const all = count(plan, [...WRITTEN, 'blocked']);
  // Among those who are as grave, people are found by their number.
  const people = plan.survey.first.toSorted(
    (one, other) => weightOf(one) - weightOf(other) || compareNumbers(one.number, other.number),
  );
  const rows = takeRows(people, (outcome) => renderPerson(outcome, look));
  if (rows.length === 0) return html``;
  const rest = rows.length < all ? html`<p>${words.firstOf(rows.length, all)}</p>` : html``;
  return html`<h3>${words.people}</h3>
    ${rest} ${table(words.columns, rows)}`;
};

/** What somebody says yes to: how many people, what is grave, and each guard that is accepted with it. */
const confirmationOf = (plan: ShownPlan, look: Look): string => {
  const { confirm } = look.words;
  const { target, records } = look.flow;
  const people = count(plan, WRITTEN);
  const guards = guardsOf(plan).map((guard) => confirm.accept(guard.code, messageOf(guard, look)));
  return [confirm.apply[records](target, people, countInWords(plan, WRITTEN, look)), ...guards].join(' ');
};

const renderButtons = (plan: ShownPlan, buttons: Buttons, look: Look): Html => {
  const { words } = look;
  const canBeApplied = plan.state === 'open' && count(plan, WRITTEN) > 0;
  const apply = canBeApplied
    ? actionButton(buttons, 'approver', {
        label: words.buttons.apply,
        event: { action: 'apply', planId: plan.run.runId, accept: guardsOf(plan).map(({ code }) => code) },
        confirmation: confirmationOf(plan, look),
        isPrimary: true,
      })
    : html``;
  return html`<p>${apply}${viewButton(buttons, { label: words.buttons.back, view: {} })}</p>`;
};

/** A stored plan as the HTML of a CloudWatch custom widget: of its people the first 200, the gravest first. */
export const renderPlan = (plan: ShownPlan, buttons: Buttons, look: Look): Html => {
  const { words, at } = look;
  const { run, state } = plan;
  const until = state === 'open' && run.plan !== null ? ` ${words.plan.until(at(run.plan.expiresAt))}` : '';
  const counts = countInWords(plan, GRAVITIES, look);
  const nothing = state === 'open' && count(plan, WRITTEN) === 0 ? html`<p>${words.plan.nothing}</p>` : html``;
  return html`<h2>${words.plan.title(at(run.startedAt))}</h2>
    <p>${words.plan.states[state]}${until}</p>
    ${
      counts === '' ? html`` : html`<p><b>${counts}.</b></p>`
    }${nothing}${renderButtons(plan, buttons, look)}${renderGuards(plan, look)}${renderMatch(plan, look)}${renderFindings(plan, look)}${renderCodes(plan, look)}${renderPeople(plan, look)}`;
};

/** In the place of a plan that there is not. */
export const renderNoPlan = (buttons: Buttons, { words }: Look): Html =>
  html`<p>${words.plan.unknown}</p>
    <p>${viewButton(buttons, { label: words.buttons.back, view: {} })}</p>`;
