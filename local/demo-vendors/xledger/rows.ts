/** A value of a field without parts. */
export type Plain = string | number | boolean | null;

/** Fields by X-ledger's names. */
export type Fields = Readonly<Record<string, Plain>>;

export interface AddressRow {
  readonly streetAddress: string | null;
  readonly zipCode: string | null;
  readonly place: string | null;
  /** As it was written: a name or a code. */
  readonly country: string | null;
}

/** What every record has; the id is X-ledger's `dbId`. */
interface Row {
  readonly Id: number;
  /** Of the entity. */
  readonly ownerId: number;
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly fields: Fields;
}

export interface EmployeeRow extends Row {
  readonly contactId: number | null;
  readonly subledgerId: number | null;
  /** Ids of other records by field: of object values, `employeeGroup`, `superior`. */
  readonly references: Readonly<Record<string, number | null>>;
  readonly freeFields: Fields;
}

export interface ContactRow extends Row {
  readonly gender: string | null;
  readonly addresses: Readonly<Record<string, AddressRow | null>>;
}

/** What X-ledger pays to. */
export type SubledgerRow = Row;

/** A value of a list; its own list is one of `OBJECT_KINDS`. */
export interface ObjectValueRow extends Row {
  readonly kindId: number;
}

export type EmployeeGroupRow = Row;

export interface EntityRow extends Row {
  readonly parentId: number | null;
  readonly companyNumber: string | null;
}

/** The lists of a company, and which field of an employee takes its values from which. */
export const OBJECT_KINDS = [
  { Id: 70_001, name: 'Position value', fields: ['positionValue'] },
  { Id: 70_002, name: 'Department', fields: ['glObject1'] },
  { Id: 70_003, name: 'Project type', fields: ['glObject2', 'glObject3', 'glObject4', 'glObject5', 'xgl'] },
  { Id: 70_004, name: 'Exit reason', fields: ['exitReason'] },
  {
    Id: 70_005,
    name: 'Employment type',
    fields: ['employmentType', 'employeeType', 'compensationType', 'positionCategory'],
  },
] as const;

/** The list that a field takes its values from; null for a field that takes none. */
export const kindOf = (field: string): (typeof OBJECT_KINDS)[number] | null =>
  OBJECT_KINDS.find(({ fields }) => fields.some((one) => one === field)) ?? null;
