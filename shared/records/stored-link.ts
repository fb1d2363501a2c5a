import type { Identity } from './identity.ts';

/** What is known of a person's record before any key is tried. */
export interface StoredLink<Id> {
  /** The target's id that was stored for the person, or that somebody has decided on. */
  readonly link: Id | null;
  /** Whether the target said that the linked record does not exist. */
  readonly linkIsGone: boolean;
  /** Somebody has decided that the linked record is the person. */
  readonly isDecided: boolean;
  /** Records that no key finds: whoever decided who the person is has passed them over. */
  readonly passedOver: ReadonlySet<number | string>;
  /** Whether somebody has allowed that the linked record looks like somebody else, as it looks now. */
  readonly mayDiffer: (person: Identity, record: Identity) => boolean;
}

/** Of somebody who is not linked, and about whom nobody has decided. */
export const NOT_LINKED: StoredLink<never> = {
  link: null,
  linkIsGone: false,
  isDecided: false,
  passedOver: new Set(),
  mayDiffer: () => false,
};
