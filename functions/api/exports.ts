/*
 * The exports of absence: the list of them, a link to a file, a file rebuilt, one taken back, and what somebody has
 * corrected by hand. All of it is remembered; Simployer is asked for the rebuilding alone, which is a run. For example,
 * `POST /exports/20260402T050000-abc123/link` answers with an address that leads to the file for 15 minutes.
 */
import { keyPosition } from '../../shared/api/cursor.ts';
import { acknowledgeLeaves } from '../../shared/flows/time-off-to-file/acknowledge.ts';
import type { ExportLedger } from '../../shared/flows/time-off-to-file/export-ledger.ts';
import { TIME_OFF_TO_FILE } from '../../shared/flows/time-off-to-file/facts.ts';
import { fileKeyOf, rebuiltKeyOf, withdrawnKeyOf } from '../../shared/flows/time-off-to-file/file/file-keys.ts';
import type { FileExport } from '../../shared/flows/time-off-to-file/state.ts';
import { compareText } from '../../shared/records/values/text.ts';
import { runIdSchema } from '../../shared/run/start-message.ts';
import { LINK_LASTS_FOR_SECONDS } from '../composition/file/export-bucket.ts';
import type { linksTo } from '../composition/file/export-bucket.ts';
import { listed } from '../../shared/records/values/list-known.ts';
import { shownId } from '../../shared/records/values/shown-value.ts';
import { answerWith, RefusedError } from './answer.ts';
import type { Respond } from './answer-call.ts';
import { flowNamed } from './flow-named.ts';
import type { ApiDependencies } from './handler.ts';
import { paged } from './paged.ts';
import { startFromApi } from './start-from-api.ts';

/** What the API needs for the exports of a stack that makes any. */
export interface ApiExports {
  readonly ledger: ExportLedger;
  readonly linkTo: ReturnType<typeof linksTo>;
}

/** An export that payroll may have, or had. */
const isMade = ({ state }: FileExport): boolean => state === 'complete' || state === 'unmarked';

/** @throws RefusedError INPUT_INVALID where the file of absence is not carried */
const exportsOf = (dependencies: ApiDependencies): ApiExports => {
  flowNamed(TIME_OFF_TO_FILE.name, dependencies);
  if (dependencies.exports === null) throw new RefusedError('EXPORT_UNKNOWN', 'No files are made here.');
  return dependencies.exports;
};

/** @throws RefusedError EXPORT_UNKNOWN */
const exportNamed = async (asked: string | null | undefined, { ledger }: ApiExports): Promise<FileExport> => {
  const id = runIdSchema.safeParse(asked).data;
  const made = id === undefined ? null : await ledger.getExport(id);
  if (made !== null && isMade(made)) return made;
  throw new RefusedError(
    'EXPORT_UNKNOWN',
    `There is no export ${shownId(asked ?? null)}; "exports" lists those there are.`,
  );
};

const report = ({
  exportId,
  state,
  planId,
  from,
  to,
  rows,
  withdrawn,
  at,
  keptUntil,
  isConfirmed,
  unmarked,
}: FileExport) => ({
  exportId,
  state: state === 'unmarked' ? ('unmarked' as const) : ('exported' as const),
  planId,
  from,
  to,
  rows,
  withdrawn,
  createdAt: new Date(at).toISOString(),
  keptUntil: new Date(keptUntil).toISOString(),
  confirmed: isConfirmed,
  ...(unmarked !== undefined && { unmarked: { by: unmarked.by, at: new Date(unmarked.at).toISOString() } }),
});

/** `GET /exports`: newest first. */
export const listExports: Respond<'GET /exports', ApiDependencies> = async ({ query }, dependencies) => {
  const { ledger } = exportsOf(dependencies);
  const all = (await ledger.exports())
    .filter(isMade)
    .toSorted((one, other) => compareText(other.exportId, one.exportId));
  const { rows, next } = await paged(query, {
    name: 'exports',
    positionSchema: keyPosition,
    rowsAfter: (after) => all.filter(({ exportId }) => after === null || exportId < after),
    positionOf: ({ exportId }) => exportId,
  });
  return answerWith(200, { exports: rows.map(report), next });
};

/** `POST /exports/{exportId}/link`: where the file, a rebuilt one, or the list of what was withdrawn can be fetched. */
export const linkToExport: Respond<'POST /exports/{exportId}/link', ApiDependencies> = async (
  { body: { run, list }, pathParameters },
  dependencies,
) => {
  const exports = exportsOf(dependencies);
  const made = await exportNamed(pathParameters['exportId'], exports);
  const now = dependencies.clock.now();
  if (list === 'withdrawn' && made.withdrawn === 0)
    throw new RefusedError(
      'FILE_GONE',
      'The export has no list of what was withdrawn: none was asked for, or none was.',
    );
  if (run === undefined && made.keptUntil <= now)
    throw new RefusedError(
      'FILE_GONE',
      'The file was kept for its days and is deleted; "exports ID --again FILE" rebuilds it.',
    );
  const key =
    run !== undefined ? rebuiltKeyOf(made, run) : list === 'withdrawn' ? withdrawnKeyOf(made) : fileKeyOf(made);
  return answerWith(200, {
    ...report(made),
    name: key.split('/').at(-1) ?? key,
    url: await exports.linkTo(key),
    expiresAt: new Date(now + LINK_LASTS_FOR_SECONDS * 1000).toISOString(),
  });
};

/** `POST /exports/{exportId}/again`: a run that rebuilds the file and says which rows would differ. */
export const rebuildExport: Respond<'POST /exports/{exportId}/again', ApiDependencies> = async (
  { pathParameters, requestedBy },
  dependencies,
) => {
  const { exportId } = await exportNamed(pathParameters['exportId'], exportsOf(dependencies));
  const runId = await startFromApi(
    { mode: 'plan', employees: null, requestedBy, flow: TIME_OFF_TO_FILE.name, selection: { again: [exportId] } },
    dependencies,
  );
  return answerWith(202, { runId, exportId });
};

/** `POST /exports/{exportId}/unmark`: payroll did not import it, and its leaves are as they were before. */
export const unmarkExport: Respond<'POST /exports/{exportId}/unmark', ApiDependencies> = async (
  { pathParameters, requestedBy },
  dependencies,
) => {
  const exports = exportsOf(dependencies);
  const { exportId } = await exportNamed(pathParameters['exportId'], exports);
  await exports.ledger.unmarkExport(exportId, { by: requestedBy, at: dependencies.clock.now() });
  return answerWith(200, report(await exportNamed(exportId, exports)));
};

/** Nobody reads more of them in a sentence. */
const MOST_NAMED = 10;

/** `POST /acknowledgements`: what was told of these leaves is corrected by hand. */
export const acknowledge: Respond<'POST /acknowledgements', ApiDependencies> = async (
  { body: { leaves } },
  dependencies,
) => {
  const { ledger } = exportsOf(dependencies);
  const unknown = await acknowledgeLeaves(leaves, ledger, dependencies.clock.now());
  if (unknown.length > 0) {
    throw new RefusedError(
      'NOTHING_TO_ACKNOWLEDGE',
      `No plan has shown ${listed(unknown, MOST_NAMED)} as changed or withdrawn since the export: make a plan, and look at it.`,
      { leaves: unknown },
    );
  }
  return answerWith(200, { leaves });
};
