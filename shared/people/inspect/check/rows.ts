import type { Check } from '../../../records/check.ts';
import type { VendorError } from '../../../records/vendor-error.ts';

export type Told = Omit<Check, 'id' | 'title'>;

export const fine = (found: string): Told => ({ state: 'ok', found, todo: null });
export const warn = (found: string, todo: string): Told => ({ state: 'warn', found, todo });
export const fail = (found: string, todo: string): Told => ({ state: 'fail', found, todo });

/** What could not be looked at, because something that it needs was not answered. */
export const unknown = ({ kind }: VendorError): Told =>
  kind === 'outOfTime'
    ? warn(
        'Not looked at: reading everybody takes longer than an answer may.',
        'Nothing to do: a plan looks at all of it, and has no such limit.',
      )
    : warn('Not looked at.', 'Mend what is red first, then check again.');

/** What a refusal says, apart from what it asks of IT. */
export const refused = ({ summary }: VendorError): Told => {
  const [found = summary, todo = 'check the keys.'] = summary.split(' IT: ');
  return fail(found, `IT: ${todo}`);
};

/** "1 person", "2 people". */
export const people = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`;
