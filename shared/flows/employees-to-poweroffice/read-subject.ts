import { mapEmployee } from './rules/map-employee.ts';
import type { MappingSettings } from './mapping-settings.ts';
import type { SourceEmployee, SourceEmployeeId, SourceFault } from '../../model/employee.ts';
import type { Clock } from '../../http/clock.ts';
import type { PowerOfficeReader } from '../../vendors/poweroffice/client.ts';
import { indexEmployees } from './match/employee-index.ts';
import { storedLinkOf } from './match/linked-record.ts';
import { matchEmployee } from './match/match-employee.ts';
import type { Match } from './match/match-employee.ts';
import type { DesiredEmployee } from './rules/desired-employee.ts';
import { decidedAt } from '../../people/person-state.ts';
import type { EmployeeState } from './state.ts';
import type { EmployeeTask, Subject } from './task.ts';
import { mayLag } from '../../people/may-lag.ts';
import { RetryLaterError } from '../../run/retry-later-error.ts';

export interface ReadSubjectDependencies {
  /** The person as the source has them now; null when it no longer does. */
  readonly readSource: (sourceId: SourceEmployeeId) => Promise<SourceEmployee | null>;
  readonly reader: PowerOfficeReader;
  readonly settings: { readonly mapping: MappingSettings; readonly replicaLagInSeconds: number };
  readonly clock: Clock;
  /** Keyed hash, for what must not be stored. */
  readonly digest: (text: string) => string;
}

/** The person is somebody whom nothing may be written for, found while reading them alone. */
export interface BlockedSubject {
  readonly subject: Subject;
  readonly blockedBy: EmployeeTask['blockedBy'];
}

/**
 * Reads one person from both sides afresh, for a message that was delivered before or did not fit: about nine
 * requests, where the run's bulk lists need none.
 * @returns null when the source no longer has the person
 * @throws RetryLaterError while a read may still lag behind the link
 */
export const readSubject = async (
  task: EmployeeTask,
  state: EmployeeState,
  dependencies: ReadSubjectDependencies,
): Promise<BlockedSubject | null> => {
  const { readSource, reader, settings } = dependencies;
  const fresh = await readSource(task.sourceId);
  if (fresh === null) return null;
  // Rows that do not say whose they are show in the whole lists only, which the run has read.
  const source = { ...fresh, faults: [...fresh.faults, ...(task.subject?.source.faults ?? []).filter(isOfList)] };
  const linkDecidedAt = decidedAt(state.decisions);
  const alone = { source, current: null, employments: [], bankAccounts: [], linkDecidedAt };
  const desired = mapEmployee(source, { settings: settings.mapping, today: task.today, peers: task.peers });
  if (desired.blocked || task.blockedBy.length > 0) {
    return { subject: { ...alone, linkLost: task.subject?.linkLost ?? false }, blockedBy: task.blockedBy };
  }
  const { match, linkLost } = await findRecord(desired, state, dependencies);
  switch (match.kind) {
    case 'blocked':
      return { subject: { ...alone, linkLost }, blockedBy: match.problems };
    case 'unseen':
      throw new RetryLaterError('the linked record does not show yet');
    case 'none':
      return { subject: { ...alone, linkLost }, blockedBy: [] };
    case 'matched': {
      const current = match.employee;
      const [employments, bankAccounts] = await Promise.all([
        reader.employmentsOf(current.id),
        reader.bankAccounts(current.id),
      ]);
      return { subject: { ...alone, current, linkLost, employments, bankAccounts }, blockedBy: [] };
    }
  }
};

/** The person's record among those that their link and their keys lead to. */
const findRecord = async (
  desired: DesiredEmployee,
  state: EmployeeState,
  { reader, settings, clock, digest }: ReadSubjectDependencies,
): Promise<{ readonly match: Match; readonly linkLost: boolean }> => {
  const stored = storedLinkOf(state, digest);
  const { link } = stored;
  const linked = link === null ? null : await reader.employee(link);
  const linkLost = link !== null && linked === null;
  if (linkLost && mayLag(state, settings.replicaLagInSeconds, clock)) {
    throw new RetryLaterError('the linked record does not show yet', settings.replicaLagInSeconds * 1000);
  }
  const { externalNumber, externalImportReference } = desired.fields;
  const { number } = desired.onCreate;
  const found = [
    ...(linked === null ? [] : [linked]),
    ...(externalNumber === undefined ? [] : await reader.employees({ externalNumber })),
    ...(externalImportReference === undefined ? [] : await reader.employees({ externalImportReference })),
    ...(number === undefined ? [] : await reader.employees({ number })),
  ];
  const records = new Map(found.map((record) => [record.id, record]));
  const index = indexEmployees([...records.values()]);
  return { match: matchEmployee(desired, { ...stored, linkIsGone: linkLost, index }), linkLost };
};

const isOfList = ({ row }: SourceFault): boolean => row !== 'employee';
