import type { SourceEmployeeId } from '../../model/employee.ts';
import type { Connection } from '../../state/connection.ts';
import type { AskedPerson } from '../../time-off/leave-person.ts';
import type { FilePerson } from './rules/file-row.ts';

/** Whose leaves there may be, as the file has to know. */
export interface FileOwner extends AskedPerson, FilePerson {}

export interface FileOwners {
  readonly connection: Connection;
  readonly people: ReadonlyMap<SourceEmployeeId, FileOwner>;
}
