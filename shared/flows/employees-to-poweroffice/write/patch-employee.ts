import type { Change } from '../../../records/outcome.ts';
import type { FieldValue } from '../../../records/field-value.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { problem } from '../problems.ts';
import { createPatchMemory } from '../../../vendors/poweroffice/patch-memory.ts';
import { isContentRefusal } from '../../../vendors/poweroffice/errors.ts';
import { inOrderApart, isUnarchiving, toEmployeeParts } from './employee-parts.ts';
import type { EmployeePart } from './employee-parts.ts';
import type { Person } from './person.ts';
import { updates } from './person-writes.ts';
import type { RefusedAs } from './person-writes.ts';

/** `mended`: refused, and taken in its other form. `ended`: refused for what the other parts share, as a privilege. */
type Sent = 'taken' | 'mended' | 'refused' | 'ended';

/**
 * Writes fields of an employee in one PATCH. PowerOffice refuses a PATCH as a whole: then its parts go apart until the
 * refused one is found, and the rest goes together again, so that only what is refused is left, each with a problem
 * that names it (ADR 15). Interrupted anywhere, the next run finds what is still to be written.
 *
 * @param fields with `IsArchived` false for a rehire
 * @returns the record as PowerOffice answered it last
 */
export const patchEmployee = async (
  { writes, writer }: Pick<Person, 'writes' | 'writer'>,
  current: PayrollEmployee,
  fields: readonly FieldValue[],
): Promise<PayrollEmployee> => {
  // A plan has no writer, and is refused nothing.
  const memory = writer?.patchMemory ?? createPatchMemory();
  const parts = toEmployeeParts(fields, hasAddress(current));
  let record = current;

  /** @param namedAs what a refusal is told of; null when there is another way to go */
  const send = async (those: readonly EmployeePart[], isOtherForm: boolean, namedAs: string | null): Promise<Sent> => {
    let isRefused = false;
    const refusedAs: RefusedAs = (error) => {
      isRefused = isContentRefusal(error);
      if (!isRefused) return 'POWEROFFICE_REJECTED';
      return namedAs === null ? null : problem('POWEROFFICE_REJECTED', `${namedAs} was refused. ${error.message}`);
    };
    const attempt = await writes.attempt(
      those.flatMap(changesOf),
      (open) =>
        open.patchEmployee(
          current.id,
          those.flatMap((part) => formOf(part, isOtherForm || memory.otherForm.has(part.name))),
        ),
      refusedAs,
    );
    if (attempt.done) record = attempt.value ?? record;
    return attempt.done ? 'taken' : isRefused ? 'refused' : 'ended';
  };

  const sendAlone = async (part: EmployeePart): Promise<Sent> => {
    const { name } = part;
    const hasOtherWay = part.otherForm !== null && !memory.otherForm.has(name);
    let sent = await send([part], false, hasOtherWay ? null : name);
    if (sent === 'refused' && hasOtherWay) {
      const second = await send([part], true, name);
      sent = second === 'taken' ? 'mended' : second;
    }
    if (sent === 'mended') memory.otherForm.add(name);
    if (sent === 'refused') memory.apart.add(name);
    else if (sent !== 'ended') memory.apart.delete(name);
    return sent;
  };

  const sendTogether = async (those: readonly EmployeePart[]): Promise<Sent> => {
    const [first, ...others] = those;
    if (first === undefined) return 'taken';
    if (others.length === 0) return sendAlone(first);
    const sent = await send(those, false, null);
    return sent === 'refused' ? sendUntilRefused(inOrderApart(those)) : sent;
  };

  const sendUntilRefused = async ([part, ...rest]: readonly EmployeePart[]): Promise<Sent> => {
    if (part === undefined) return 'taken';
    const sent = await sendAlone(part);
    if (sent === 'ended') return sent;
    return sent === 'taken' ? sendUntilRefused(rest) : sendTogether(rest);
  };

  const isApart = ({ name }: EmployeePart): boolean => memory.apart.has(name);
  const [apart, together] = [parts.filter(isApart), parts.filter((part) => !isApart(part))];
  const steps = [
    ...apart.filter(isUnarchiving).map((part) => [part]),
    together,
    ...apart.filter((part) => !isUnarchiving(part)).map((part) => [part]),
  ];
  for (const those of steps) if ((await sendTogether(those)) === 'ended') break;
  return record;
};

const formOf = ({ fields, otherForm }: EmployeePart, isOther: boolean) => (isOther ? (otherForm ?? fields) : fields);

const changesOf = (part: EmployeePart): readonly Change[] =>
  isUnarchiving(part) ? [{ entity: 'employee', action: 'unarchive' }] : updates('employee', part.fields);

const hasAddress = ({ mailAddress, addressLastChanged }: PayrollEmployee): boolean =>
  addressLastChanged !== null || Object.values(mailAddress).some((value) => value !== null);
