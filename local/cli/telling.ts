import type { Layout } from './layout.ts';
import type { ShownPerson } from './shown-run.ts';

/** Most columns of a number and of a name, the gap behind each included; what is longer wraps. */
export const NUMBER_LIMIT = 13;
export const NAME_LIMIT = 26;

/** A record by the number that people know it by. */
export const numberOf = ({ employeeNumber }: ShownPerson): string => employeeNumber ?? '(none)';

export interface TellingOptions {
  readonly isPlan: boolean;
  readonly layout: Layout;
  /** The system that is written to, as people call it. */
  readonly target: string;
}

/** How the records of a flow are told on a terminal, in a plan and once it is done. */
export interface Telling {
  /** What many of them are called. */
  readonly records: 'people' | 'leaves';
  /** How many there are in all: `8 in scope`. */
  readonly countAll: (count: number) => string;
  /** Whether several records may have one number, so that each is named by its id too. */
  readonly namesIds: boolean;
  /** Whether a plan tells no more of a record than that there are so many of its kind. */
  readonly isCounted: (record: ShownPerson) => boolean;
  /** The records of which there is something to tell, group by group, each with a title. */
  readonly groups: (records: readonly ShownPerson[], options: TellingOptions) => readonly string[];
  /** How many will be in the target in which state, once the plan is carried out. */
  readonly countPlanned: (records: readonly ShownPerson[], target: string) => string;
}
