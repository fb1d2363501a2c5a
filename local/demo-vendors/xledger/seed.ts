import type { AddressRow, Fields, Plain } from './rows.ts';

/** The contact of an employee that is there from the start. */
export interface SeedContact extends Readonly<Record<string, Plain | AddressRow | undefined>> {
  readonly homeAddress?: AddressRow | null;
}

/** An employee that is there from the start. Nothing of it is checked. */
export interface SeedXledgerEmployee {
  readonly dbId?: number;
  /** An entity of the seed; the token's own unless it is said. */
  readonly owner?: string;
  /** By X-ledger's names, `code` and `description` among them. */
  readonly fields: Fields;
  /** Titles, codes of groups and of dimensions by field: each names the description or the code of a value. */
  readonly references?: Readonly<Record<string, string>>;
  /** Null: an employee without a contact. */
  readonly contact?: SeedContact | null;
  readonly bankAccount?: string | null;
}

interface SeedEntity {
  readonly code: string;
  readonly description: string;
  readonly companyNumber: string | null;
  /** The code of the entity above; null for the uppermost. */
  readonly parent: string | null;
}

/** An X-ledger as it is before the first request. */
export interface DemoXledgerSeed {
  readonly entities: readonly SeedEntity[];
  /** The code of the entity that the token was made in. */
  readonly tokenEntity: string;
  readonly positionValues: readonly string[];
  readonly departments: readonly { readonly code: string; readonly description: string }[];
  readonly employeeGroups: readonly { readonly code: string; readonly description: string }[];
  readonly employees: readonly SeedXledgerEmployee[];
}

/** The company of the demo without employees, and a company below it. */
export const emptyXledger: DemoXledgerSeed = {
  entities: [
    { code: '10', description: 'Fjordbruk Demo AS', companyNumber: '999999999', parent: null },
    { code: '11', description: 'Fjordbruk Demo Nord AS', companyNumber: '999999980', parent: '10' },
  ],
  tokenEntity: '10',
  positionValues: ['Consultant', 'Senior Consultant', 'Accountant', 'Chief Executive'],
  departments: [
    { code: '100', description: 'Administration' },
    { code: '200', description: 'Production' },
  ],
  employeeGroups: [
    { code: 'FAST', description: 'Fast ansatte' },
    { code: 'MID', description: 'Midlertidig ansatte' },
  ],
  employees: [],
};
