import type { Outcome } from '../records/outcome.ts';

/** What a plan comes to, whatever it has of records. */
export interface PlanSurvey<Gravity extends string> {
  /** How many records have which gravity; those that nothing has are left out. */
  readonly counts: ReadonlyMap<Gravity, number>;
  /** How many records have each problem, the most frequent first; notes that ask nothing of anybody are left out. */
  readonly codes: readonly { readonly code: string; readonly severity: string; readonly records: number }[];
  /** The first records, the gravest first. */
  readonly first: readonly Outcome[];
}

export interface SurveyOptions<Gravity extends string> {
  /** The gravest first. */
  readonly gravities: readonly Gravity[];
  readonly gravityOf: (outcome: Outcome) => Gravity;
  /** Records of this one are counted, and never among the first. */
  readonly passedOver: Gravity;
  /** How many records are wanted. */
  readonly most: number;
}

/**
 * Looks through a whole plan, record by record, and keeps of it no more than is asked for: of 20,000 records the gravest
 * 200, and counts.
 */
export const surveyPlan = async <Gravity extends string>(
  outcomes: AsyncIterable<Outcome>,
  { gravities, gravityOf, passedOver, most }: SurveyOptions<Gravity>,
): Promise<PlanSurvey<Gravity>> => {
  const counts = new Map<Gravity, number>();
  const codes = new Map<string, { code: string; severity: string; records: number }>();
  // As many of each gravity as could be wanted: those after them are never shown.
  const kept = new Map<Gravity, Outcome[]>();
  const startOf = (gravity: Gravity): Outcome[] => {
    const list: Outcome[] = [];
    kept.set(gravity, list);
    return list;
  };
  for await (const outcome of outcomes) {
    const gravity = gravityOf(outcome);
    const count = (counts.get(gravity) ?? 0) + 1;
    counts.set(gravity, count);
    if (gravity !== passedOver && count <= most) (kept.get(gravity) ?? startOf(gravity)).push(outcome);
    for (const [code, { severity }] of new Map(outcome.problems.map((problem) => [problem.code, problem]))) {
      if (severity === 'info') continue;
      codes.set(code, { code, severity, records: (codes.get(code)?.records ?? 0) + 1 });
    }
  }
  return {
    counts,
    codes: [...codes.values()].toSorted((one, other) => other.records - one.records),
    first: gravities.flatMap((gravity) => kept.get(gravity) ?? []).slice(0, most),
  };
};
