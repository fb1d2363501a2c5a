import { flowOption } from '../../shared/records/first-flow.ts';
import { button } from './button.ts';
import type { Button } from './button.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Look } from './look.ts';

/** The functions behind the buttons, by ARN: one for each role, so that IAM tells who may press what (ADR 46). */
export interface Endpoints {
  /** The widget itself: shows. */
  readonly widget: string;
  /** Explains a person: for readers. */
  readonly explain: string;
  /** Makes plans and syncs single people: for operators. */
  readonly operator: string;
  /** Carries plans out, pauses and resumes: for approvers. */
  readonly approver: string;
}

/** What the page is made with: where its buttons lead, or that it has none that do anything. */
export interface Buttons {
  readonly endpoints: Endpoints;
  /** False where the page only shows: then the buttons lead to other views and nowhere else. */
  readonly act: boolean;
  /** What every button is about; left out for the first flow. */
  readonly flow?: string;
}

/** Another view of the widget, in its place. */
export const viewButton = (
  { endpoints, act, ...about }: Buttons,
  { view, ...shown }: Pick<Button, 'label' | 'isPrimary'> & { readonly view: object },
): Html =>
  button({
    ...shown,
    endpoint: endpoints.widget,
    event: { ...view, ...about, ...(!act && { buttons: false }) },
    display: 'widget',
  });

type Acting = Pick<Button, 'label' | 'event' | 'confirmation' | 'isPrimary'>;

/** A button of an operator or an approver; none on a page that only shows. */
export const actionButton = (
  { endpoints, act, ...about }: Buttons,
  role: 'operator' | 'approver',
  acting: Acting,
): Html =>
  act
    ? button({ ...acting, event: { ...acting.event, ...about }, endpoint: endpoints[role], display: 'popup' })
    : html``;

/** A plan of time off as it is asked for: a dashboard has no field for a period, and nothing is written without a plan. */
const planOfPeriod = (flow: string): string => `npm run sync -- plan${flowOption(flow)} --from DATE --to DATE`;

/**
 * What can be done at any time: a plan of everybody, and whatever is done with the person who is typed in. Of leaves it is
 * said where a plan is made.
 */
export const renderForm = (buttons: Buttons, { words, flow }: Pick<Look, 'words' | 'flow'>): Html => {
  if (!buttons.act) return html``;
  if (flow.records === 'leaves') return html`<p>${words.planOfPeriod(planOfPeriod(flow.name))}</p>`;
  const plan = actionButton(buttons, 'operator', { label: words.buttons.plan, event: { action: 'plan' } });
  const { endpoints, act: _, ...about } = buttons;
  const explain = button({
    label: words.buttons.explain,
    endpoint: endpoints.explain,
    event: { action: 'explain', ...about },
    display: 'popup',
  });
  const retry = actionButton(buttons, 'operator', {
    label: words.buttons.retry,
    event: { action: 'retry' },
    confirmation: words.confirm.retry(flow.target),
  });
  const field = html`<label>${words.person} <input name="person" size="14" autocomplete="off" /></label>`;
  return html`<p>${plan} &nbsp; ${field} ${explain}${retry}</p>`;
};
