import { styleText } from 'node:util';
import { toMinute } from '../../shared/records/values/to-minute.ts';
import type { DriftList } from './documents.ts';
import { layoutOf, renderRows, wrapText } from './layout.ts';

const ENTITIES: Readonly<Record<string, string>> = { bankAccount: 'bank account', salary: 'pay' };

/** Each column is as wide as its widest cell, up to this. */
const LIMITS = [28, 40];

const plural = (count: number, one: string, several: string): string => `${count} ${count === 1 ? one : several}`;

/**
 * What was changed by hand in the flow's target, one field a line; times of Norway.
 * @param target what that is called
 * @param width columns of the terminal; not finite without one
 */
export const renderDrift = ({ fields, totals, notCompared }: DriftList, target: string, width: number): string => {
  const layout = layoutOf(width);
  const rows = fields.map(({ employeeNumber, simployerEmployeeId, entity, field, lastSyncedAt, willBe }) => ({
    cells: [
      employeeNumber ?? `(no number, Simployer id ${simployerEmployeeId})`,
      `${ENTITIES[entity] ?? entity}: ${field}`,
    ],
    parts: [
      [
        willBe === 'overwritten' ? styleText('yellow', 'the next run overwrites it') : 'kept',
        ...(lastSyncedAt === null ? [] : [`last synced ${toMinute(lastSyncedAt)}`]),
      ].join('; '),
    ],
  }));
  const without =
    totals.withoutBase === 0
      ? []
      : [`${plural(totals.withoutBase, 'person has', 'people have')} not been confirmed by a run yet: not compared.`];
  return [
    ...(rows.length === 0 ? [] : [renderRows(rows, LIMITS, layout), '']),
    styleText(
      'bold',
      fields.length === 0
        ? totals.compared === 0
          ? 'Nobody could be compared.'
          : `Nothing was changed in ${target} by hand, of ${plural(totals.compared, 'person', 'people')} compared.`
        : `${plural(fields.length, 'field', 'fields')} changed in ${target} by hand, of ${plural(totals.compared, 'person', 'people')} compared.`,
    ),
    ...[...without, `Not compared: ${notCompared.join(', ')}.`].map((line) => wrapText(line, layout)),
  ].join('\n');
};
