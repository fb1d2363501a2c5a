import type { Problem } from '../../records/problem.ts';
import type { XledgerEmployee } from '../../vendors/xledger/employee-record.ts';
import type { Match } from './match/match-employees.ts';
import { linkedRecordOf } from './match/linked-record.ts';
import { NOTHING_REMEMBERED } from './plan/memory.ts';
import type { Memory } from './plan/memory.ts';
import type { EmployeePlan } from './plan/plan-employee.ts';
import { planPerson } from './plan/plan-person.ts';
import type { XledgerSettings } from './settings.ts';
import type { XledgerEmployeeState } from './state.ts';
import type { XledgerSubject } from './task.ts';

/** Who a person is on both sides, and what forbids any write, found while looking at them or at everybody. */
export interface RecognisedSubject {
  readonly subject: XledgerSubject;
  readonly blockedBy: readonly Problem[];
}

/** What a plan for a person rests on beside the two sides. */
export interface DecideFacts {
  readonly settings: XledgerSettings;
  /** HMAC under a key of this connection, as base64url. */
  readonly keyedDigest: (text: string) => string;
  readonly keyVersion: string;
  /** Whether X-ledger shows account numbers at all. */
  readonly accountsReadable: boolean;
  /** Whether the record is one that this sync made, and never learned that it had: its hidden values are sent again. */
  readonly isOwn: boolean;
}

/** What was found, as matching says it. */
export const matchOf = ({
  subject: { record, matchedBy },
  blockedBy,
}: RecognisedSubject): Exclude<Match, { kind: 'unseen' }> => {
  if (blockedBy.length > 0) return { kind: 'blocked', problems: blockedBy };
  return record === null ? { kind: 'none' } : { kind: 'matched', record, by: matchedBy ?? 'link' };
};

/** What is remembered of the very record that is written; nothing of another one than last time. */
const memoryOf = ({ record }: Pick<XledgerEmployeeState, 'record'>, current: XledgerEmployee | null): Memory =>
  record !== null && record.id === current?.id ? record : NOTHING_REMEMBERED;

/** Plans what is to be written on a person's record. @param before with a link that was taken over, see withLinkTakenOver */
export const decide = (
  found: RecognisedSubject,
  before: Pick<XledgerEmployeeState, 'record' | 'decisions'>,
  { settings, isOwn, ...facts }: DecideFacts,
): EmployeePlan => {
  const { subject } = found;
  const { record } = subject;
  return planPerson(subject.desired, matchOf(found), {
    ...facts,
    linkLost: subject.linkLost,
    isLinked: record !== null && record.id === linkedRecordOf(before),
    memory: memoryOf(before, record),
    settings: isOwn ? { ...settings, hiddenOnAdoption: 'write' } : settings,
  });
};
