/*
 * What AWS's own programs say of credentials, in words that say who mends it: for every command that calls AWS. For
 * example, a shell without any is told how to sign in, and not that no provider could load them.
 */
import { RefusedError } from './explain-error.ts';

const SIGN_IN =
  'Give this shell AWS credentials: "aws sso login" with AWS_PROFILE set, or the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';

/** What AWS says where there are none. */
const MISSING = ['CredentialsProviderError', 'TokenProviderError'];

/** What AWS says of credentials that are no good any more, or never were. */
const REFUSED = [
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'IncompleteSignature',
];

/** Credentials that AWS does not take. @param said AWS's own words */
export const refuseCredentials = (said: string): RefusedError =>
  new RefusedError({ code: 'AWS_CREDENTIALS_REFUSED', message: `${SIGN_IN}. AWS's own words: ${said}` });

/** What is wrong with the credentials of this shell; null for an error that is about something else. */
export const describeCredentials = ({ name, message }: Error): RefusedError | null => {
  if (MISSING.includes(name))
    return new RefusedError({ code: 'AWS_CREDENTIALS_MISSING', message: `${SIGN_IN}. AWS's own words: ${message}` });
  return REFUSED.includes(name) ? refuseCredentials(message) : null;
};
