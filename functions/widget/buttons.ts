import { button } from './button.ts';
import type { Button } from './button.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { WidgetWords } from './words.ts';

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
}

/** Another view of the widget, in its place. */
export const viewButton = (
  { endpoints, act }: Buttons,
  { view, ...shown }: Pick<Button, 'label' | 'isPrimary'> & { readonly view: object },
): Html =>
  button({ ...shown, endpoint: endpoints.widget, event: act ? view : { ...view, buttons: false }, display: 'widget' });

type Acting = Pick<Button, 'label' | 'event' | 'confirmation' | 'isPrimary'>;

/** A button of an operator or an approver; none on a page that only shows. */
export const actionButton = ({ endpoints, act }: Buttons, role: 'operator' | 'approver', acting: Acting): Html =>
  act ? button({ ...acting, endpoint: endpoints[role], display: 'popup' }) : html``;

/** What can be done at any time: a plan of everybody, and whatever is done with the person who is typed in. */
export const renderForm = (buttons: Buttons, words: WidgetWords): Html => {
  if (!buttons.act) return html``;
  const plan = actionButton(buttons, 'operator', { label: words.buttons.plan, event: { action: 'plan' } });
  const explain = button({
    label: words.buttons.explain,
    endpoint: buttons.endpoints.explain,
    event: { action: 'explain' },
    display: 'popup',
  });
  const retry = actionButton(buttons, 'operator', {
    label: words.buttons.retry,
    event: { action: 'retry' },
    confirmation: words.confirm.retry,
  });
  const field = html`<label>${words.person} <input name="person" size="14" autocomplete="off" /></label>`;
  return html`<p>${plan} &nbsp; ${field} ${explain}${retry}</p>`;
};
