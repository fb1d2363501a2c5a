import type { LinkDependencies, TargetRecords } from '../../../people/decisions/decide-link.ts';
import { heldIdentity } from '../../../people/linked-record.ts';
import { differingParts, isSamePerson, toIdentityKey } from '../../../records/identity.ts';
import { NOT_LINKED } from '../../../records/stored-link.ts';
import { VENDOR_NAMES } from '../../../records/vendor.ts';
import { employeeId } from '../../../vendors/poweroffice/ids.ts';
import type { EmployeeId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { readPeople } from '../../../vendors/simployer/read-people.ts';
import { readCompanyPair } from '../connection.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../facts.ts';
import { lookAtPerson } from '../inspect/look-at-person.ts';
import type { FoundInPayroll } from '../inspect/look-at-person.ts';
import type { LookDependencies } from '../inspect/look.ts';
import { findHits, indexEmployees } from '../match/employee-index.ts';
import { linkedRecordOf } from '../match/linked-record.ts';
import { reportConnection } from '../report.ts';

export interface DecideDependencies
  extends LookDependencies, Pick<LinkDependencies<FoundInPayroll, PayrollEmployee>, 'history' | 'inTime'> {}

/** What deciding about people takes, of this flow: see `shared/people/decisions`. */
export const toLinkDependencies = (
  dependencies: DecideDependencies,
): LinkDependencies<FoundInPayroll, PayrollEmployee> => {
  const { employees, connections, history, settings, clock, inTime, simployer } = dependencies;
  return {
    flow: EMPLOYEES_TO_POWEROFFICE.name,
    employees,
    connections,
    history,
    keepMonths: settings.history.keepMonths,
    clock,
    inTime,
    look: (asked) => lookAtPerson(asked, dependencies),
    readSources: async () => (await readPeople(simployer)).employees,
    reportConnection: (connection) => reportConnection(readCompanyPair(connection)),
    records: recordsOf(dependencies),
  };
};

const recordsOf = ({
  reader,
  digest,
}: Pick<DecideDependencies, 'reader' | 'digest'>): TargetRecords<FoundInPayroll, PayrollEmployee> => ({
  called: VENDOR_NAMES.poweroffice,
  find: async ({ target }, to) => {
    const id = employeeId.safeParse(to).data;
    return target.employees.find((record) => record.id === id) ?? (id === undefined ? null : reader.employee(id));
  },
  claimedBy: ({ source: person, people }, record) => {
    const index = indexEmployees([record]);
    const found = people.find(
      ({ source, desired, stored, linkDecidedAt }) =>
        source.id !== person.id &&
        stored.link === null &&
        linkDecidedAt === null &&
        findHits(desired, NOT_LINKED, index).length > 0 &&
        isSamePerson(desired.fields, record),
    );
    return found?.source ?? null;
  },
  seenBy,
  heldIdentity: ({ source, matched: { desired } }, record) => heldIdentity(source.id, desired.fields, record, digest),
  differing: ({ matched: { desired } }, record) => differingParts(desired.fields, record),
});

/** The records that the person's link, keys, or name and birth date lead to. */
const seenBy = ({ matched: { desired }, target, state }: FoundInPayroll): readonly EmployeeId[] => {
  const identity = toIdentityKey(desired.fields);
  const link = state === null ? null : linkedRecordOf(state);
  return [
    ...new Set([
      ...(link === null ? [] : [link]),
      ...findHits(desired, NOT_LINKED, indexEmployees(target.employees)).map(({ record }) => record.id),
      ...target.employees
        .filter((record) => identity !== null && toIdentityKey(record) === identity)
        .map(({ id }) => id),
    ]),
  ];
};
