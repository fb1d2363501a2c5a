import type { Held } from '../../records/decisions.ts';
import { PersonRefusedError } from '../inspect/person-refused-error.ts';
import { allowedWithout, findDecided, storeDecision, toDecisionDocument } from './decided-person.ts';
import type { DecidedPerson, DecideDependencies, DecisionDocument } from './decided-person.ts';

/**
 * Lets what is held of a person pass, as it is now on both sides: another value is held again.
 * @param asked an employee number, or a Simployer id
 * @param findHeld what a run would hold up now with this code
 * @param by who decides; null when nobody said
 * @throws PersonRefusedError EMPLOYEE_UNKNOWN, NOTHING_HELD, INPUT_INVALID
 */
export const allowHeld = async <Person extends DecidedPerson>(
  asked: string,
  code: string,
  findHeld: (person: Person) => Promise<readonly Held[]>,
  by: string | null,
  dependencies: DecideDependencies<Person>,
): Promise<DecisionDocument> => {
  const { employees, clock } = dependencies;
  const person = await findDecided(asked, dependencies);
  const { id } = person.source;
  const held = await findHeld(person);
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
  return toDecisionDocument(person, { kind: 'allow', to: code, by, at: new Date(at).toISOString() }, dependencies);
};
