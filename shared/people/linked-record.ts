/*
 * What is known of a person's record before any key is tried: the link that a run stored, or what somebody has decided.
 * A decision outranks the link and all keys, until it is taken back. For example, somebody decided that Kari is record 77,
 * although record 60 bears her number: record 77 is hers, and 60 is passed over, for whoever decided had seen it.
 */
import { digestHeld, isAllowed } from '../records/decisions.ts';
import type { Held } from '../records/decisions.ts';
import { comparedIdentities } from '../records/identity.ts';
import type { Identity } from '../records/identity.ts';
import { NOT_LINKED } from '../records/stored-link.ts';
import type { StoredLink } from '../records/stored-link.ts';
import type { PersonState } from './person-state.ts';

type KeyedDigest = Parameters<typeof digestHeld>[0];

/** The linked record has another last name and another birth date than the person; every flow has this problem. */
export const IDENTITY_CHANGED = 'IDENTITY_CHANGED';

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

type Remembered<Id extends number | string> = Pick<PersonState, 'sourceId' | 'decisions'> & {
  readonly record: { readonly id: Id } | null;
};

/** @param readId reads an id of the target that was stored with a decision; null for one that is none */
export const linksTo = <Id extends number | string>(readId: (id: unknown) => Id | null) => {
  /** The record that somebody is linked to, or is to be by a decision that no run has carried out yet; null without one. */
  const linkedRecordOf = ({ record, decisions }: Pick<Remembered<Id>, 'record' | 'decisions'>): Id | null =>
    record?.id ?? readId(decisions.link?.to);

  /**
   * What is known of a person's record.
   * @param state what is remembered and decided; null of somebody of whom nothing is
   */
  const storedLinkOf = (state: Remembered<Id> | null, digest: KeyedDigest): Omit<StoredLink<Id>, 'linkIsGone'> => {
    if (state === null) return NOT_LINKED;
    const { sourceId, decisions } = state;
    const link = linkedRecordOf(state);
    return {
      link,
      isDecided: link !== null && link === decisions.link?.to,
      passedOver: decisions.link === null ? NOT_LINKED.passedOver : new Set(decisions.link.passedOver),
      mayDiffer: (person, record) =>
        heldIdentity(sourceId, person, record, digest).some((held) => isAllowed(decisions, held)),
    };
  };

  return { linkedRecordOf, storedLinkOf };
};
