/*
 * Of several writes of one kind that are in doubt, the one that was to make a record of PowerOffice: what is known of it is
 * its natural key. For example, twice it stayed unknown whether an employment of Kari was stored; payroll sees it there as
 * 9, which begins on the day of the second write, so that is the one that made it.
 */
import { PersonRefusedError } from '../../../people/inspect/person-refused-error.ts';
import type { Intent } from '../../../state/intent.ts';
import type { EmployeeId } from '../../../vendors/poweroffice/ids.ts';
import { employmentId } from '../../../vendors/poweroffice/ids.ts';
import type { FoundInPayroll } from '../inspect/look-at-person.ts';
import { linkedRecordOf } from '../match/linked-record.ts';
import type { SettledKind } from './choices.ts';
import type { DecideDependencies } from './decide-dependencies.ts';

/** A record as payroll has it, and the key of the intent that would have made it as it is now. */
interface Candidate {
  readonly id: number;
  readonly key: string | null;
}

/**
 * The write that was to make a record: the only one, or the one whose key the record has.
 * @throws PersonRefusedError RECORD_UNKNOWN when the person has no such record, INPUT_INVALID when several could be it
 */
export const findMeant = async (
  person: FoundInPayroll,
  kind: SettledKind,
  exists: number,
  inDoubt: readonly Intent[],
  dependencies: DecideDependencies,
): Promise<Intent> => {
  const records = await dependencies.inTime(readRecords(person, kind, inDoubt, dependencies));
  const record = records.find(({ id }) => id === exists);
  if (record === undefined) {
    throw new PersonRefusedError('RECORD_UNKNOWN', `This person has no ${kind} with the id ${exists} in PowerOffice.`);
  }
  const [only, ...others] = inDoubt;
  const meant = others.length === 0 ? only : inDoubt.find(({ key }) => key === record.key);
  if (meant !== undefined) return meant;
  throw new PersonRefusedError(
    'INPUT_INVALID',
    `${inDoubt.length} writes of the kind ${kind} are in doubt, and record ${exists} has the start and the key of none of them.`,
  );
};

const readRecords = async (
  { state, matched: { match } }: FoundInPayroll,
  kind: SettledKind,
  inDoubt: readonly Intent[],
  { reader }: Pick<DecideDependencies, 'reader'>,
): Promise<readonly Candidate[]> => {
  const employee = match.kind === 'matched' ? match.employee.id : state && linkedRecordOf(state);
  if (employee === null) return [];
  switch (kind) {
    // It is linked, and asked of nobody.
    case 'employee':
      return [];
    case 'bankAccount':
      return (await reader.bankAccounts(employee)).map(({ id }) => ({ id, key: null }));
    case 'employment':
      return (await reader.employmentsOf(employee)).map(({ id, startDate, professionCode }) => ({
        id,
        key: `${startDate}#${professionCode}`,
      }));
    case 'salary':
    case 'ftePercentage':
      return readLines(employee, kind, inDoubt, reader);
  }
};

/** The lines of pay under the employments of the writes in doubt, which must be the person's. */
const readLines = async (
  employee: EmployeeId,
  kind: 'salary' | 'ftePercentage',
  inDoubt: readonly Intent[],
  reader: DecideDependencies['reader'],
): Promise<readonly Candidate[]> => {
  const own = new Set((await reader.employmentsOf(employee)).map(({ id }) => id));
  const parents = new Set(inDoubt.flatMap(({ key }) => employmentId.safeParse(Number(key.split('#')[0])).data ?? []));
  const lines = await Promise.all(
    [...parents]
      .filter((id) => own.has(id))
      .map(async (id) =>
        (await (kind === 'salary' ? reader.salaries(id) : reader.ftePercentages(id))).map((line) => ({
          id: line.id,
          key: `${id}#${line.fromDate}`,
        })),
      ),
  );
  return lines.flat();
};
