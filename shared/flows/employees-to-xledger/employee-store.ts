import { createPersonStore } from '../../people/person-store.ts';
import { boundProblems } from '../../state/bounded.ts';
import type { Table } from '../../state/table.ts';
import { EMPLOYEES_TO_XLEDGER } from './facts.ts';
import { newXledgerEmployeeState, toXledgerEmployeeItem, xledgerEmployeeStateSchema } from './state.ts';
import type { XledgerEmployeeState } from './state.ts';

export type XledgerEmployeeStore = ReturnType<typeof createXledgerEmployeeStore>;

const { name } = EMPLOYEES_TO_XLEDGER;

/** What is remembered of each person, what was decided of them, and the intents of their writes. */
export const createXledgerEmployeeStore = (table: Table) =>
  createPersonStore<XledgerEmployeeState>(table, {
    flow: name,
    partitions: { people: `people#${name}`, intents: `intents#${name}`, decisions: `decisions#${name}` },
    schema: xledgerEmployeeStateSchema,
    toItem: (state) => ({ ...toXledgerEmployeeItem(state), problems: boundProblems(state.problems) }),
    newState: newXledgerEmployeeState,
  });
