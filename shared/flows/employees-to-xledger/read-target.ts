/*
 * Reads what a run needs of X-ledger: first whether the token, its entity and X-ledger's schema are as they should be, then
 * everybody, closed records included, and the lists that references lead to. A list that does not come whole ends the run,
 * because whoever is missing would be created once more. For example, a run right after another waits until X-ledger must
 * show what that one has written, and then reads.
 */
import type { Clock } from '../../http/clock.ts';
import { isXledgerError } from '../../vendors/xledger/errors.ts';
import type { XledgerReader } from '../../vendors/xledger/client.ts';
import type { XledgerEmployee } from '../../vendors/xledger/employee-record.ts';
import type { Entity } from '../../vendors/xledger/entities.ts';
import type { Findings } from '../../vendors/xledger/probe.ts';
import { leadsToOtherXledger } from './connection.ts';
import type { XledgerCompanyPair } from './connection.ts';
import type { ElsewhereRecord } from './match/match-employees.ts';
import { findDimensionKind, readLists } from './read-lists.ts';
import type { ListKinds } from './read-lists.ts';
import type { Lists } from './rules/mapping-context.ts';
import { orTargetIncomplete } from './run-errors.ts';
import { findPositionKind } from './run-findings.ts';
import type { XledgerRunSettings } from './run-settings.ts';
import type { XledgerEmployeeState } from './state.ts';
import { writtenFields } from './written-fields.ts';

/** What a run reads of X-ledger. */
export interface TargetSnapshot {
  readonly findings: Findings;
  /** Everybody of the entities that are synced, closed records included. */
  readonly records: readonly XledgerEmployee[];
  readonly kinds: ListKinds;
  readonly lists: Lists;
}

interface ReadTargetDependencies {
  readonly reader: XledgerReader;
  readonly settings: XledgerRunSettings;
  readonly clock: Clock;
}

/**
 * @param linkedFor the pair that people are linked for; null before anybody is. Another X-ledger never shows what was
 *   written, and is not waited for
 * @throws RunAbortedError CONTRACT_BROKEN, CREDITS_USED_UP, TARGET_INCOMPLETE; VendorError for what any run may meet
 */
export const readTarget = (
  states: readonly XledgerEmployeeState[],
  linkedFor: XledgerCompanyPair | null,
  { reader, settings, clock }: ReadTargetDependencies,
): Promise<TargetSnapshot> =>
  orTargetIncomplete(async () => {
    const { xledger } = settings;
    const findings = await reader.probe(writtenFields(xledger));
    if (linkedFor === null || !leadsToOtherXledger(linkedFor, findings)) await waitOutLag(states, settings, clock);
    const records = await reader.employees(xledger.ownerSet);
    const kinds = {
      titles: findPositionKind(records, xledger),
      dimension: findDimensionKind(records, findings.entity, xledger),
    };
    return { findings, records, kinds, lists: await readLists(reader, kinds, xledger) };
  });

/** X-ledger's lists say nothing of how old they are (X-ledger fact 29). */
const waitOutLag = async (
  states: readonly XledgerEmployeeState[],
  { replicaLagInSeconds }: XledgerRunSettings,
  clock: Clock,
): Promise<void> => {
  const latest = states.reduce((newest, { writtenAt }) => Math.max(newest, writtenAt ?? 0), 0);
  const wait = latest + replicaLagInSeconds * 1000 - clock.now();
  if (wait > 0) await clock.sleep(wait);
};

/** Everybody of the entities that the token reaches and that are not synced. @param own those that are */
export const readElsewhere = (
  own: readonly XledgerEmployee[],
  reader: XledgerReader,
  { xledger: { ownerSet } }: XledgerRunSettings,
): Promise<readonly ElsewhereRecord[]> =>
  orTargetIncomplete(async () => {
    if (ownerSet === 'ALL') return [];
    const entities = await reachedEntities(reader);
    // A token that reaches one entity alone has read everybody already.
    if (entities?.length === 1) return [];
    const names = new Map<string | null, string | null>(
      (entities ?? []).map(({ id, description }) => [id, description]),
    );
    const known = new Set(own.map(({ id }) => id));
    const all = await reader.employees('ALL');
    return all
      .filter(({ id }) => !known.has(id))
      .map(({ code, ownerId }) => ({ code, entity: names.get(ownerId) ?? ownerId }));
  });

/** @returns null where the token may not read entities (X-ledger fact 4) */
const reachedEntities = async (reader: XledgerReader): Promise<readonly Entity[] | null> => {
  try {
    return await reader.entities('ALL');
  } catch (error) {
    if (isXledgerError(error, 'unknownError')) return null;
    throw error;
  }
};
