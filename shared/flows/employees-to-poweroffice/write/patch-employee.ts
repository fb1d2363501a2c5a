/*
 * Writes fields of an employee, all in one PATCH where PowerOffice takes it. PowerOffice refuses a PATCH as a whole,
 * so the parts of a refused one go apart until the refused part is found, and the rest goes together again. What is
 * refused is told by its name, and costs nothing else. Which parts are refused is kept in mind for the people who
 * follow. For example, Kari's name, e-mail and phone number are refused together. The name alone is taken, the e-mail
 * alone is refused and told, and the phone number is taken; the next person's e-mail goes apart at once, after the
 * other fields.
 */
import type { FieldValue } from '../../../records/field-value.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { problem } from '../problems.ts';
import { createPatchMemory } from '../../../vendors/poweroffice/patch-memory.ts';
import type { PatchMemory } from '../../../vendors/poweroffice/patch-memory.ts';
import { isContentRefusal } from '../../../vendors/poweroffice/errors.ts';
import { inOrderApart, isUnarchiving, toEmployeeParts } from './employee-parts.ts';
import type { EmployeePart } from './employee-parts.ts';
import type { Person } from './person.ts';
import { archives, ofEmployee, updates } from './intended-change.ts';
import type { IntendedChange } from '../../../people/intended-change.ts';
import type { RefusedAs } from '../../../people/person-writes.ts';
import { refusedAs } from './person-writes.ts';

/** What the sending of parts needs, whichever they are. */
interface Patching extends Pick<Person, 'writes'> {
  readonly memory: PatchMemory;
}

/** What became of parts that were sent. */
interface Sent {
  /** `mended`: refused, and taken in its other form. `ended`: refused for what the other parts share, as a privilege. */
  readonly result: 'taken' | 'mended' | 'refused' | 'ended';
  /** As PowerOffice answered it last. */
  readonly record: PayrollEmployee;
}

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
  let record = current;
  for (const parts of toSteps(toEmployeeParts(fields, current), memory)) {
    const sent = await sendTogether({ writes, memory }, record, parts);
    record = sent.record;
    if (sent.result === 'ended') break;
  }
  return record;
};

/** Parts that were refused of late go apart from the start: unarchiving before the others, the rest after them. */
const toSteps = (parts: readonly EmployeePart[], { apart }: PatchMemory): readonly (readonly EmployeePart[])[] => {
  const alone = parts.filter(({ name }) => apart.has(name));
  return [
    ...alone.filter(isUnarchiving).map((part) => [part]),
    parts.filter(({ name }) => !apart.has(name)),
    ...alone.filter((part) => !isUnarchiving(part)).map((part) => [part]),
  ];
};

const sendTogether = async (
  patching: Patching,
  record: PayrollEmployee,
  parts: readonly EmployeePart[],
): Promise<Sent> => {
  const [first, ...others] = parts;
  if (first === undefined) return { result: 'taken', record };
  if (others.length === 0) return sendAlone(patching, record, first);
  const sent = await send(patching, record, parts, { form: 'typed', namedAs: null });
  return sent.result === 'refused' ? sendUntilRefused(patching, sent.record, inOrderApart(parts)) : sent;
};

const sendUntilRefused = async (
  patching: Patching,
  record: PayrollEmployee,
  [part, ...rest]: readonly EmployeePart[],
): Promise<Sent> => {
  if (part === undefined) return { result: 'taken', record };
  const sent = await sendAlone(patching, record, part);
  switch (sent.result) {
    case 'ended':
      return sent;
    case 'taken':
      return sendUntilRefused(patching, sent.record, rest);
    case 'mended':
    case 'refused':
      return sendTogether(patching, sent.record, rest);
  }
};

/** One part by itself, in its other form where the first one is refused; what came of it is kept in mind. */
const sendAlone = async (patching: Patching, record: PayrollEmployee, part: EmployeePart): Promise<Sent> => {
  const { memory } = patching;
  const sent = await sendInEitherForm(patching, record, part);
  if (sent.result === 'mended') memory.otherForm.add(part.name);
  if (sent.result === 'refused') memory.apart.add(part.name);
  else if (sent.result !== 'ended') memory.apart.delete(part.name);
  return sent;
};

const sendInEitherForm = async (patching: Patching, record: PayrollEmployee, part: EmployeePart): Promise<Sent> => {
  const hasOtherWay = part.otherForm !== null && !patching.memory.otherForm.has(part.name);
  const first = await send(patching, record, [part], { form: 'typed', namedAs: hasOtherWay ? null : part.name });
  if (first.result !== 'refused' || !hasOtherWay) return first;
  const second = await send(patching, first.record, [part], { form: 'other', namedAs: part.name });
  return second.result === 'taken' ? { ...second, result: 'mended' } : second;
};

/** @param how `namedAs`: what a refusal is told of; null when there is another way to go */
const send = async (
  { writes, memory }: Patching,
  record: PayrollEmployee,
  parts: readonly EmployeePart[],
  { form, namedAs }: { readonly form: 'typed' | 'other'; readonly namedAs: string | null },
): Promise<Sent> => {
  const told: RefusedAs = (error) => {
    if (!isContentRefusal(error)) return refusedAs('POWEROFFICE_REJECTED')(error);
    return namedAs === null ? null : problem('POWEROFFICE_REJECTED', `${namedAs} was refused. ${error.message}`);
  };
  const fieldsOf = ({ name, fields, otherForm }: EmployeePart) =>
    form === 'other' || memory.otherForm.has(name) ? (otherForm ?? fields) : fields;
  const attempt = await writes.attempt(
    parts.flatMap((part) => changesOf(part, record)),
    (writer) => writer.patchEmployee(record.id, parts.flatMap(fieldsOf)),
    told,
  );
  if (attempt.done) return { result: 'taken', record: attempt.value ?? record };
  const isRefused = attempt.refusal !== null && isContentRefusal(attempt.refusal);
  return { result: isRefused ? 'refused' : 'ended', record };
};

const changesOf = (part: EmployeePart, held: PayrollEmployee): readonly IntendedChange[] =>
  isUnarchiving(part) ? archives('unarchive', held) : updates('employee', part.fields, { held, baseOf: ofEmployee });
