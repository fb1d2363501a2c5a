import type { LinkDependencies, TargetRecords } from '../../../people/decisions/decide-link.ts';
import { heldIdentity } from '../../../people/linked-record.ts';
import { decidedAt } from '../../../people/person-state.ts';
import { differingParts, isSamePerson } from '../../../records/identity.ts';
import { VENDOR_NAMES } from '../../../records/vendor.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';
import { xledgerEmployeeId } from '../../../vendors/xledger/ids.ts';
import type { XledgerEmployeeId } from '../../../vendors/xledger/ids.ts';
import { readPeople } from '../../../vendors/simployer/read-people.ts';
import { readXledgerCompanyPair } from '../connection.ts';
import { EMPLOYEES_TO_XLEDGER } from '../facts.ts';
import { lookAtPerson } from '../inspect/look.ts';
import type { FoundInXledger, LookDependencies } from '../inspect/look.ts';
import { linkedRecordOf } from '../match/linked-record.ts';
import { hitsOf } from '../match/match-employees.ts';
import { recordIdentity, sourceIdentity } from '../match/record-identity.ts';

export interface DecideDependencies
  extends LookDependencies, Pick<LinkDependencies<FoundInXledger, XledgerEmployee>, 'history' | 'inTime'> {}

/** What deciding about people takes, of this flow: see `shared/people/decisions`. */
export const toLinkDependencies = (
  dependencies: DecideDependencies,
): LinkDependencies<FoundInXledger, XledgerEmployee> => {
  const { employees, connections, history, settings, clock, inTime, simployer } = dependencies;
  return {
    flow: EMPLOYEES_TO_XLEDGER.name,
    employees,
    connections,
    history,
    keepMonths: settings.history.keepMonths,
    clock,
    inTime,
    look: (asked) => lookAtPerson(asked, dependencies),
    readSources: async () => (await readPeople(simployer)).employees,
    reportConnection: readXledgerCompanyPair,
    records: recordsOf(dependencies),
  };
};

const NOBODY_PASSED_OVER: ReadonlySet<string> = new Set();

const recordsOf = ({
  reader,
  digest,
  settings: { xledger },
}: DecideDependencies): TargetRecords<FoundInXledger, XledgerEmployee> => {
  const hits = ({ source: { employeeNumber } }: Pick<FoundInXledger, 'source'>, records: readonly XledgerEmployee[]) =>
    hitsOf({ number: employeeNumber, passedOver: NOBODY_PASSED_OVER }, records, xledger);
  return {
    called: VENDOR_NAMES.xledger,
    find: (person, to) => findRecord(person, xledgerEmployeeId.parse(to), reader),
    claimedBy: ({ source: person, people, states }, record) => {
      const isFree = (sourceId: string): boolean => {
        const state = states.get(sourceId);
        return state === undefined || (linkedRecordOf(state) === null && decidedAt(state.decisions) === null);
      };
      const found = people.find((other) => {
        const identity = sourceIdentity(other.source);
        return (
          other.source.id !== person.id &&
          // Whoever is replaced by another record of theirs claims nothing.
          other.peers.replacedBy === null &&
          isFree(other.source.id) &&
          hits(other, [record]).length > 0 &&
          isSamePerson(identity, recordIdentity(record, identity))
        );
      });
      return found?.source ?? null;
    },
    seenBy: (person) => {
      const link = person.state === null ? null : linkedRecordOf(person.state);
      const byCode = hits(person, person.target.records).map(({ record }) => record.id);
      return [...new Set([...(link === null ? [] : [link]), ...byCode])];
    },
    heldIdentity: ({ source }, record) => {
      const identity = sourceIdentity(source);
      return heldIdentity(source.id, identity, recordIdentity(record, identity), digest);
    },
    differing: ({ source }, record) => {
      const identity = sourceIdentity(source);
      return differingParts(identity, recordIdentity(record, identity));
    },
  };
};

/** A record by its id, which the list may not show. */
export const findRecord = async (
  { target: { records } }: Pick<FoundInXledger, 'target'>,
  id: XledgerEmployeeId,
  reader: Pick<DecideDependencies['reader'], 'employee'>,
): Promise<XledgerEmployee | null> => records.find((record) => record.id === id) ?? reader.employee(id);
