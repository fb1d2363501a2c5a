/*
 * Makes the file of an export once more from what Simployer has now, with the leaves that it had, and says of each whether
 * its row would be another. Nothing is marked. For example, payroll has lost the file of March, and HR has prolonged one
 * leave of it since: the new file has the new end, and the run that made it shows that leave as `updated`.
 */
import type { Outcome } from '../../records/outcome.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import type { PreparedRun } from '../../run/flow.ts';
import type { Connection } from '../../state/connection.ts';
import type { Run } from '../../state/run.ts';
import { leaveProblem } from '../../time-off/problems.ts';
import { abortRun } from './aborts.ts';
import { rebuiltKeyOf } from './file/file-keys.ts';
import { renderFile } from './file/render-file.ts';
import { judgeLeave } from './plan-leave.ts';
import { readAbsences } from './read-absences.ts';
import type { PrepareFileDependencies } from './prepare.ts';
import { digestsOf } from './row-digest.ts';
import type { FileJudgement } from './rules/file-row.ts';

/** What a run that rebuilds an export is asked for, in place of a period. */
export const exportToRebuild = ({ mode, selection }: Pick<Run, 'mode' | 'selection'>): string | null =>
  mode === 'plan' ? (selection?.['again']?.[0] ?? null) : null;

/** @throws RunAbortedError CONFIGURATION_INVALID for an export that there is not; SOURCE_EMPTY */
export const rebuildExport = async (
  exportId: string,
  { runId, employees }: Run,
  noteConnection: (connection: Connection) => Promise<void>,
  { ledger, files, settings, readOwners, clients }: PrepareFileDependencies,
): Promise<PreparedRun> => {
  const made = await ledger.getExport(exportId);
  if (made === null || (made.state !== 'complete' && made.state !== 'unmarked')) {
    throw abortRun('CONFIGURATION_INVALID', `There is no export ${exportId}.`);
  }
  const { connection, people } = await readOwners(employees);
  await noteConnection(connection);
  const { source, digest } = await clients();
  const marked = (await ledger.all()).flatMap(({ sourceId, number, marks }) => {
    const mark = marks.find(({ attempt }) => attempt === made.attempt);
    return mark === undefined ? [] : [{ sourceId, number, mark }];
  });
  const exported = new Map(
    marked.map(({ sourceId, mark }) => [sourceId, { mark, export: made, isRepeated: false, acknowledged: null }]),
  );
  const absences = await readAbsences(made, { exported }, source, settings);
  const listed = new Map<string, (typeof absences.listed)[number]>(absences.listed.map((one) => [one.id, one]));
  const rebuilt = marked.flatMap(({ sourceId, number, mark }) => {
    const found = listed.get(sourceId);
    if (found === undefined) return [];
    const judgement = judgeLeave({ listed: found, people, absences }, made, settings);
    const row = judgement.kind === 'row' ? judgement.row : null;
    const isSame = row !== null && digestsOf(row, digest).digest === mark.digest;
    return [{ row, outcome: toOutcome({ sourceId, number, exportId }, judgement, isSame) }];
  });
  const rows = rebuilt.flatMap(({ row }) => row ?? []);
  await files.put(rebuiltKeyOf(made, runId), renderFile(rows, settings.timeOff.file));
  return {
    tasks: [],
    outcomes: rebuilt.map(({ outcome }) => outcome),
    overview: () => Promise.resolve({ guards: [], match: {}, findings: [], unmatched: [] }),
    begin: () => Promise.resolve(),
  };
};

/** `unchanged` for the same row, `updated` for another, `skipped` for a leave that has no row any more. */
const toOutcome = (
  {
    sourceId,
    number,
    exportId,
  }: { readonly sourceId: string; readonly number: string | null; readonly exportId: string },
  judgement: FileJudgement,
  isSame: boolean,
): Outcome => {
  const hasRow = judgement.kind === 'row';
  const problems =
    judgement.kind === 'withdrawn' ? [leaveProblem('EXPORTED_WITHDRAWN')] : judgement.problems.map(leaveProblem);
  return {
    sourceId,
    number: employeeLabel(number),
    targetId: exportId,
    outcome: hasRow ? (isSame ? 'unchanged' : 'updated') : 'skipped',
    changes: hasRow && !isSame ? [{ entity: 'leave', action: 'update' }] : [],
    problems,
    group: judgement.kind !== 'row' ? judgement.kind : isSame ? 'same' : 'changed',
  };
};
