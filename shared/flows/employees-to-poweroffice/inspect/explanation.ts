import type { Cause, Change, OutcomeKind } from '../../../records/outcome.ts';
import type { Problem } from '../../../records/problem.ts';
import type { ShownDecision } from '../../../records/shown-decision.ts';
import type { MatchKey } from '../match/employee-index.ts';
import type { RunSummary } from '../report.ts';
import type { ScopeSettings } from '../../../people/scope.ts';

/** Why the sync does with a person what it does: what each step of a run finds, read live and written nowhere. */
export interface Explanation {
  readonly connection: RunSummary['connection'];
  readonly employeeNumber: string | null;
  readonly simployerEmployeeId: string;
  readonly steps: readonly [SourceStep, ScopeStep, MatchStep, DifferencesStep, ActionStep];
  /** What it cost to find out. */
  readonly apiCalls: RunSummary['apiCalls'];
}

interface SourceStep {
  readonly step: 'source';
  /** False for somebody whom Simployer no longer returns, and the sync remembers. */
  readonly found: boolean;
  readonly by: 'employeeNumber' | 'simployerEmployeeId';
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

interface MatchStep {
  readonly step: 'match';
  /** Each key in the order in which they are tried. */
  readonly keys: readonly {
    readonly key: MatchKey;
    /** Null when the person has none: then it finds nobody. */
    readonly value: string | null;
    readonly hits: readonly {
      readonly powerOfficeEmployeeId: number;
      readonly number: string | null;
      readonly name: string | null;
    }[];
  }[];
  /** The key that decided; null when there is no record, or none may be taken. */
  readonly matchedBy: MatchKey | null;
  readonly powerOfficeEmployeeId: number | null;
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
  /** As a person may see it, see `showChange`; null is empty, or not shown. */
  readonly from: string | null;
  readonly to: string | null;
  /** Of a line of pay: the day from which it holds. */
  readonly fromDate: string | null;
  readonly cause: Cause;
  /** The row of docs/mapping.md; null for a field of no row. */
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
