import type { Decisions, LinkDecision } from './decisions.ts';

/** A decision as people and programs see it. */
export interface ShownDecision {
  /**
   * `link`: that record it is; `new`: none that there was; `allow`: that code may pass once; `exists`, `absent`: a write
   * in doubt that is settled.
   */
  readonly kind: 'link' | 'new' | 'allow' | 'exists' | 'absent';
  /** The target's id of the record, or the code that may pass; null where it is none. */
  readonly to: number | string | null;
  /** Who decided; null when nobody said. */
  readonly by: string | null;
  /** ISO date-time. */
  readonly at: string;
}

/** A decision about who somebody is; null when there is none, or when it was taken back. */
const showLinkDecision = (link: LinkDecision | null): ShownDecision | null =>
  link === null || link.kind === 'none'
    ? null
    : { kind: link.kind, to: link.to, by: link.by, at: new Date(link.at).toISOString() };

/** What stands decided of one record. What was allowed with a link, in the same moment, goes without saying. */
export const showDecisions = ({ link, allowed }: Decisions): readonly ShownDecision[] => [
  ...[showLinkDecision(link) ?? []].flat(),
  ...allowed
    .filter(({ at }) => at !== link?.at)
    .map(({ code, by, at }) => ({ kind: 'allow', to: code, by, at: new Date(at).toISOString() }) as const),
];
