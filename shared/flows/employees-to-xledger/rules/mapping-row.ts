import type { SourceEmployee } from '../../../model/employee.ts';
import type { Problem } from '../../../records/problem.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';
import type { ProblemCode } from '../problems.ts';
import type { XledgerSettings } from '../settings.ts';
import type { MappingContext } from './mapping-context.ts';

/** How sure a rule is: known from a vendor's page or a live client, derived, or a guess, which is off by default. */
export type Mark = 'K' | 'D' | 'G';

/** A value of X-ledger that is to be so. */
export interface Wanted {
  readonly value: string | null;
  /** As a person may see it where the value is an id. */
  readonly shownAs?: string;
}

/** A field that is set once, by X-ledger's name. */
export interface SetField {
  readonly field: string;
  readonly value: string | boolean;
}

/** What X-ledger shows masked, or perhaps not at all (X-ledger facts 20 and 21). */
export const HIDDEN_FIELDS = ['socialSec', 'bankAccount'] as const;
export type HiddenField = (typeof HIDDEN_FIELDS)[number];

/** What one row says of an employee; what is not there is left alone. */
export interface Mapped {
  /** Kept equal, by X-ledger's name of the field. */
  readonly fields?: Readonly<Record<string, Wanted>>;
  /** Values that X-ledger does not show again. */
  readonly hidden?: Readonly<Partial<Record<HiddenField, string>>>;
  /** Of the employee, sent when it is created. */
  readonly onCreate?: readonly SetField[];
  /** A job title that is to be added to X-ledger's list. */
  readonly newTitle?: string;
  readonly problems?: readonly Problem[];
}

/** A field of X-ledger that is kept equal. */
export interface KeptField {
  /** X-ledger's name in its inputs, a nested one with a dot. */
  readonly field: string;
  readonly entity: 'employee' | 'contact';
  /** Whether what X-ledger has of it stands in the contact, so that it waits where none is shown (X-ledger fact 19). */
  readonly isOnContact: boolean;
  readonly held: (record: XledgerEmployee) => string | null;
  readonly comparedAs: (value: string) => string;
  /** What a person sees of what is held, where the value is an id. */
  readonly heldAs?: (record: XledgerEmployee) => string | null;
  /** `whenEmpty`: what X-ledger has stays. `onCreate`: sent to the contact of an employee that was just created. */
  readonly written?: 'whenEmpty' | 'onCreate';
  /** Fields that differ together: one of them that differs sends all. */
  readonly group?: string;
}

/** A row of the mapping as data: its words beside the code that does it. */
export interface MappingRow {
  readonly row: string;
  /** Simployer's field or fields. */
  readonly source: string;
  /** X-ledger's field or fields. */
  readonly target: string;
  /** In words, in Markdown. */
  readonly rule: string;
  /** Where the rule comes from. */
  readonly origin: string;
  readonly mark: Mark;
  readonly codes: readonly ProblemCode[];
  readonly options?: readonly (keyof XledgerSettings)[];
  readonly map?: (source: SourceEmployee, context: MappingContext) => Mapped;
  readonly kept?: readonly KeptField[];
}
