import * as z from 'zod';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Look } from './look.ts';

/** What came of pressing a button. */
export const renderTold = (text: string): Html => html`<p>${text}</p>`;

/** A refusal of the API (RFC 9457), as far as it is told. */
const refusalSchema = z.object({
  code: z.string(),
  detail: z.string(),
  people: z.array(z.string()).catch([]),
  runId: z.string().optional().catch(undefined),
});

const MOST_PEOPLE = 100;

/** Why nothing was done: the code, what is so in the stage's language, and who has to do what. */
export const renderRefusal = (body: unknown, { language, flow, words, error }: Look): Html => {
  const refusal = refusalSchema.safeParse(body).data;
  if (refusal === undefined) return html`<p>${error(words.told.failed)}</p>`;
  const { code, detail, people, runId } = refusal;
  const own = Object.hasOwn(words.refusals, code) ? words.refusals[code] : undefined;
  const hint = Object.hasOwn(flow.aborts, code) ? (flow.aborts[code]?.hint ?? '') : '';
  const told = own === undefined ? flow.describeAbort({ code, message: detail, hint, people: [] })[language] : null;
  return html`<p>${error(words.told.refused)} <code>${code}</code> ${own ?? told?.message ?? detail} ${runId ?? ''}</p>
    <p>${told?.hint ?? ''}</p>
    <p>${people.slice(0, MOST_PEOPLE).join(' ')}</p>`;
};
