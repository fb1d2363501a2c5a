import type { MakeProblem, Problem } from '../records/problem.ts';
import { toPhoneNumber } from '../records/values/phone-number.ts';
import { shown } from '../records/values/shown-value.ts';
import { trimmedText } from '../records/values/text.ts';
import { isUnreadable, readOrNull } from './source-value.ts';
import type { SourceValue } from './source-value.ts';

/**
 * The first one that is a phone number. One that cannot be read is not passed over: another phone would replace it.
 * @param phones by preference
 */
export const readPhone = (
  phones: readonly SourceValue<string>[],
  problem: MakeProblem<'PHONE_INVALID'>,
): { readonly phone: string | null; readonly problems: Problem[] } => {
  const unreadableAt = phones.findIndex(isUnreadable);
  const typed = phones
    .slice(0, unreadableAt === -1 ? phones.length : unreadableAt)
    .flatMap((value) => trimmedText(readOrNull(value)) ?? []);
  for (const value of typed) {
    const phone = toPhoneNumber(value);
    if (phone !== null) return { phone, problems: [] };
  }
  if (typed.length === 0) return { phone: null, problems: [] };
  const values = [...new Set(typed)].map(shown);
  const detail = `${values.join(', ')} ${values.length === 1 ? 'is no phone number' : 'are no phone numbers'}.`;
  return { phone: null, problems: [problem('PHONE_INVALID', detail)] };
};
