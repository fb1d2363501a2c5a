import { causesOf, digestFieldsOf, fieldsLeft, isReadable, renewBase } from '../../records/link.ts';
import type { Base } from '../../records/link.ts';
import type { Cause } from '../../records/outcome.ts';
import { compareFields } from './plan/diff.ts';
import type { UpdatePlan, WrittenPerson } from './write/write-person.ts';
import { HIDDEN_FIELDS } from './rules/mapping-row.ts';
import type { RememberedXledgerRecord } from './state.ts';
import type { XledgerEmployee } from '../../vendors/xledger/employee-record.ts';
import type { XledgerEmployeeId } from '../../vendors/xledger/ids.ts';

export type KeyedDigest = Parameters<typeof digestFieldsOf>[0];

const digestOf = (digest: KeyedDigest, id: XledgerEmployeeId) => digestFieldsOf(digest, `xledger/employee/${id}`);

interface Moment {
  /** Epoch milliseconds. */
  readonly now: number;
  /** When the base before was made, epoch milliseconds; null when there was none. */
  readonly renewedAt: number | null;
}

/**
 * What is remembered of a record after its writes. What X-ledger refused is remembered as it was before, so that the next
 * run tries it again.
 * @param former what was remembered of this very record; null of another one
 */
export const rememberRecord = (
  id: XledgerEmployeeId,
  { record, plan, written }: WrittenPerson,
  former: RememberedXledgerRecord | null,
  digest: KeyedDigest,
  { now, renewedAt }: Moment,
): RememberedXledgerRecord => {
  const refused = new Set(plan.employee.map(({ field }) => field).filter((field) => !written.has(field)));
  const isLastDayRefused = refused.has('employmentTo');
  const { memory } = plan;
  return {
    id,
    base: renewBase(former?.base ?? null, compareFields(plan.wanted, record, written), digestOf(digest, id), renewedAt),
    employmentTo: isLastDayRefused ? (former?.employmentTo ?? null) : memory.employmentTo,
    returnedWith: isLastDayRefused ? (former?.returnedWith ?? null) : memory.returnedWith,
    hidden: Object.fromEntries(
      HIDDEN_FIELDS.flatMap((field) => {
        const before = former?.hidden[field];
        const hash = refused.has(field) ? before : memory.hidden[field];
        if (hash === undefined) return [];
        const isSame = before?.hash === hash.hash && before.keyVersion === hash.keyVersion;
        return [[field, isSame ? before : { hash: hash.hash, keyVersion: hash.keyVersion, at: now }]];
      }),
    ),
  };
};

/** Why fields of a record differ: which side has moved since both had the same. */
export const causesIn = (
  { record, wanted, employee }: UpdatePlan,
  former: RememberedXledgerRecord | null,
  digest: KeyedDigest,
): ReadonlyMap<string, Cause> => {
  const causes = causesOf(former?.base ?? null, compareFields(wanted, record), digestOf(digest, record.id));
  const hidden = HIDDEN_FIELDS.filter((name) => employee.some(({ field }) => field === name)).map(
    (field) => [field, former?.hidden[field] === undefined ? 'first' : 'source'] as const,
  );
  return new Map([...causes, ...hidden]);
};

/** Whether a base is of this very record, and made under today's key. */
export const isBaseOf = (base: Base | null, id: XledgerEmployeeId, digest: KeyedDigest): base is Base =>
  isReadable(base, digestOf(digest, id));

/** The fields that X-ledger no longer has as a run left them. */
export const recordLeft = (base: Base, record: XledgerEmployee, digest: KeyedDigest): readonly string[] =>
  fieldsLeft(base, compareFields({}, record), digestOf(digest, record.id));
