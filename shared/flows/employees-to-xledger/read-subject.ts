/*
 * Reads one person from both sides afresh, for a message that was delivered before, that did not fit, or about whose
 * person somebody has decided since. What needs everybody in view is the task's; whatever one person shows is read. For
 * example, a worker is killed after it has created Ola: his message comes again, the look-up by his code finds him, and
 * he is brought in step instead of being created twice.
 */
import type { Clock } from '../../http/clock.ts';
import type { SourceEmployee, SourceEmployeeId } from '../../model/employee.ts';
import { mayLag } from '../../people/may-lag.ts';
import { decidedAt } from '../../people/person-state.ts';
import { RetryLaterError } from '../../run/retry-later-error.ts';
import type { XledgerReader } from '../../vendors/xledger/client.ts';
import type { RecognisedSubject } from './decide.ts';
import type { XledgerEmployeeStore } from './employee-store.ts';
import { storedLinkOf } from './match/linked-record.ts';
import { matchEmployees } from './match/match-employees.ts';
import type { Match } from './match/match-employees.ts';
import { sourceIdentity, toIdentity } from './match/record-identity.ts';
import { readLists } from './read-lists.ts';
import { mapEmployee } from './rules/map-employee.ts';
import type { XledgerRunSettings } from './run-settings.ts';
import type { XledgerEmployeeState } from './state.ts';
import type { XledgerTask } from './task.ts';

export interface ReadSubjectDependencies {
  /** The person as the source has them now; null when it no longer does. */
  readonly readSource: (sourceId: SourceEmployeeId) => Promise<SourceEmployee | null>;
  /** The code of each cost centre, by the source's id. */
  readonly readCostCenters: () => Promise<ReadonlyMap<string, string>>;
  readonly employees: Pick<XledgerEmployeeStore, 'get'>;
  readonly reader: XledgerReader;
  readonly settings: XledgerRunSettings;
  readonly clock: Clock;
  /** Keyed hash, for what must not be stored. */
  readonly digest: (text: string) => string;
}

/**
 * Reads one person from both sides afresh, for a message that was delivered before or did not fit: about seven requests,
 * where the run's bulk lists need none.
 * @returns null when the source no longer has the person
 * @throws RetryLaterError while a read may still lag behind the link
 */
export const readSubject = async (
  task: XledgerTask,
  before: XledgerEmployeeState,
  dependencies: ReadSubjectDependencies,
): Promise<RecognisedSubject | null> => {
  const { readSource, reader, settings, employees } = dependencies;
  const fresh = await readSource(task.sourceId);
  if (fresh === null) return null;
  const source = { ...fresh, faults: [...fresh.faults, ...task.strayRows] };
  const { costCenter, manager } = settings.xledger;
  const managerState =
    manager && source.managerId !== null && source.managerId !== '' ? await employees.get(source.managerId) : null;
  const codes = costCenter === 'none' ? null : await dependencies.readCostCenters();
  const desired = mapEmployee(source, {
    settings: settings.xledger,
    today: task.today,
    lists: await readLists(reader, task.kinds, settings.xledger),
    costCenterCode: codes?.get(source.costCenterId ?? '') ?? null,
    managerRecord: managerState?.record?.id ?? null,
    peers: task.peers,
  });
  const identity = toIdentity(source);
  const alone = { desired, identity, record: null, matchedBy: null, linkDecidedAt: decidedAt(before.decisions) };
  if (desired.blocked || desired.replacedBy !== null || task.blockedBy.length > 0) {
    const linkLost = task.subject?.linkLost ?? false;
    return { subject: { ...alone, linkLost }, blockedBy: task.blockedBy };
  }
  const { match, linkLost } = await findRecord(task, source, before, dependencies);
  switch (match.kind) {
    case 'blocked':
      return { subject: { ...alone, linkLost }, blockedBy: match.problems };
    case 'unseen':
      throw new RetryLaterError('the linked record does not show yet');
    case 'none':
      return { subject: { ...alone, linkLost }, blockedBy: [] };
    case 'matched':
      return { subject: { ...alone, linkLost, record: match.record, matchedBy: match.by }, blockedBy: [] };
  }
};

/** The person's record among those that their link, the start of the run and their code lead to. */
const findRecord = async (
  { recordId }: XledgerTask,
  source: SourceEmployee,
  before: XledgerEmployeeState,
  { reader, settings, clock, digest }: ReadSubjectDependencies,
): Promise<{ readonly match: Match; readonly linkLost: boolean }> => {
  const { replicaLagInSeconds, xledger } = settings;
  const stored = storedLinkOf(before, digest);
  const { link } = stored;
  const linked = link === null ? null : await reader.employee(link);
  const linkLost = link !== null && linked === null;
  if (linkLost && mayLag(before, replicaLagInSeconds, clock)) {
    throw new RetryLaterError('the linked record does not show yet', replicaLagInSeconds * 1000);
  }
  const number = source.employeeNumber ?? '';
  const matched = linked !== null || recordId === null || recordId === link ? null : await reader.employee(recordId);
  const withCode = linked === null ? await reader.employeesWithCode(number, xledger.ownerSet) : [];
  const records = new Map([linked, matched, ...withCode].filter((one) => one !== null).map((one) => [one.id, one]));
  const isElsewhere = records.size === 0 && xledger.ownerSet !== 'ALL';
  const elsewhere = isElsewhere ? await reader.employeesWithCode(number, 'ALL') : [];
  const person = {
    ...stored,
    sourceId: source.id,
    number: source.employeeNumber,
    identity: sourceIdentity(source),
    claims: true,
    linkIsGone: linkLost,
  };
  const matches = matchEmployees([person], {
    records: [...records.values()],
    elsewhere: elsewhere.map(({ code }) => ({ code, entity: null })),
    looseCodes: xledger.looseCodes,
  });
  return { match: matches.get(source.id) ?? { kind: 'none' }, linkLost };
};
