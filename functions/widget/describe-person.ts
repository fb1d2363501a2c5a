import type { Change, Outcome } from '../../shared/records/outcome.ts';
import type { Look } from './look.ts';
import type { WidgetWords } from './words.ts';

/** What a person is called on the dashboard: by the number, else by the Simployer id, and never by name. */
export const labelOf = ({ number, sourceId }: Pick<Outcome, 'number' | 'sourceId'>, words: WidgetWords): string =>
  number ?? words.unnumbered(sourceId);

/** A word of a table of words; the name itself, where another version has named it. */
export const wordOf = (words: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(words, name) ? (words[name] ?? name) : name;

/** What is written for a person, by the names of fields and without any value: `employee: LastName, PhoneNumber; new salary`. */
export const describeFields = (
  changes: readonly (Pick<Change, 'entity' | 'action'> & { readonly field?: string | undefined })[],
  { made, entities, actions }: WidgetWords,
): string =>
  [
    ...Map.groupBy(changes, ({ entity, action }) => {
      if (action === 'create') return wordOf(made, entity);
      return action === 'update' ? wordOf(entities, entity) : `${wordOf(entities, entity)}: ${wordOf(actions, action)}`;
    }),
  ]
    .map(([what, group]) => [what, [...new Set(group.flatMap(({ field }) => field ?? []))].join(', ')])
    .map(([what, fields]) => (fields === '' ? what : `${what}: ${fields}`))
    .join('; ');

/** What a code means, and who mends it, without any value. */
export const describeCode = (code: string, { language, flow }: Pick<Look, 'language' | 'flow'>, hint = '') =>
  flow.describeProblem({ code, message: '', hint })[language];
