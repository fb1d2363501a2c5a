/*
 * An explanation for people: a sentence or two for each of the five steps. For example, a person found by the stored
 * link whose title differs reads "PowerOffice: record 10000007, by the stored link." and "employee JobTitle: Boss ->
 * Welder, changed by hand in PowerOffice (row 5: ...)".
 */
import { describeDecision } from './decision-text.ts';
import type { Explained } from './documents.ts';
import { layoutOf, wrapLines } from './layout.ts';
import { describeRequests } from './report-table.ts';

const KEYS: Readonly<Record<string, string>> = {
  decision: 'decision',
  link: 'stored link',
  externalNumber: 'external number',
  reference: 'import reference',
  number: 'employee number',
  code: 'code',
  looseCode: 'code without leading zeros',
};

const CAUSES: Readonly<Record<string, (target: string) => string>> = {
  first: () => 'never synced',
  source: () => 'changed in Simployer',
  target: (target) => `changed by hand in ${target}`,
  both: () => 'changed on both sides',
};

const keyCalled = (key: string): string => KEYS[key] ?? key;

/** Whoever has something to be written, in the words of plans. */
const WOULD_BE: Readonly<Record<string, string>> = { created: 'new', updated: 'changed', failed: 'incomplete' };

type Steps = Explained['steps'];

/** The five steps as sentences. @param target what the flow's target is called @param width columns of the terminal; not finite without one */
export const renderExplanation = (
  { employeeNumber, simployerEmployeeId, steps, apiCalls }: Explained,
  target: string,
  width: number,
): string => {
  const [source, scope, match, differences, action] = steps;
  const lines = [
    describeSource(source, employeeNumber, simployerEmployeeId),
    describeScope(source, scope),
    ...describeMatch(match, target),
    ...describeDifferences(differences, target),
    ...describeAction(action),
    '',
    `Nothing was written. Requests: ${describeRequests(apiCalls)}.`,
  ];
  return wrapLines(lines, layoutOf(width));
};

const describeSource = ({ found, name, active }: Steps[0], number: string | null, id: string): string => {
  const who = `${number ?? '(no number)'}${name === null ? '' : `, ${name}`} (Simployer id ${id})`;
  if (!found) return `Simployer no longer has ${who}; the sync remembers them.`;
  const state = active === null ? 'does not say whether they are active' : active ? 'active' : 'inactive';
  return `Simployer has ${who}: ${state}.`;
};

const describeScope = ({ found }: Steps[0], { inScope, excludedBy }: Steps[1]): string => {
  if (!found) return 'Scope: not asked.';
  return inScope ? 'In scope.' : `Out of scope: scope.${excludedBy.join(' and scope.')} leaves them out.`;
};

const describeMatch = (
  { keys, matchedBy, recordId, decisions, problems }: Steps[2],
  target: string,
): readonly string[] => [
  ...decisions.map((decision) => `  decided: ${describeDecision(decision, target)}.`),
  ...keys.map(({ key, value, hits }) => {
    if (value === null) return `  ${keyCalled(key)}: none.`;
    const records = hits.map(
      (hit) => `record ${hit.recordId}${hit.name === null ? '' : ` (${hit.number ?? '-'}, ${hit.name})`}`,
    );
    return `  ${keyCalled(key)} ${value}: ${records.length === 0 ? 'no record' : records.join(', ')}.`;
  }),
  matchedBy === null
    ? `${target}: ${problems.length === 0 ? 'no record of theirs' : 'no record may be taken'}.`
    : `${target}: record ${recordId}, by the ${keyCalled(matchedBy)}.`,
];

/** Several fields may share a row: its rule stands behind the first of them. */
const describeDifferences = ({ fields }: Steps[3], target: string): readonly string[] => {
  const told = new Set<string>();
  return fields.length === 0
    ? ['Nothing differs that would be written.']
    : [
        'What differs:',
        ...fields.map(({ entity, field, from, to, fromDate, cause, row, rule }) => {
          // A percentage has its day with it.
          const day = fromDate === null || (to ?? '').includes(fromDate) ? '' : ` from ${fromDate}`;
          const change = `${from === null ? '' : `${from} -> `}${to ?? '(empty)'}${day}`;
          const why = row === null ? '' : ` (row ${row}${told.has(row) ? '' : `: ${rule}`})`;
          if (row !== null) told.add(row);
          return `  ${entity} ${field}: ${change}, ${CAUSES[cause]?.(target) ?? cause}${why}`;
        }),
      ];
};

const describeAction = ({ outcome, changes, problems }: Steps[4]): readonly string[] => [
  changes.length === 0
    ? `A run would write nothing (${outcome === 'failed' ? 'blocked' : outcome}).`
    : `A run would write (${WOULD_BE[outcome] ?? outcome}): ${changes
        .map(({ entity, action, field }) => (field === undefined ? `${action} ${entity}` : `${entity} ${field}`))
        .join('; ')}.`,
  ...problems.flatMap(({ code, message, hint }) => [`${code}: ${message}`, `    ${hint}`]),
];
