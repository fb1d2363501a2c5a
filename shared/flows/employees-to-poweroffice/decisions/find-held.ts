import type { Held } from '../../../records/decisions.ts';
import { heldIdentity, IDENTITY_CHANGED } from '../../../people/linked-record.ts';
import { readBelongings } from '../inspect/look-at-person.ts';
import type { FoundInPayroll } from '../inspect/look-at-person.ts';
import { planPerson } from '../inspect/look.ts';
import type { Allowable } from './choices.ts';
import type { DecideDependencies } from './decide-dependencies.ts';

/** What of a person a run would hold up now with this code. */
export const findHeld = async (
  { matched, target, source }: FoundInPayroll,
  code: Allowable,
  dependencies: DecideDependencies,
): Promise<readonly Held[]> => {
  const { reader, digest, inTime } = dependencies;
  const { match, stored, desired } = matched;
  if (code === IDENTITY_CHANGED) {
    const isHeld = match.kind === 'blocked' && match.problems.some((found) => found.code === code);
    const { link } = stored;
    if (!isHeld || link === null) return [];
    const record = target.employees.find(({ id }) => id === link) ?? (await reader.employee(link));
    return record === null ? [] : heldIdentity(source.id, desired.fields, record, digest);
  }
  const { held } = await inTime(
    readBelongings(matched, target, reader).then((all) =>
      planPerson(matched, all, { comparesPay: true }, dependencies),
    ),
  );
  return held.filter((one) => one.code === code);
};
