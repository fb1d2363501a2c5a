/*
 * What a start holds of what is remembered of everybody: it holds it until the last message is sent, and the workers read
 * all of it anew. Most of what is remembered are bases, and a start asks them whose pay CHANGE_GUARD need not read, and
 * nothing else. For example, of Kari's employment the base had twelve fields, and a start keeps the two of her salary line.
 */
import { restrictBase } from '../../records/link.ts';
import { isFieldOfPay } from './base.ts';
import type { EmployeeState, RememberedRecord } from './state.ts';

/** What is remembered of a person without the base of the employee, and with those of employments for their pay alone. */
export interface StartState extends Omit<EmployeeState, 'record'> {
  readonly record: Omit<RememberedRecord, 'base'> | null;
}

export const toStartState = ({ record, ...person }: EmployeeState): StartState => {
  if (record === null) return { ...person, record };
  const { base: _, employments, ...remembered } = record;
  const links = Object.entries(employments).map(
    ([sourceId, { base, ...link }]): [string, RememberedRecord['employments'][string]] => [
      sourceId,
      base === undefined ? link : { ...link, base: restrictBase(base, isFieldOfPay) },
    ],
  );
  return { ...person, record: { ...remembered, employments: Object.fromEntries(links) } };
};
