import { shownName } from '../../../people/inspect/shown-name.ts';
import type { MatchStep as SharedMatchStep } from '../../../people/inspect/explanation.ts';
import { showDecisions } from '../../../records/shown-decision.ts';
import { employeeLabel } from '../../../records/values/shown-value.ts';
import { storedLinkOf } from '../match/linked-record.ts';
import { hitsOf, MATCH_KEYS } from '../match/match-employees.ts';
import type { Hit, MatchKey } from '../match/match-employees.ts';
import type { MatchedPerson } from '../match/match-people.ts';
import type { TargetSnapshot } from '../read-target.ts';
import type { XledgerEmployeeState } from '../state.ts';

/** With X-ledger's ids. */
export interface MatchStep extends SharedMatchStep {
  readonly keys: readonly (SharedMatchStep['keys'][number] & {
    readonly key: MatchKey;
    readonly hits: readonly { readonly targetId: string }[];
  })[];
  readonly matchedBy: MatchKey | null;
  readonly targetId: string | null;
}

type KeyedDigest = Parameters<typeof storedLinkOf>[1];

/** Each key that was tried, what it leads to, and which one decided. */
export const explainMatch = (
  { source, match, subject }: MatchedPerson,
  state: XledgerEmployeeState | null,
  { records }: Pick<TargetSnapshot, 'records'>,
  { digest, looseCodes }: { readonly digest: KeyedDigest; readonly looseCodes: boolean },
): MatchStep => {
  const { link, passedOver } = storedLinkOf(state, digest);
  const decided = state?.decisions.link?.to ?? null;
  const record = match.kind === 'matched' ? match.record : null;
  // A linked record that the list does not show was asked for by its id.
  const shown = record === null || records.some(({ id }) => id === record.id) ? records : [...records, record];
  const byCode = hitsOf({ number: source.employeeNumber, passedOver }, shown, { looseCodes });
  const linked = shown.filter(({ id }) => id === link).map((one): Hit => ({ key: 'link', record: one }));
  const isDecided = link !== null && link === decided;
  const hits = [...(isDecided ? linked.map((hit): Hit => ({ ...hit, key: 'decision' })) : linked), ...byCode];
  const values: Readonly<Record<MatchKey, string | null>> = {
    decision: decided === null ? null : String(decided),
    link: state?.record?.id ?? null,
    code: subject.desired.number,
    looseCode: looseCodes ? subject.desired.number : null,
  };
  return {
    step: 'match',
    // Nearly nobody is decided about.
    keys: MATCH_KEYS.filter((key) => key !== 'decision' || decided !== null).map((key) => ({
      key,
      value: employeeLabel(values[key]),
      hits: hits.filter((hit) => hit.key === key).map(toShownHit),
    })),
    matchedBy: match.kind === 'matched' ? match.by : null,
    targetId: record?.id ?? null,
    decisions: state === null ? [] : showDecisions(state.decisions),
    problems: match.kind === 'blocked' ? match.problems : [],
  };
};

const toShownHit = ({ record: { id, code, description } }: Hit) => ({
  targetId: id,
  number: employeeLabel(code),
  name: shownName(description, null),
});

/** Of somebody whom Simployer no longer returns: the link that is remembered. */
export const explainRemembered = (state: XledgerEmployeeState | null): MatchStep => {
  const link = state?.record?.id ?? null;
  return {
    step: 'match',
    keys: [{ key: 'link', value: link, hits: [] }],
    matchedBy: link === null ? null : 'link',
    targetId: link,
    decisions: state === null ? [] : showDecisions(state.decisions),
    problems: [],
  };
};
