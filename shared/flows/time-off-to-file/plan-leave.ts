/*
 * What a plan says of one leave: its group, its row where it has one, and whether it changed since it was exported. That is
 * compared within the period of its own export, because the share of a period is another in the next. For example, a leave
 * from the last week of February into March was exported with February's file: a plan of March shows it as `same`, although
 * it is another share of March.
 */
import { digestOfPlan } from '../../people/plan-digest.ts';
import { outcomeOf } from '../../records/outcome.ts';
import type { Change, Outcome } from '../../records/outcome.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import { ownerOf } from '../../time-off/leave-person.ts';
import { typeOf } from '../../time-off/leave-types.ts';
import { shownLeave } from '../../time-off/listed-leave.ts';
import type { ListedLeave } from '../../time-off/listed-leave.ts';
import { leaveProblem } from '../../time-off/problems.ts';
import { touchesPeriod } from '../../time-off/selection.ts';
import type { Selection } from '../../time-off/selection.ts';
import { TOLD_UNTIL_ACKNOWLEDGED } from './acknowledge.ts';
import type { FileOwners } from './file-person.ts';
import type { Absences } from './read-absences.ts';
import type { CountingExport } from './read-ledger.ts';
import type { WithdrawnRow } from './file/render-file.ts';
import { digestsOf } from './row-digest.ts';
import type { Digests } from './row-digest.ts';
import { toFileRow } from './rules/file-row.ts';
import type { FileJudgement, FileRow } from './rules/file-row.ts';
import { planExport, WITHDRAWN } from './rules/plan-export.ts';
import type { PlannedExport } from './rules/plan-export.ts';
import type { Period } from './rules/shares.ts';
import type { FileRunSettings } from './run-settings.ts';

/** A leave that a plan shows. */
export interface PlannedLeave {
  readonly outcome: Outcome;
  /** What is to be written of it now; null for nothing. */
  readonly row: FileRow | null;
  /** What payroll is to remove by hand, until somebody has acknowledged it; null for nothing. */
  readonly withdrawn: WithdrawnRow | null;
  /** What acknowledging it would refer to; null where there is nothing to acknowledge. */
  readonly shown: string | null;
}

export interface PlanLeaveFacts {
  readonly listed: ListedLeave;
  readonly people: FileOwners['people'];
  readonly absences: Absences;
  readonly exported: CountingExport | null;
  /** Whose the leave was when it was last met. */
  readonly numberThen: string | null;
  readonly selection: Pick<Selection, 'from' | 'to' | 'include'>;
  /** The plan that is carried out; null while one is made. */
  readonly planId: string | null;
}

interface PlanLeaveDependencies {
  readonly settings: FileRunSettings;
  readonly digest: (text: string) => string;
}

/** @returns `null` for a leave that is not listed */
export const planLeave = (facts: PlanLeaveFacts, { settings, digest }: PlanLeaveDependencies): PlannedLeave | null => {
  const { listed, exported, selection } = facts;
  const judgement = judgeLeave(facts, selection, settings);
  const now = exported === null ? null : digestsNow(facts, exported, { settings, digest });
  const planned = planExport(
    judgement,
    exported && { digest: exported.mark.digest, acknowledged: exported.acknowledged, digestNow: now?.digest ?? null },
  );
  if (planned === null || !isOfPeriod(listed, planned, exported, now, selection)) return null;
  const isTold = planned.problems.some((code) => TOLD_UNTIL_ACKNOWLEDGED.includes(code));
  return {
    ...toPlanned(facts, judgement, planned, { settings, digest }),
    withdrawn: isTold && planned.group === 'withdrawn' ? withdrawnRow(facts) : null,
    shown: isTold ? (planned.group === 'withdrawn' ? WITHDRAWN : (now?.digest ?? null)) : null,
  };
};

