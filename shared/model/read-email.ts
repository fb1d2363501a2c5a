import type { MakeProblem, Problem } from '../records/problem.ts';
import { isEmailAddress } from '../records/values/email-address.ts';
import { shown } from '../records/values/shown-value.ts';
import { trimmedText } from '../records/values/text.ts';
import { isUnreadable } from './source-value.ts';
import type { SourceValue } from './source-value.ts';

/**
 * The first well-formed e-mail address, as typed, and whose it is; a malformed one is passed over and told. One that
 * cannot be read is not passed over: the private address would replace that of work.
 * @param typed by preference
 */
export const readEmail = <Kind extends string>(
  typed: readonly (readonly [kind: Kind, value: SourceValue<string>])[],
  problem: MakeProblem<'EMAIL_INVALID'>,
): { readonly email: { readonly kind: Kind; readonly address: string } | null; readonly problems: Problem[] } => {
  const problems: Problem[] = [];
  for (const [kind, value] of typed) {
    if (isUnreadable(value)) break;
    const address = trimmedText(value);
    if (address === null) continue;
    if (isEmailAddress(address)) return { email: { kind, address }, problems };
    problems.push(problem('EMAIL_INVALID', `The ${kind} e-mail address ${shown(value)} is not well-formed.`));
  }
  return { email: null, problems };
};
