/*
 * Explains what a run would do with one person, and why, step by step. It asks the very code of a run: mapping, matching
 * with everybody in view, and the person's sync as a plan, which has nothing that could write. For example, Kari's title
 * was changed by hand in X-ledger: her number leads to record 7 by the stored link, `positionValue.dbId` differs because
 * X-ledger has moved, and row 13 says that Simployer's title is written again.
 */
import { explainFound, explainVanished } from '../../../people/inspect/explain-person.ts';
import type { Explanation } from '../../../people/inspect/explanation.ts';
import { refuseUnfound } from '../../../people/inspect/find-person.ts';
import type { FieldDifference } from '../../../people/intended-change.ts';
import { excludedBy } from '../../../people/scope.ts';
import { problem } from '../problems.ts';
import { reportCalls } from '../report.ts';
import { mappingRowOf } from '../rules/mapping-rows-of.ts';
import { showField } from '../shown-change.ts';
import { explainMatch, explainRemembered } from './explain-match.ts';
import type { MatchStep } from './explain-match.ts';
import { lookAtPerson, planPerson } from './look.ts';
import type { LookDependencies } from './look.ts';

/**
 * What a run would do with a person, and why; nothing is written or remembered.
 * @param asked an employee number, or a Simployer id
 * @throws PersonRefusedError when nobody, or several, are meant; VendorError, RunAbortedError for what would end a run
 */
export const explainXledgerEmployee = async (
  asked: string,
  dependencies: LookDependencies,
): Promise<Explanation<MatchStep>> => {
  const { settings, digest, takeApiCalls } = dependencies;
  takeApiCalls();
  const person = await lookAtPerson(asked, dependencies);
  if (person.kind === 'several' || person.kind === 'unknown') throw refuseUnfound(asked, person);
  if (person.kind === 'vanished') {
    const match = explainRemembered(person.state);
    return explainVanished({ ...person, match, apiCalls: reportCalls(takeApiCalls()) }, problem);
  }
  const { source, state, matched, target } = person;
  const lists = excludedBy(source, settings.scope, person.everybody);
  const synced = lists.length > 0 ? null : await planPerson(matched, target, dependencies);
  const match = explainMatch(matched, state, target, { digest, looseCodes: settings.xledger.looseCodes });
  return explainFound(
    { ...person, apiCalls: reportCalls(takeApiCalls()), excludedBy: lists, match, synced },
    problem,
    explainField,
  );
};

const explainField = (difference: FieldDifference) => {
  const row = mappingRowOf(difference.entity, difference.field);
  const { from = null, to = null } = showField(difference);
  return { from, to, row: row?.row ?? null, rule: row?.rule ?? null };
};
