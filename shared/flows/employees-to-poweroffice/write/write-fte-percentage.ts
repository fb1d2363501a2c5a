import { findCreated } from '../../../run/create-once.ts';
import type { ComparedField } from '../../../records/link.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { PayrollFtePercentage } from '../../../vendors/poweroffice/fte-percentages.ts';
import { compareFtePercentage, inForceOn, planFtePercentage } from '../plan/plan-salaries.ts';
import { baseFieldOf } from '../../../people/intended-change.ts';
import type { DesiredEmployment } from '../rules/desired-employee.ts';
import { readNewLines, withAnswers } from './paid-employment.ts';
import type { PaidEmployment } from './paid-employment.ts';
import { recordOf } from './person.ts';
import type { Person } from './person.ts';
import { updates } from './intended-change.ts';
import { answerTo } from '../../../people/person-writes.ts';

/**
 * The share of full time of one employment (FtePercentage, row 44).
 * @returns it as PowerOffice answered last; null when the lines could not be read
 */
export const writeFtePercentage = async (
  person: Person,
  desired: DesiredEmployment,
  employment: PaidEmployment,
): Promise<ComparedField | null> => {
  const { writes, reader, create } = person;
  const lines = await readFtePercentages(person, employment);
  if (lines === null) return null;
  const plan = planFtePercentage(desired, lines);
  const baseOf = (field: string): string => baseFieldOf(employment.record?.id ?? null, field);
  const placeOf = (held: PayrollFtePercentage | null, fromDate: CalendarDate) => ({ held, fromDate, baseOf });
  const answers: PayrollFtePercentage[] = [];
  for (const { fromDate, fields } of plan.creates) {
    const attempt = await writes.attempt(
      updates(
        'employment',
        fields.filter(({ field }) => field === 'FtePercentage'),
        placeOf(inForceOn(fromDate, lines), fromDate),
      ),
      async (writer) => {
        const { id } = recordOf(employment.record);
        return create(
          {
            find: async (settled) =>
              findCreated(await reader.ftePercentages(id), settled, (line) => line.fromDate === fromDate),
            post: (beforeSend) => writer.createFtePercentage(id, fields, beforeSend),
          },
          { kind: 'ftePercentage', key: `${id}#${fromDate}` },
        );
      },
    );
    answers.push(...answerTo(attempt));
  }
  for (const { id, fromDate, fields } of plan.updates) {
    const held = lines.find((line) => line.id === id) ?? null;
    const attempt = await writes.attempt(updates('employment', fields, placeOf(held, fromDate)), async (writer) =>
      writer.patchFtePercentage(recordOf(employment.record).id, id, fields),
    );
    answers.push(...answerTo(attempt));
  }
  return compareFtePercentage(desired, withAnswers(lines, answers));
};

/** The lines the employment has; null when the read was refused. */
const readFtePercentages = async (
  person: Person,
  { origin, record }: PaidEmployment,
): Promise<readonly PayrollFtePercentage[] | null> => {
  if (record === null) return [];
  const read = () => person.reader.ftePercentages(record.id);
  return origin === 'created' ? readNewLines(person, record.ftePercentageCount, read) : person.writes.read(read);
};