/** What a leave is to the file of a period; one that was deleted was withdrawn. */
export const judgeLeave = (
  { listed: { id, leave }, people, absences }: Pick<PlanLeaveFacts, 'listed' | 'people' | 'absences'>,
  period: Period,
  { timeOff: { file } }: FileRunSettings,
): FileJudgement => {
  if (leave === null) return { kind: 'withdrawn' };
  return toFileRow(
    {
      leave,
      type: typeOf(leave, absences.types),
      person: ownerOf(leave, people),
      counted: absences.counted.get(id) ?? [],
      weeks: absences.weeks,
      period,
      note: absences.notes.get(id) ?? null,
    },
    file,
  );
};

/** What its row in its own export would be now; null for none. */
const digestsNow = (
  facts: PlanLeaveFacts,
  exported: CountingExport,
  { settings, digest }: PlanLeaveDependencies,
): Digests | null => {
  const judgement = judgeLeave(facts, exported.export, settings);
  return judgement.kind === 'row' ? digestsOf(judgement.row, digest) : null;
};

/** As far as Simployer still has it. */
const withdrawnRow = ({ listed: { id, leave }, people, absences, numberThen }: PlanLeaveFacts): WithdrawnRow => {
  const type = typeOf(leave, absences.types);
  return {
    leaveId: id,
    number: ownerOf(leave, people)?.number ?? numberThen ?? '',
    code: type?.code ?? '',
    absence: type?.name ?? '',
    from: leave?.startDate ?? null,
    to: leave?.endDate ?? null,
  };
};

/**
 * Of an earlier export that overlaps the period, a leave belongs to the plan when it may have been in the period: it was
 * moved since, or deleted, so that nobody knows.
 */
const isOfPeriod = (
  { leave }: ListedLeave,
  { group }: PlannedExport,
  exported: CountingExport | null,
  now: Digests | null,
  period: Period,
): boolean => {
  if (leave === null || touchesPeriod(leave, period)) return true;
  return group === 'changed' && exported !== null && now?.days !== exported.mark.days;
};

const toPlanned = (
  { listed: { id, leave }, people, absences, exported, numberThen, selection, planId }: PlanLeaveFacts,
  judgement: FileJudgement,
  { group, row, isInDefault, problems: codes }: PlannedExport,
  { settings: { plans }, digest }: PlanLeaveDependencies,
): Pick<PlannedLeave, 'outcome' | 'row'> => {
  const owner = ownerOf(leave, people);
  // A run that was killed has written it for the same plan.
  const isWritten = planId !== null && exported?.export.planId === planId;
  const written = isWritten || !(isInDefault || selection.include.includes('changed')) ? null : row;
  const change: Change = { entity: 'leave', action: group === 'new' ? 'create' : 'update' };
  const changes = written === null ? [] : [change];
  const problems = codes.map(leaveProblem);
  const isSkipped = group !== 'same';
  const type = typeOf(leave, absences.types);
  const shares = 'shares' in judgement ? judgement.shares : null;
  const rule = 'rule' in judgement ? judgement.rule : null;
  const targetId = exported?.export.exportId ?? null;
  const step = written === null ? [] : [change.action, digestsOf(written, digest).digest];
  return {
    row: written,
    outcome: {
      sourceId: id,
      number: employeeLabel(owner?.number ?? numberThen),
      targetId,
      outcome: isWritten
        ? exported.isRepeated
          ? 'updated'
          : 'created'
        : outcomeOf('leave', changes, problems, isSkipped),
      changes,
      problems,
      group,
      planned: {
        digest: digestOfPlan(id, targetId, written === null ? [] : [{ step, restsOn: step }], digest),
        name: plans.values === 'shown' ? (owner?.name ?? null) : null,
        matchedBy: exported === null ? null : 'export',
        detail:
          plans.values !== 'shown' || leave === null
            ? undefined
            : { ...shownLeave(leave, type, rule), ...(shares !== null && { shares: numbered(shares) }) },
      },
    },
  };
};

/** As numbers, which programs compare. */
const numbered = (shares: Readonly<Record<'periodShare' | 'leaveShare' | 'grade', string | null>>) => ({
  periodShare: toNumber(shares.periodShare),
  leaveShare: toNumber(shares.leaveShare),
  grade: toNumber(shares.grade),
});

const toNumber = (share: string | null): number | null => (share === null ? null : Number(share));
