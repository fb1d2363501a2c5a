/*
 * Makes the HTML of an explanation, step by step, of a document that names people and shows values. Of these nothing is
 * read here: what the schema does not name cannot be shown. For example, of a title that somebody changed in PowerOffice
 * there is `employee JobTitle`, that it was changed by hand, and which row of the mapping says that it is written again.
 */
import * as z from 'zod';
import { CHANGE_ACTIONS } from '../../shared/records/outcome.ts';
import { describeCode, describeFields, labelOf, wordOf } from '../widget/describe-person.ts';
import { html, table } from '../widget/html.ts';
import type { Html } from '../widget/html.ts';
import type { Look } from '../widget/look.ts';

const problemsSchema = z.array(z.object({ code: z.string(), severity: z.string(), hint: z.string() }));

/** What is shown of an explanation: no name, no value. */
const explanationSchema = z.object({
  employeeNumber: z.string().nullable(),
  simployerEmployeeId: z.string(),
  steps: z.tuple([
    z.object({ found: z.boolean(), active: z.boolean().nullable() }),
    z.object({ inScope: z.boolean(), excludedBy: z.array(z.string()) }),
    z
      .object({
        matchedBy: z.string().nullable(),
        powerOfficeEmployeeId: z.number().nullable().optional(),
        targetId: z.string().nullable().optional(),
        problems: problemsSchema,
      })
      // The first flow's documents name the target's record in a way of their own.
      .transform(({ powerOfficeEmployeeId, targetId = null, ...match }) => ({
        ...match,
        recordId: powerOfficeEmployeeId === undefined ? targetId : powerOfficeEmployeeId,
      })),
    z.object({
      fields: z.array(
        z.object({
          entity: z.string(),
          field: z.string(),
          cause: z.string(),
          row: z.string().nullable(),
          rule: z.string().nullable(),
        }),
      ),
    }),
    z.object({
      changes: z.array(z.object({ entity: z.string(), action: z.enum(CHANGE_ACTIONS), field: z.string().optional() })),
      problems: problemsSchema,
    }),
  ]),
});
type Steps = z.output<typeof explanationSchema>['steps'];

const sourceIn = ({ found, active }: Steps[0], { explain }: Look['words']): string => {
  if (!found) return explain.source.gone;
  if (active === null) return explain.source.unsaid;
  return active ? explain.source.active : explain.source.inactive;
};

const scopeIn = ({ inScope, excludedBy }: Steps[1], { explain }: Look['words']): string =>
  inScope ? explain.inScope : explain.outOfScope(excludedBy.map((list) => `scope.${list}`).join(', '));

const matchIn = (
  { matchedBy, recordId, problems }: Steps[2],
  { words: { explain }, flow: { target } }: Look,
): string => {
  if (matchedBy !== null && recordId !== null) {
    return explain.matched(target, String(recordId), wordOf(explain.keys, matchedBy));
  }
  return problems.length === 0 ? explain.noRecord(target) : explain.noneMayBeTaken(target);
};

const renderDifferences = ({ fields }: Steps[3], { words, language, flow }: Look): Html => {
  if (fields.length === 0) return html`<p>${words.explain.noDifference}</p>`;
  const rows = fields.map(({ entity, field, cause, row, rule }) => {
    // The rules of the mapping are written in English.
    const why = [row === null ? '' : words.explain.row(row), language === 'en' ? (rule ?? '') : ''];
    return html`<tr>
      <td>${wordOf(words.entities, entity)} ${field}</td>
      <td>${wordOf(words.explain.causes(flow.target), cause)}</td>
      <td>${why.filter((text) => text !== '').join(': ')}</td>
    </tr>`;
  });
  return table(words.explain.columns, rows);
};

const renderAction = ({ changes, problems }: Steps[4], look: Look): Html => {
  const { words, error, warning } = look;
  const what =
    changes.length === 0
      ? words.explain.wouldWriteNothing
      : `${words.explain.wouldWrite} ${describeFields(changes, words)}.`;
  const told = problems.map(({ code, severity, hint }) => {
    const described = describeCode(code, look, hint);
    const shown = severity === 'error' ? error(code) : warning(code);
    return html`<p>${shown} ${described.summary}<br /><i>${described.hint}</i></p>`;
  });
  return html`<p><b>${what}</b></p>
    ${told}`;
};

/** An explanation as HTML; null when the document is none. */
export const renderExplanation = (document: unknown, look: Look): Html | null => {
  const explanation = explanationSchema.safeParse(document).data;
  if (explanation === undefined) return null;
  const { words } = look;
  const { employeeNumber: number, simployerEmployeeId: sourceId, steps } = explanation;
  const [source, scope, match, differences, action] = steps;
  const found = [sourceIn(source, words), scopeIn(scope, words), matchIn(match, look)];
  return html`<h3>${words.explain.title(labelOf({ number, sourceId }, words))}</h3>
    ${found.map((sentence) => html`<p>${sentence}</p>`)}${renderDifferences(differences, look)}${renderAction(action, look)}
    <p>${look.quiet(words.explain.nothingWritten)}</p>`;
};
