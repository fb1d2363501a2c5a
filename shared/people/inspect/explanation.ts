import type { Cause, Change, OutcomeKind } from '../../records/outcome.ts';
import type { Problem } from '../../records/problem.ts';
import type { ShownDecision } from '../../records/shown-decision.ts';
import type { ApiCalls } from '../../state/run.ts';
import type { ScopeSettings } from '../scope.ts';
import type { MeantBy } from './find-person.ts';

/** Why the sync does with a person what it does: what each step of a run finds, read live and written nowhere. */
export interface Explanation<Match extends MatchStep = MatchStep> {
  /** The pair of companies, as the flow's documents name it. */
  readonly connection: object | null;
  readonly employeeNumber: string | null;
  readonly simployerEmployeeId: string;
  readonly steps: readonly [SourceStep, ScopeStep, Match, DifferencesStep, ActionStep];
  /** What it cost to find out. */
  readonly apiCalls: ApiCalls;
}

interface SourceStep {
  readonly step: 'source';
  /** False for somebody whom Simployer no longer returns, and the sync remembers. */
  readonly found: boolean;
  readonly by: MeantBy;
  readonly name: string | null;
  /** Null when Simployer does not say. */
  readonly active: boolean | null;
}

interface ScopeStep {
  readonly step: 'scope';
  readonly inScope: boolean;
  /** The lists under `scope` in the settings that leave the person out. */
  readonly excludedBy: readonly (keyof ScopeSettings)[];
}

/** What every flow says of who a person is in its target; each adds the id of the record, in its own words. */
export interface MatchStep {
  readonly step: 'match';
  /** Each key in the order in which they are tried. */
  readonly keys: readonly {
    readonly key: string;
    /** Null when the person has none: then it finds nobody. */
    readonly value: string | null;
    readonly hits: readonly { readonly number: string | null; readonly name: string | null }[];
  }[];
  /** The key that decided; null when there is no record, or none may be taken. */
  readonly matchedBy: string | null;
  /** What people have decided of the person. */
  readonly decisions: readonly ShownDecision[];
  /** Why none may be taken. */
  readonly problems: readonly Problem[];
}

interface DifferencesStep {
  readonly step: 'differences';
  readonly fields: readonly ExplainedField[];
}

/** A field that would be written, and the rule that says so. */
export interface ExplainedField extends Pick<Change, 'entity' | 'action'> {
  readonly field: string;
  /** As a person may see it, see the flow's `shown-change.ts`; null is empty, or not shown. */
  readonly from: string | null;
  readonly to: string | null;
  /** Of a line of pay: the day from which it holds. */
  readonly fromDate: string | null;
  readonly cause: Cause;
  /** The row of the flow's mapping; null for a field of no row. */
  readonly row: string | null;
  readonly rule: string | null;
}

interface ActionStep {
  readonly step: 'action';
  readonly outcome: OutcomeKind;
  /** What would be written, in order. */
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}
