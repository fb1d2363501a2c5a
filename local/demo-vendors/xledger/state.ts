/*
 * What the demo X-ledger holds: entities, employees with their contacts and accounts, and the lists that a company keeps.
 * Whatever can change is kept with its history, so that a query can show the state of a while ago. For example, with a
 * lag of two seconds an employee who was just created shows in the answer to the mutation and not yet in a query.
 */
import type { Clock } from '../../../shared/http/clock.ts';
import { todayInOslo } from '../../../shared/records/values/calendar-date.ts';
import { createVersionedTable } from '../versioned-table.ts';
import type { VersionedTable } from '../versioned-table.ts';
import type { DemoXledgerOptions } from './options.ts';
import type { ContactRow, EmployeeGroupRow, EmployeeRow, EntityRow, ObjectValueRow, SubledgerRow } from './rows.ts';

export interface XledgerState {
  readonly options: DemoXledgerOptions;
  readonly scopes: Set<string>;
  readonly entities: readonly EntityRow[];
  /** Of the token. */
  readonly ownEntityId: number;
  readonly employeeGroups: readonly EmployeeGroupRow[];
  readonly employees: VersionedTable<EmployeeRow>;
  readonly contacts: VersionedTable<ContactRow>;
  readonly subledgers: VersionedTable<SubledgerRow>;
  readonly objectValues: VersionedTable<ObjectValueRow>;
  readonly today: () => string;
  /** Now, as a clock on the wall in Oslo shows it (X-ledger fact 18). */
  readonly stamp: () => string;
  readonly nextId: (kind: IdKind) => number;
}

type IdKind = 'employee' | 'contact' | 'subledger' | 'objectValue';

const FIRST_IDS: Readonly<Record<IdKind, number>> = {
  employee: 21_000_001,
  contact: 31_000_001,
  subledger: 41_000_001,
  objectValue: 51_000_001,
};

const osloTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2026-03-02T07:00:00` for a moment. */
export const toLocalStamp = (epochMillis: number): string => osloTime.format(epochMillis).replace(' ', 'T');

export const createXledgerState = (
  clock: Pick<Clock, 'now' | 'sleep'>,
  options: DemoXledgerOptions,
  fixed: Pick<XledgerState, 'entities' | 'employeeGroups' | 'ownEntityId' | 'scopes'>,
): XledgerState => {
  const table = <Row extends { readonly Id: number }>(): VersionedTable<Row> =>
    createVersionedTable<Row>({ clock, replicaLagInMillis: options.lagInMillis, parentOf: () => 0 });
  const ids = new Map<IdKind, number>();
  const employees = table<EmployeeRow>();
  return {
    options,
    ...fixed,
    employees,
    contacts: table<ContactRow>(),
    subledgers: table<SubledgerRow>(),
    objectValues: table<ObjectValueRow>(),
    today: () => todayInOslo(clock.now()),
    stamp: () => toLocalStamp(clock.now()),
    nextId: (kind) => {
      let id = ids.get(kind) ?? FIRST_IDS[kind];
      // Ids that a seed names are taken.
      if (kind === 'employee') while (employees.primary.get(id) !== undefined) id += 1;
      ids.set(kind, id + 1);
      return id;
    },
  };
};
