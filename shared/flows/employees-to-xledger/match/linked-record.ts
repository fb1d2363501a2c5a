import { linksTo } from '../../../people/linked-record.ts';
import { xledgerEmployeeId } from '../../../vendors/xledger/ids.ts';
import type { XledgerEmployeeState } from '../state.ts';

/** What is known of a person's X-ledger record before any code is tried. */
export const { linkedRecordOf, storedLinkOf } = linksTo((id) => xledgerEmployeeId.safeParse(id).data ?? null);

/**
 * The state of a person with the link of a record of theirs that is replaced by this one (rule W3): what was linked to that
 * is linked to this. Whoever has a link of their own, or a decision about it, takes nothing over.
 * @param replaced the states of those records
 */
export const withLinkTakenOver = (
  state: XledgerEmployeeState,
  replaced: readonly XledgerEmployeeState[],
): XledgerEmployeeState => {
  if (state.record !== null || state.decisions.link !== null) return state;
  const former = replaced.find(({ record }) => record !== null);
  return former === undefined ? state : { ...state, record: former.record, writtenAt: former.writtenAt };
};
