/*
 * Pay in full, for somebody at a terminal who has asked for it. Plans keep pay as a percentage, so both vendors are read
 * again, person by person, as `explain` reads them; what was read is shown and kept nowhere. For example, the line
 * `AnnualSalary -7.3 % from 2023-05-01` becomes `AnnualSalary -7.3 % from 2023-05-01: 660000 -> 612000`. Pay that was
 * changed since the plan was made stays a percentage.
 */
import type { Change } from '../../shared/records/outcome.ts';
import type { Api } from './api-client.ts';
import { groupChanges } from './change-groups.ts';
import { explanationSchema } from './documents.ts';
import type { Explained } from './documents.ts';
import { RefusedError } from './explain-error.ts';
import type { ShownPerson } from './shown-run.ts';

/** Each takes some seconds: everybody is looked at, for a number or a record may be somebody else's. */
const MOST_PEOPLE = 20;

type ExplainedField = Explained['steps'][3]['fields'][number];

/** What was read, and what there is to say of what was not. */
export interface PayInFull {
  readonly people: readonly ShownPerson[];
  readonly notes: readonly string[];
}

const isPay = ({ entity }: Pick<Change, 'entity'>): boolean => entity === 'salary';

/** `AnnualSalary -7.3 % from 2023-05-01`, as one or several lines of pay in a change stand in a plan. */
const LINE_OF_PAY = /(?<field>AnnualSalary|HourlyRate) (?<shown>[^,]*?from (?<day>\d{4}-\d{2}-\d{2}))/g;

/** A change of pay with its values behind, where the vendors still have what the plan shows. */
export const showPayOf = (change: Change, fields: readonly ExplainedField[]): Change => {
  if (!isPay(change) || change.to === undefined || change.to === null) return change;
  // Of an update the field stands beside.
  const prefix = change.field === undefined ? '' : `${change.field} `;
  const to = `${prefix}${change.to}`.replaceAll(LINE_OF_PAY, (line, name: string, _shown: string, day: string) => {
    const found = fields.find((one) => isPay(one) && one.field === name && one.fromDate === day);
    if (found === undefined || found.to === null) return line;
    return `${line}: ${found.from === null ? '' : `${found.from} -> `}${found.to}`;
  });
  return { ...change, to: to.slice(prefix.length) };
};

/**
 * Reads the pay of those whose pay a plan would change: the grave first.
 * @param say tells whoever waits
 */
export const readPayInFull = async (
  api: Pick<Api, 'call'>,
  employees: readonly ShownPerson[],
  say: (text: string) => void,
): Promise<PayInFull> => {
  const asked = groupChanges(employees)
    .flatMap(({ people }) => people)
    .filter(({ changes }) => changes.some(isPay));
  if (asked.length === 0) return { people: employees, notes: [] };
  const those = asked.slice(0, MOST_PEOPLE).map(({ simployerEmployeeId }) => simployerEmployeeId);
  say(
    `Reading the pay of ${those.length} ${those.length === 1 ? 'person' : 'people'} in full, which takes some seconds each ...`,
  );
  const fieldsOf = new Map<string, readonly ExplainedField[]>();
  const notes = asked.length > those.length ? [restNote(asked.length)] : [];
  try {
    for (const id of those) fieldsOf.set(id, await readFields(api, id));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    notes.push(`Pay in full could not be read: ${error.message}`);
  }
  const people = employees.map((person) => {
    const fields = fieldsOf.get(person.simployerEmployeeId);
    return fields === undefined
      ? person
      : { ...person, changes: person.changes.map((change) => showPayOf(change, fields)) };
  });
  return { people, notes };
};

const restNote = (all: number): string =>
  `Pay is in full for the first ${MOST_PEOPLE} of ${all} people. For any other: npm run sync -- explain NUMBER --show-pay`;

const readFields = async (api: Pick<Api, 'call'>, id: string): Promise<readonly ExplainedField[]> => {
  const document = await api.call('GET', `/employees/${encodeURIComponent(id)}/explain`, { query: { pay: 'shown' } });
  return explanationSchema.parse(document).steps[3].fields;
};
