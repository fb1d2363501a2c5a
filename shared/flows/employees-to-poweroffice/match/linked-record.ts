/*
 * What is known of a person's record before any key is tried: the link that a run stored, or what somebody has decided.
 * A decision outranks the link and all keys, until it is taken back. For example, somebody decided that Kari is record 77,
 * although record 60 bears her number: record 77 is hers, and 60 is passed over, for whoever decided had seen it.
 */
import { digestHeld, isAllowed } from '../../../records/decisions.ts';
import type { Held } from '../../../records/decisions.ts';
import { employeeId } from '../../../vendors/poweroffice/ids.ts';
import type { ProblemCode } from '../problems.ts';
import type { EmployeeState } from '../state.ts';
import type { StoredLink } from './employee-index.ts';
import { NOT_LINKED } from '../../../records/stored-link.ts';
import { comparedIdentities } from '../../../records/identity.ts';
import type { Identity } from '../../../records/identity.ts';

type KeyedDigest = Parameters<typeof digestHeld>[0];

const IDENTITY_CHANGED = 'IDENTITY_CHANGED' satisfies ProblemCode;

/**
 * How somebody who looks like somebody else on the other side may be allowed: with these names, or with these birth dates.
 * So it takes a change of both to be asked again (ExternalNumber, row 2).
 */
export const heldIdentity = (
  sourceId: string,
  person: Identity,
  record: Identity,
  digest: KeyedDigest,
): readonly Held[] =>
  Object.entries(comparedIdentities(person, record)).map((compared) => ({
    code: IDENTITY_CHANGED,
    digest: digestHeld(digest, sourceId, IDENTITY_CHANGED, compared),
  }));

/** The record that somebody is linked to, or is to be by a decision that no run has carried out yet; null without one. */
export const linkedRecordOf = ({ record, decisions }: Pick<EmployeeState, 'record' | 'decisions'>) =>
  record?.id ?? employeeId.safeParse(decisions.link?.to).data ?? null;

/**
 * What is known of a person's record.
 * @param state what is remembered and decided; null of somebody of whom nothing is
 */
export const storedLinkOf = (
  state: Pick<EmployeeState, 'sourceId' | 'record' | 'decisions'> | null,
  digest: KeyedDigest,
): Omit<StoredLink, 'linkIsGone'> => {
  if (state === null) return NOT_LINKED;
  const { sourceId, decisions } = state;
  const link = linkedRecordOf(state);
  return {
    link,
    isDecided: link !== null && link === decisions.link?.to,
    passedOver: new Set(decisions.link?.passedOver),
    mayDiffer: (person, record) =>
      heldIdentity(sourceId, person, record, digest).some((held) => isAllowed(decisions, held)),
  };
};
