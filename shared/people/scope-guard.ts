import type { FormerRun } from '../run/former-run.ts';
import type { Outcome } from '../records/outcome.ts';
import type { Guard } from '../state/plan.ts';
import type { SourceEmployee } from '../model/employee.ts';
import type { RecordState } from '../state/record-store.ts';
import { allowedBy } from './guards.ts';

/**
 * `SCOPE_GUARD`: speaks against a run that leaves suspiciously many people out of whom the last run for everybody was about,
 * as when a department of the scope was mistyped for another one that exists. Nothing would be written for them, night after
 * night, and nothing would look wrong.
 *
 * Example: 120 people were in scope yesterday. Today 40 of them are not, and 3 are new: 24 is the most, a fifth of 120.
 *
 * @param people everybody this run would touch
 * @param formerRun null when there is none to compare with; who was in it is read only when that could matter
 */
export const scopeGuard = async (
  people: readonly { readonly source: Pick<SourceEmployee, 'id'> }[],
  states: ReadonlyMap<string, Pick<RecordState, 'runNumber'>>,
  formerRun: FormerRun | null,
  { scopeAbsolute, scopeShare }: { readonly scopeAbsolute: number; readonly scopeShare: number },
): Promise<readonly Guard[]> => {
  if (formerRun === null) return [];
  const allowedOf = (count: number): number => allowedBy(scopeAbsolute, scopeShare, count);
  const known = people.filter(({ source }) => (states.get(source.id)?.runNumber ?? 0) >= formerRun.runNumber).length;
  if (formerRun.inScope - known <= allowedOf(known)) return [];
  const inScope = new Set<string>(people.map(({ source }) => source.id));
  const before = (await formerRun.outcomes()).filter(wasInScope);
  const out = before.filter(({ sourceId }) => !inScope.has(sourceId));
  const allowed = allowedOf(before.length);
  if (out.length <= allowed) return [];
  return [
    {
      code: 'SCOPE_GUARD',
      message: `${out.length} of the ${before.length} employees who were in scope in the last run for everybody no longer are; ${allowed} is the most that may leave it at once (${people.length} are in scope now).`,
      people: out.map(({ number, sourceId }) => number ?? sourceId),
    },
  ];
};

const GONE: readonly string[] = ['VANISHED', 'OUT_OF_SCOPE'];

/** Of whom nothing could be said but that they are gone. */
const wasInScope = ({ problems }: Outcome): boolean => !problems.some(({ code }) => GONE.includes(code));
