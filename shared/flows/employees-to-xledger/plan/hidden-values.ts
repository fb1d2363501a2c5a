/*
 * National ids and accounts, which X-ledger shows masked, or perhaps not at all. What is to be written is therefore told
 * by the keyed hash of what was sent last. Without a hash, as on a record that is adopted or after the key was lost,
 * the ending that X-ledger shows decides, or a setting where it shows nothing. The hash is stored after the write, so
 * that a run that dies in between repeats the write. For example, a national id is corrected in Simployer: its hash is
 * another one, so it is sent once.
 */
import type { Problem } from '../../../records/problem.ts';
import { accountKey } from '../../../records/values/bank-account.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';
import { problem } from '../problems.ts';
import { HIDDEN_FIELDS } from '../rules/mapping-row.ts';
import type { HiddenField } from '../rules/mapping-row.ts';
import type { DesiredEmployee } from '../rules/map-employee.ts';
import type { XledgerSettings } from '../settings.ts';
import type { HiddenHash, Memory } from './memory.ts';

export interface HiddenFacts {
  /** HMAC under a key of this connection, as base64url. */
  readonly keyedDigest: (text: string) => string;
  /** Of that key. */
  readonly keyVersion: string;
  /** See `areAccountsReadable`. */
  readonly accountsReadable: boolean;
  readonly settings: Pick<XledgerSettings, 'hiddenOnAdoption' | 'accountCompare'>;
}

export interface HiddenPlan {
  readonly field: HiddenField;
  readonly value: string;
  /** To be remembered: after the write where there is one. */
  readonly hash: HiddenHash;
  readonly isWritten: boolean;
  /** Whether X-ledger shows that it has another one. */
  readonly isOverwritten: boolean;
}

/** `employee id | field | normalised value`, in a form that no two of them share. */
export const hashHidden = (
  sourceId: string,
  field: HiddenField,
  value: string,
  { keyedDigest, keyVersion }: Pick<HiddenFacts, 'keyedDigest' | 'keyVersion'>,
): HiddenHash => ({ hash: keyedDigest(JSON.stringify(['hidden', sourceId, field, value])), keyVersion });

/**
 * Whether X-ledger shows account numbers at all: where nobody has one, it is taken that it does not (X-ledger fact 21).
 * @param records everybody of the read
 */
export const areAccountsReadable = (records: readonly Pick<XledgerEmployee, 'bankAccount'>[]): boolean =>
  records.some(({ bankAccount }) => bankAccount !== null && isWhole(bankAccount));

/** A number without a mask. */
const isWhole = (shown: string): boolean => /^[A-Z0-9][A-Z0-9 .-]*$/i.test(shown) && /\d{4}/.test(shown);

/** `overwrite`: X-ledger shows that it has another one. */
type Decision = 'write' | 'overwrite' | 'confirm' | 'leave';

/**
 * What is to be sent of the hidden values, and what is to be remembered.
 * @param record null for a new one, which gets them all
 */
export const planHidden = (
  { sourceId, hidden }: Pick<DesiredEmployee, 'sourceId' | 'hidden'>,
  record: Pick<XledgerEmployee, 'bankAccount' | 'socialSecurityMasked'> | null,
  memory: Pick<Memory, 'hidden'>,
  facts: HiddenFacts,
): { readonly plans: readonly HiddenPlan[]; readonly problems: readonly Problem[] } => {
  const decided = HIDDEN_FIELDS.flatMap((field) => {
    const value = hidden[field];
    if (value === undefined) return [];
    const hash = hashHidden(sourceId, field, value, facts);
    const stored = memory.hidden[field];
    const isSame = stored?.keyVersion === facts.keyVersion ? stored.hash === hash.hash : null;
    const found = decide(field, value, record, isSame, facts);
    return [{ field, value, hash, ...found }];
  });
  return {
    plans: decided.flatMap(({ field, value, hash, decision }) =>
      decision === 'leave'
        ? []
        : [
            {
              field,
              value,
              hash,
              isWritten: decision === 'write' || decision === 'overwrite',
              isOverwritten: decision === 'overwrite',
            },
          ],
    ),
    problems: decided.flatMap((found) => ('problem' in found ? [found.problem] : [])),
  };
};

/** @param isSame whether the value is the one that was sent last; null where that is not known */
const decide = (
  field: HiddenField,
  value: string,
  record: Parameters<typeof planHidden>[1],
  isSame: boolean | null,
  { accountsReadable, settings }: HiddenFacts,
):
  | { readonly decision: Decision; readonly problem?: never }
  | { readonly decision: Decision; readonly problem: Problem } => {
  if (record === null) return { decision: 'write' };
  const shown = field === 'socialSec' ? record.socialSecurityMasked : record.bankAccount;
  if (
    field === 'bankAccount' &&
    accountsReadable &&
    settings.accountCompare === 'auto' &&
    (shown === null || isWhole(shown))
  ) {
    if (shown === null) return { decision: 'write' };
    return { decision: accountKey(shown) === value ? 'confirm' : 'overwrite' };
  }
  if (isSame !== null) return { decision: isSame ? 'confirm' : 'write' };
  if (field === 'socialSec') {
    if (shown === null) return { decision: 'write' };
    const ending = /\d+$/.exec(shown)?.[0] ?? '';
    if (ending !== '') {
      return value.endsWith(ending)
        ? { decision: 'confirm' }
        : { decision: 'leave', problem: problem('NATIONAL_ID_DIFFERS') };
    }
  }
  if (settings.hiddenOnAdoption === 'write') return { decision: 'write' };
  const what = field === 'socialSec' ? 'national id' : 'account number';
  return {
    decision: 'confirm',
    problem: problem('HIDDEN_KEPT', `X-ledger does not show the ${what}; what it has was left as it is.`),
  };
};
