import type * as z from 'zod';
import { boundList, boundProblems } from './bounded.ts';
import { employeeItemSchema, employeeStateSchema, toEmployeeItem } from '../flows/employees-to-poweroffice/state.ts';
import type { EmployeeItem, EmployeeState } from '../flows/employees-to-poweroffice/state.ts';
import { intentSchema } from './intent.ts';
import { readableMembers } from './lenient.ts';
import type { Intent } from './intent.ts';
import { collect, modify, viewOf } from './table.ts';
import type { Table } from './table.ts';

/** An applied intent is only looked at for as long as a read may lag behind it; a month is ample, for a person too. */
export const INTENT_RETENTION_IN_DAYS = 30;

const problemsSchema = employeeItemSchema.pick({ sourceId: true, employeeNumber: true, problems: true });
export type ProblemsOf = z.infer<typeof problemsSchema>;

const EMPLOYEES = 'employees';
const intentsOf = (sourceId: string): string => `intents#${sourceId}`;
const intentKey = ({ sourceId, kind, key }: Pick<Intent, 'sourceId' | 'kind' | 'key'>) => ({
  pk: intentsOf(sourceId),
  sk: `${kind}#${key}`,
});

/**
 * The item as DynamoDB takes it, whatever a source holds of one person. What is left out is learned again:
 * employments are matched by their keys, and read once more.
 */
const bounded = (item: EmployeeItem): EmployeeItem => {
  const known = item.knownEmployments;
  return {
    ...item,
    problems: boundProblems(item.problems),
    employments: Object.fromEntries(boundList(Object.entries(item.employments))),
    knownEmployments: known === null || boundList(known).length < known.length ? null : known,
  };
};

export type EmployeeStore = ReturnType<typeof createEmployeeStore>;

/** What is remembered of each person, and the intents of their POSTs. */
export const createEmployeeStore = (table: Table) => ({
  all: async (): Promise<EmployeeState[]> =>
    (await table.query(EMPLOYEES)).map((item) => employeeStateSchema.parse(item)),

  /** For views: what is open of everybody, in the order of Simployer ids. */
  problems: async (): Promise<ProblemsOf[]> => {
    const attributes = Object.keys(problemsSchema.shape);
    return (await collect(viewOf(table, EMPLOYEES, { attributes }))).map((item) => problemsSchema.parse(item));
  },

  get: async (sourceId: string): Promise<EmployeeState | null> => {
    const item = await table.get({ pk: EMPLOYEES, sk: sourceId });
    return item === null ? null : employeeStateSchema.parse(item);
  },

  /** Stores what a run learned, unless a newer run was there first. False when it was. */
  save: async (state: EmployeeState): Promise<boolean> => {
    let newer = false;
    await modify(table, { pk: EMPLOYEES, sk: state.sourceId }, (current) => {
      newer = current !== null && employeeStateSchema.parse(current).runNumber > state.runNumber;
      return newer ? null : bounded(toEmployeeItem(state));
    });
    return !newer;
  },

  /** Notes since when the source has not had a person, epoch milliseconds; null when it has them. */
  noteMissing: async (sourceId: string, missingSince: number | null): Promise<void> => {
    await modify(table, { pk: EMPLOYEES, sk: sourceId }, (current) =>
      current === null || current['missingSince'] === missingSince ? null : { ...current, missingSince },
    );
  },

  /** Removes what is remembered of a person: the intents first, so that a repetition finds what is left. */
  forget: async (sourceId: string): Promise<void> => {
    const item = await table.get({ pk: EMPLOYEES, sk: sourceId });
    for (const intent of await table.query(intentsOf(sourceId))) await table.remove(intent, intent.version);
    if (item !== null) await table.remove(item, item.version);
  },

  getIntent: async (intent: Pick<Intent, 'sourceId' | 'kind' | 'key'>): Promise<Intent | null> => {
    const item = await table.get(intentKey(intent));
    return item === null ? null : intentSchema.parse(item);
  },

  /** Writes an intent over the version that was read (0: none was there). False when somebody else was first. */
  putIntent: (intent: Intent): Promise<boolean> =>
    table.put({
      ...intent,
      ...intentKey(intent),
      // An open intent waits for its answer for as long as it takes.
      ...(intent.status === 'applied' && {
        expiresAt: Math.floor(intent.sentAt / 1000) + INTENT_RETENTION_IN_DAYS * 24 * 3600,
      }),
    }),

  /** Takes an intent back: its POST was certainly not applied. */
  removeIntent: (intent: Intent): Promise<boolean> => table.remove(intentKey(intent), intent.version),

  /** What was created for a person, or may have been, the latest a month ago. */
  intents: async (sourceId: string): Promise<Intent[]> =>
    readableMembers(intentSchema).parse(await table.query(intentsOf(sourceId))),
});
