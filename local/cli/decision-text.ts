import { toMinute } from '../../shared/records/values/to-minute.ts';
import type { ShownDecision } from './documents.ts';

const WORDS: Readonly<Record<ShownDecision['kind'], (target: string) => string>> = {
  link: (target) => `is ${target} record`,
  new: (target) => `is certainly nobody in ${target}`,
  allow: () => 'may pass once, as it is now:',
  exists: (target) => `the write in doubt is ${target} record`,
  absent: () => 'the write in doubt was not stored',
};

/** A decision as a sentence: `is PowerOffice record 77, decided by kari on 2026-03-02 07:00 Norwegian time`. @param target what the flow's target is called */
export const describeDecision = ({ kind, to, by, at }: ShownDecision, target: string): string =>
  `${WORDS[kind](target)}${to === null ? '' : ` ${to}`}, decided by ${by ?? 'somebody'} on ${toMinute(at)} Norwegian time`;
