/*
 * Puts an explanation together, step by step, of what looking at a person and planning their sync have found, whatever the
 * target. For example, Kari's title was changed by hand in PowerOffice: her number leads to record 7 by the stored link,
 * `JobTitle` differs because PowerOffice has moved, and row 5 says that Simployer's title is written again.
 */
import { readOrNull } from '../../model/source-value.ts';
import type { SourceEmployee } from '../../model/employee.ts';
import type { Outcome } from '../../records/outcome.ts';
import type { MakeProblem } from '../../records/problem.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import type { ApiCalls } from '../../state/run.ts';
import type { FieldDifference } from '../intended-change.ts';
import type { PersonState } from '../person-state.ts';
import type { ScopeSettings } from '../scope.ts';
import type { ExplainedField, Explanation, MatchStep } from './explanation.ts';
import type { MeantBy } from './find-person.ts';
import { shownName } from './shown-name.ts';

/** A person's sync as a plan makes it. */
interface PlannedSync extends Pick<Outcome, 'outcome' | 'changes' | 'problems'> {
  readonly differences: readonly FieldDifference[];
}

/** What every explanation says around its steps. */
interface Around {
  /** As the flow's documents name the pair. */
  readonly connection: object | null;
  readonly apiCalls: ApiCalls;
}

interface ExplainedPerson<Match extends MatchStep> extends Around {
  readonly source: SourceEmployee;
  readonly by: MeantBy;
  /** The lists of the scope that leave the person out. */
  readonly excludedBy: readonly (keyof ScopeSettings)[];
  readonly match: Match;
  /** Null for somebody out of scope, whom nobody plans. */
  readonly synced: PlannedSync | null;
}

/** @param explainField what a person may see of a difference, and the rule that it rests on */
export const explainFound = <Match extends MatchStep>(
  { connection, apiCalls, source, by, excludedBy, match, synced }: ExplainedPerson<Match>,
  problem: MakeProblem<'OUT_OF_SCOPE'>,
  explainField: (difference: FieldDifference) => Pick<ExplainedField, 'from' | 'to' | 'row' | 'rule'>,
): Explanation<Match> => ({
  connection,
  employeeNumber: employeeLabel(source.employeeNumber),
  simployerEmployeeId: source.id,
  steps: [
    {
      step: 'source',
      found: true,
      by,
      name: shownName(readOrNull(source.firstName), readOrNull(source.lastName)),
      active: source.active,
    },
    { step: 'scope', inScope: excludedBy.length === 0, excludedBy },
    match,
    {
      step: 'differences',
      fields: (synced?.differences ?? []).map((difference) => {
        const { entity, action, field, fromDate, cause } = difference;
        const { from, to, row, rule } = explainField(difference);
        return { entity, action, field, from, to, fromDate, cause, row, rule };
      }),
    },
    toAction(synced ?? { outcome: 'skipped', changes: [], problems: [problem('OUT_OF_SCOPE')] }),
  ],
  apiCalls,
});

/** Somebody whom the source no longer returns: a run leaves their record alone. */
export const explainVanished = <Match extends MatchStep>(
  {
    sourceId,
    state,
    match,
    connection,
    apiCalls,
  }: Around & {
    readonly sourceId: string;
    readonly state: PersonState | null;
    readonly match: Match;
  },
  problem: MakeProblem<'VANISHED'>,
): Explanation<Match> => ({
  connection,
  employeeNumber: state?.employeeNumber ?? null,
  simployerEmployeeId: sourceId,
  steps: [
    { step: 'source', found: false, by: 'employeeNumber', name: null, active: null },
    { step: 'scope', inScope: false, excludedBy: [] },
    match,
    { step: 'differences', fields: [] },
    toAction({
      outcome: 'skipped',
      changes: [],
      problems: (state?.record ?? null) === null ? [] : [problem('VANISHED')],
    }),
  ],
  apiCalls,
});

const toAction = ({ outcome, changes, problems }: Pick<Outcome, 'outcome' | 'changes' | 'problems'>) =>
  ({ step: 'action', outcome, changes, problems }) as const;
