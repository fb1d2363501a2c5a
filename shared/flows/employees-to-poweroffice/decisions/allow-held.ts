import type { Held } from '../../../records/decisions.ts';
import { readBelongings } from '../inspect/look-at-person.ts';
import { planPerson } from '../inspect/look.ts';
import { heldIdentity } from '../../../people/linked-record.ts';
import type { Allowable } from './choices.ts';
import { allowedWithout, findDecided, storeDecision, toDecisionDocument } from './decided-person.ts';
import type { DecideDependencies, DecidedPerson, DecisionDocument } from './decided-person.ts';
import { PersonRefusedError } from '../../../people/inspect/person-refused-error.ts';

/**
 * Lets what is held of a person pass, as it is now on both sides: another value is held again.
 * @param asked an employee number, or a Simployer id
 * @param by who decides; null when nobody said
 * @throws PersonRefusedError EMPLOYEE_UNKNOWN, NOTHING_HELD, INPUT_INVALID
 */
export const allowHeld = async (
  asked: string,
  code: Allowable,
  by: string | null,
  dependencies: DecideDependencies,
): Promise<DecisionDocument> => {
  const { employees, clock } = dependencies;
  const person = await findDecided(asked, dependencies);
  const { id } = person.source;
  const held = await findHeld(person, code, dependencies);
  if (held.length === 0) {
    throw new PersonRefusedError('NOTHING_HELD', `Nothing of this person is held with ${code} as they are now.`);
  }
  const digests = held.map(({ digest }) => digest);
  const now = clock.now();
  const { allowed } = await storeDecision(
    { sourceId: id, action: 'allow', about: code, by, at: now },
    dependencies,
    () =>
      employees.decide(id, now, (standing, at) => ({
        ...standing,
        allowed: [...allowedWithout(standing, code), { code, digests, by, at }],
      })),
  );
  const at = allowed.find((allowance) => allowance.code === code)?.at ?? now;
  return toDecisionDocument(person, { kind: 'allow', to: code, by, at: new Date(at).toISOString() });
};

/** What a run would hold up now. */
const findHeld = async (
  person: DecidedPerson,
  code: Allowable,
  dependencies: DecideDependencies,
): Promise<readonly Held[]> => {
  const { matched, target, source } = person;
  if (code === 'IDENTITY_CHANGED') {
    const isHeld = matched.match.kind === 'blocked' && matched.match.problems.some((found) => found.code === code);
    const record = isHeld ? await findLinked(person, dependencies) : null;
    return record === null ? [] : heldIdentity(source.id, matched.desired.fields, record, dependencies.digest);
  }
  const { held } = await dependencies.inTime(
    readBelongings(matched, target, dependencies.reader).then((all) =>
      planPerson(matched, all, { comparesPay: true }, dependencies),
    ),
  );
  return held.filter((one) => one.code === code);
};

const findLinked = async ({ matched: { stored }, target }: DecidedPerson, { reader }: DecideDependencies) => {
  const { link } = stored;
  return target.employees.find(({ id }) => id === link) ?? (link === null ? null : reader.employee(link));
};
