import { toMinute } from '../../shared/records/values/to-minute.ts';
import type { ShownDecision } from './documents.ts';

const WORDS: Readonly<Record<ShownDecision['kind'], string>> = {
  link: 'is PowerOffice record',
  new: 'is certainly nobody in PowerOffice',
  allow: 'may pass once, as it is now:',
  exists: 'the write in doubt is PowerOffice record',
  absent: 'the write in doubt was not stored',
};

/** A decision as a sentence: `is PowerOffice record 77, decided by kari on 2026-03-02 06:00 UTC`. */
export const describeDecision = ({ kind, to, by, at }: ShownDecision): string =>
  `${WORDS[kind]}${to === null ? '' : ` ${to}`}, decided by ${by ?? 'somebody'} on ${toMinute(at)} UTC`;
