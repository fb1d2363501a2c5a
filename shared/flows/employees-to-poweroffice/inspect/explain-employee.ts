/*
 * Explains what a run would do with one person, and why, step by step. It asks the very code of a run: mapping,
 * matching with everybody in view, and the person's sync as a plan, which has nothing that could write. Both vendors
 * are read live, though no more of them than one person needs: everybody's own row, for a number or a record may be
 * somebody else's, and employments, pay and accounts of the person alone. For example, Kari's title was changed by hand
 * in PowerOffice: her number leads to record 7 by the stored link, `JobTitle` differs because PowerOffice has moved, and
 * row 5 says that Simployer's title is written again.
 */
import { readOrNull } from '../../../model/source-value.ts';
import { showDecisions } from '../../../records/shown-decision.ts';
import type { Outcome } from '../../../records/outcome.ts';
import { employeeLabel } from '../../../records/values/shown-value.ts';
import type { ApiCalls } from '../../../state/run.ts';
import type { FieldDifference } from '../../../people/intended-change.ts';
import { problem } from '../problems.ts';
import { reportCalls, reportConnection } from '../report.ts';
import { mappingRowOf } from '../rules/mapping-table.ts';
import { excludedBy } from '../../../people/scope.ts';
import { showChange } from '../shown-change.ts';
import type { ExplainedField, Explanation } from './explanation.ts';
import { explainMatch } from './explain-match.ts';
import { lookAtPerson, readBelongings } from './look-at-person.ts';
import type { LookedAt } from './look-at-person.ts';
import { planPerson } from './look.ts';
import type { LookDependencies } from './look.ts';
import { shownName } from './shown-name.ts';
import { refuseUnfound } from './find-person.ts';

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
): Promise<Explanation> => {
  const { settings, reader, takeApiCalls } = dependencies;
  takeApiCalls();
  const person = await lookAtPerson(asked, dependencies);
  if (person.kind === 'several' || person.kind === 'unknown') throw refuseUnfound(asked, person);
  if (person.kind === 'vanished') return explainVanished(person, takeApiCalls());
  const { source, state, matched, payroll, connection } = person;
  const lists = excludedBy(source, settings.scope, person.everybody);
  const synced =
    lists.length > 0
      ? null
      : await planPerson(matched, await readBelongings(matched, payroll, reader), { comparesPay: true }, dependencies);
  return {
    connection: reportConnection(connection),
    employeeNumber: employeeLabel(source.employeeNumber),
    simployerEmployeeId: source.id,
    steps: [
      {
        step: 'source',
        found: true,
        by: person.by,
        name: shownName(readOrNull(source.firstName), readOrNull(source.lastName)),
        active: source.active,
      },
      { step: 'scope', inScope: lists.length === 0, excludedBy: lists },
      explainMatch(matched, state, payroll),
      { step: 'differences', fields: (synced?.differences ?? []).map((one) => explainField(one, showsPay)) },
      explainAction(synced ?? OUT_OF_SCOPE),
    ],
    apiCalls: reportCalls(takeApiCalls()),
  };
};

const OUT_OF_SCOPE: Pick<Outcome, 'outcome' | 'changes' | 'problems'> = {
  outcome: 'skipped',
  changes: [],
  problems: [problem('OUT_OF_SCOPE')],
};

const explainAction = ({ outcome, changes, problems }: Pick<Outcome, 'outcome' | 'changes' | 'problems'>) =>
  ({ step: 'action', outcome, changes, problems }) as const;

const explainField = (
  { entity, action, field, from, to, fromDate, cause }: FieldDifference,
  showsPay: boolean,
): ExplainedField => {
  const row = mappingRowOf(entity, field);
  const shown = showChange({ field, from, to, ...(fromDate !== null && { fromDate }) }, { showsPay });
  return {
    entity,
    action,
    field,
    from: shown.from ?? null,
    to: shown.to ?? null,
    fromDate,
    cause,
    row: row?.row ?? null,
    rule: row?.rule ?? null,
  };
};

/** Somebody whom Simployer no longer returns: a run leaves their record alone. */
const explainVanished = (
  { sourceId, state, connection }: Extract<LookedAt, { readonly kind: 'vanished' }>,
  apiCalls: ApiCalls,
): Explanation => {
  const link = state?.record?.id ?? null;
  return {
    connection: reportConnection(connection),
    employeeNumber: state?.employeeNumber ?? null,
    simployerEmployeeId: sourceId,
    steps: [
      { step: 'source', found: false, by: 'employeeNumber', name: null, active: null },
      { step: 'scope', inScope: false, excludedBy: [] },
      {
        step: 'match',
        keys: [{ key: 'link', value: link === null ? null : String(link), hits: [] }],
        matchedBy: link === null ? null : 'link',
        powerOfficeEmployeeId: link,
        decisions: state === null ? [] : showDecisions(state.decisions),
        problems: [],
      },
      { step: 'differences', fields: [] },
      explainAction({ outcome: 'skipped', changes: [], problems: link === null ? [] : [problem('VANISHED')] }),
    ],
    apiCalls: reportCalls(apiCalls),
  };
};
