import { styleText } from 'node:util';
import type { DifferingPart } from '../../shared/records/identity.ts';
import { employeeLabel } from '../../shared/records/values/shown-value.ts';
import { PERSON_ASKED_FOR } from '../../shared/run/start-message.ts';
import { inNorwegianTime } from '../../shared/records/values/to-minute.ts';
import type { DecisionDocument, ShownDecision } from './documents.ts';

const WORDS: Readonly<Record<ShownDecision['kind'], (target: string) => string>> = {
  link: (target) => `is ${target} record`,
  new: (target) => `is certainly nobody in ${target}`,
  allow: () => 'may pass once, as it is now:',
  exists: (target) => `the write in doubt is ${target} record`,
  absent: () => 'the write in doubt was not stored',
};

/** A decision as a sentence: `is PowerOffice record 77, decided by kari on 2026-03-02 07:00 Norwegian time`. @param target what the flow's target is called */
export const describeDecision = ({ kind, to, by, at }: ShownDecision, target: string): string =>
  `${WORDS[kind](target)}${to === null ? '' : ` ${to}`}, decided by ${by ?? 'somebody'} on ${inNorwegianTime(at)}`;

const PARTS: Readonly<Record<DifferingPart, string>> = { lastName: 'last name', birthDate: 'birth date' };
const partCalled = (name: string): string => new Map(Object.entries(PARTS)).get(name) ?? name;

/**
 * What was decided about somebody, that the record looks like somebody else's where it does, and what may be typed next:
 * to look comes before to write.
 * @param asked the person, as they were typed
 * @param place what is typed behind another command for the same place and flow, see `wordsOfPlace`
 */
export const tellDecision = (
  { employeeNumber, simployerEmployeeId, decision, differs }: DecisionDocument,
  target: string,
  asked: string,
  place: string,
): string => {
  const command = (words: string): string => `npm run sync -- ${words}${place}`;
  const who = employeeNumber ?? `(no number, Simployer id ${simployerEmployeeId})`;
  const told = decision === null ? 'is linked to nothing: matching starts afresh' : describeDecision(decision, target);
  // Of a number that these commands do not take, or that is not to be shown, the id is typed in its place.
  const isTypable = PERSON_ASKED_FOR.test(asked.trim()) && employeeLabel(asked) === asked.trim();
  const person = isTypable ? asked.trim() : simployerEmployeeId;
  const warning = [
    `${styleText('yellow', '⚠')} That record has another ${differs.map(partCalled).join(' and another ')} than this person in Simployer.`,
    `If it is somebody else's, take it back before the next run: ${command(`unlink ${person}`)}`,
  ];
  return [
    `${who} ${told}. It counts from the next run on.`,
    ...(differs.length === 0 ? [] : warning),
    `What would be written: ${command(`plan --employee ${person}`)}`,
    `Then, to write it at once: ${command(`retry --employee ${person}`)}`,
  ].join('\n');
};
