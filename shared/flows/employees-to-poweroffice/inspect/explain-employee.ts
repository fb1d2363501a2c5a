/*
 * Explains what a run would do with one person, and why, step by step. It asks the very code of a run: mapping,
 * matching with everybody in view, and the person's sync as a plan, which has nothing that could write. Both vendors
 * are read live, though no more of them than one person needs: everybody's own row, for a number or a record may be
 * somebody else's, and employments, pay and accounts of the person alone. For example, Kari's title was changed by hand
 * in PowerOffice: her number leads to record 7 by the stored link, `JobTitle` differs because PowerOffice has moved, and
 * row 5 says that Simployer's title is written again.
 */
import { explainFound, explainVanished } from '../../../people/inspect/explain-person.ts';
import type { Explanation } from '../../../people/inspect/explanation.ts';
import { refuseUnfound } from '../../../people/inspect/find-person.ts';
import type { FieldDifference } from '../../../people/intended-change.ts';
import { excludedBy } from '../../../people/scope.ts';
import { problem } from '../problems.ts';
import { reportCalls, reportConnection } from '../report.ts';
import { mappingRowOf } from '../rules/mapping-table.ts';
import { showChange } from '../shown-change.ts';
import { explainMatch, explainRemembered } from './explain-match.ts';
import type { MatchStep } from './explain-match.ts';
import { lookAtPerson, readBelongings } from './look-at-person.ts';
import { planPerson } from './look.ts';
import type { LookDependencies } from './look.ts';

/**
 * What a run would do with a person, and why; nothing is written or remembered.
 * @param asked an employee number, or a Simployer id
 * @param showsPay pay in full, see `showChange`
 * @throws PersonRefusedError when nobody, or several, are meant; VendorError, RunAbortedError for what would end a run
 */
export const explainEmployee = async (
  asked: string,
  { showsPay }: { readonly showsPay: boolean },
  dependencies: LookDependencies,
): Promise<Explanation<MatchStep>> => {
  const { settings, reader, takeApiCalls } = dependencies;
  takeApiCalls();
  const person = await lookAtPerson(asked, dependencies);
  if (person.kind === 'several' || person.kind === 'unknown') throw refuseUnfound(asked, person);
  const connection = reportConnection(person.connection);
  if (person.kind === 'vanished') {
    const match = explainRemembered(person.state);
    return explainVanished({ ...person, connection, match, apiCalls: reportCalls(takeApiCalls()) }, problem);
  }
  const { source, state, matched, target } = person;
  const lists = excludedBy(source, settings.scope, person.everybody);
  const synced =
    lists.length > 0
      ? null
      : await planPerson(matched, await readBelongings(matched, target, reader), { comparesPay: true }, dependencies);
  const match = explainMatch(matched, state, target);
  const apiCalls = reportCalls(takeApiCalls());
  return explainFound({ ...person, connection, apiCalls, excludedBy: lists, match, synced }, problem, (difference) =>
    explainField(difference, showsPay),
  );
};

const explainField = ({ entity, field, from, to, fromDate }: FieldDifference, showsPay: boolean) => {
  const row = mappingRowOf(entity, field);
  const shown = showChange({ field, from, to, ...(fromDate !== null && { fromDate }) }, { showsPay });
  return { from: shown.from ?? null, to: shown.to ?? null, row: row?.row ?? null, rule: row?.rule ?? null };
};
