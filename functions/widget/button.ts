import { html, toJson } from './html.ts';
import type { Html } from './html.ts';

export interface Button {
  readonly label: string;
  /** ARN of the function that is called, as whoever is signed in to the console: IAM decides whether they may. */
  readonly endpoint: string;
  /** What the function gets; CloudWatch adds the fields of the widget's forms. */
  readonly event: object;
  /** Where the answer stands: in place of the widget, or in a window before it. */
  readonly display: 'widget' | 'popup';
  /** Asked first. */
  readonly confirmation?: string;
  readonly isPrimary?: boolean;
}

/**
 * A button of a CloudWatch custom widget: an element, and right behind it the description of what a click on it does.
 * The console carries it out; no JavaScript of ours runs there.
 */
export const button = ({ label, endpoint, event, display, confirmation, isPrimary = false }: Button): Html => {
  const asked = confirmation === undefined ? html`` : html` confirmation="${confirmation}"`;
  const action = html`action="call" display="${display}" endpoint="${endpoint}"${asked}`;
  const classes = isPrimary ? 'btn btn-primary' : 'btn';
  return html`<a class="${classes}">${label}</a><cwdb-action ${action}>${toJson(event)}</cwdb-action> `;
};
