import { IDENTITY_CHANGED } from '../../../people/linked-record.ts';
import type { Held } from '../../../records/decisions.ts';
import type { FoundInXledger } from '../inspect/look.ts';
import { linkedRecordOf } from '../match/linked-record.ts';
import { findRecord, toLinkDependencies } from './decide-dependencies.ts';
import type { DecideDependencies } from './decide-dependencies.ts';

/** What of a person a run would hold up now with this code: only whose record it is may be allowed here. */
export const findHeld = async (
  person: FoundInXledger,
  code: string,
  dependencies: DecideDependencies,
): Promise<readonly Held[]> => {
  const { matched, state } = person;
  const isHeld = matched.match.kind === 'blocked' && matched.match.problems.some((found) => found.code === code);
  const link = state === null ? null : linkedRecordOf(state);
  if (code !== IDENTITY_CHANGED || !isHeld || link === null) return [];
  const record = await findRecord(person, link, dependencies.reader);
  return record === null ? [] : toLinkDependencies(dependencies).records.heldIdentity(person, record);
};
