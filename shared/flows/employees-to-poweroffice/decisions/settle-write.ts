/*
 * Ends a write in doubt (`WRITE_IN_DOUBT`), with what somebody has seen in PowerOffice Go: the record is there, by its id,
 * or it is not. One that is there is the one that was to be made, whatever payroll has changed of it since; one that is
 * not is made by the next run, which looks once more before it sends. For example, twice it stayed unknown whether an
 * employment of Kari was stored; payroll sees it there as 9, and the next run takes 9 for it.
 */
import { isInDoubt } from '../../../run/create-once.ts';
import type { ShownDecision } from '../../../records/shown-decision.ts';
import type { Intent } from '../../../state/intent.ts';
import type { EmployeeId } from '../../../vendors/poweroffice/ids.ts';
import { employmentId } from '../../../vendors/poweroffice/ids.ts';
import { linkedRecordOf } from '../match/linked-record.ts';
import { findDecided, storeDecision, toDecisionDocument } from './decided-person.ts';
import type { DecideDependencies, DecidedPerson, DecisionDocument } from './decided-person.ts';
import type { SettledKind } from './choices.ts';
import { linkTo } from './decide-link.ts';
import { PersonRefusedError } from '../../../people/inspect/person-refused-error.ts';

/** What somebody has seen: the record by its PowerOffice id, or none. */
export interface SettledWrite {
  readonly kind: SettledKind;
  readonly exists: number | null;
}

/**
 * @param asked an employee number, or a Simployer id
 * @param by who decides; null when nobody said
 * @throws PersonRefusedError EMPLOYEE_UNKNOWN, NOTHING_IN_DOUBT, RECORD_UNKNOWN, LINK_TAKEN, INPUT_INVALID
 */
export const settleWrite = async (
  asked: string,
  { kind, exists }: SettledWrite,
  by: string | null,
  dependencies: DecideDependencies,
): Promise<DecisionDocument> => {
  const { employees, clock } = dependencies;
  const person = await findDecided(asked, dependencies);
  const { id: sourceId } = person.source;
  const inDoubt = (await employees.intents(sourceId)).filter((intent) => intent.kind === kind && isInDoubt(intent));
  if (inDoubt.length === 0) {
    throw new PersonRefusedError('NOTHING_IN_DOUBT', `No write of the kind ${kind} is in doubt for this person.`);
  }
  if (exists !== null && kind === 'employee') await linkTo(person, exists, by, dependencies);
  const meant =
    exists === null || kind === 'employee' ? inDoubt : [await findMeant(person, kind, exists, inDoubt, dependencies)];
  const at = clock.now();
  const shown: ShownDecision['kind'] = exists === null ? 'absent' : 'exists';
  await storeDecision({ sourceId, action: shown, about: kind, by, at }, dependencies, async () => {
    for (const intent of meant) await change(intent, settledBy(kind, exists), dependencies);
  });
  return toDecisionDocument(person, { kind: shown, to: exists, by, at: new Date(at).toISOString() });
};

/** What becomes of a write in doubt. */
const settledBy = (kind: SettledKind, exists: number | null): Partial<Pick<Intent, 'status' | 'unanswered' | 'id'>> => {
  // It is looked for once more before it is sent again, so that none is made that is there after all.
  if (exists === null) return { unanswered: 0, id: null };
  return kind === 'employee' ? { status: 'applied', id: exists } : { id: exists };
};

/** Changes an intent as long as it is in doubt; one that a run has settled meanwhile stands. */
const change = async (
  intent: Intent,
  changes: Partial<Pick<Intent, 'status' | 'unanswered' | 'id'>>,
  { employees }: Pick<DecideDependencies, 'employees'>,
): Promise<void> => {
  for (let current: Intent | null = intent; current !== null && isInDoubt(current);) {
    if (await employees.putIntent({ ...current, ...changes, version: current.version + 1 })) return;
    current = await employees.getIntent(intent);
  }
};

/** A record as payroll has it, and the key of the intent that would have made it as it is now. */
interface Candidate {
  readonly id: number;
  readonly key: string | null;
}

/**
 * The write that was to make a record: the only one, or the one whose key the record has.
 * @throws PersonRefusedError RECORD_UNKNOWN when the person has no such record, INPUT_INVALID when several could be it
 */
const findMeant = async (
  person: DecidedPerson,
  kind: Exclude<SettledKind, 'employee'>,
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
  { state, matched: { match } }: DecidedPerson,
  kind: Exclude<SettledKind, 'employee'>,
  inDoubt: readonly Intent[],
  { reader }: Pick<DecideDependencies, 'reader'>,
): Promise<readonly Candidate[]> => {
  const employee = match.kind === 'matched' ? match.employee.id : state && linkedRecordOf(state);
  if (employee === null) return [];
  switch (kind) {
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
