import type { Clock } from '../../../shared/http/clock.ts';
import type { VendorRequest, VendorResponse } from '../vendor-request.ts';
import type { DemoCredentials } from './options.ts';
import { jsonAnswer } from './problem-details.ts';

/** The token endpoint and what it has handed out (PowerOffice fact 2). */
export interface Tokens {
  answer(request: VendorRequest): VendorResponse;
  accepts(authorization: string | undefined): boolean;
  /** Tokens handed out so far are worth nothing from now on; new ones can be had. */
  revokeTokens(): void;
  /** The client removed the integration: neither old tokens nor new ones. */
  revokeClientKey(): void;
}

export const createTokens = (clock: Clock, credentials: DemoCredentials, lifetimeInSeconds: number): Tokens => {
  const expiries = new Map<string, number>();
  let issued = 0;
  let clientKeyIsValid = true;

  const expectedAuthorization = `Basic ${Buffer.from(`${credentials.applicationKey}:${credentials.clientKey}`).toString('base64')}`;

  return {
    answer: ({ headers, body }) => {
      if (!(headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded')) {
        return tokenError('invalid_request', 'The request body must be form-urlencoded.');
      }
      const grantType = new URLSearchParams(body).get('grant_type');
      if (grantType === null) return tokenError('invalid_request', 'The grant_type parameter is missing.');
      if (grantType !== 'client_credentials') {
        return tokenError('unsupported_grant_type', `The grant type '${grantType}' is not supported.`);
      }
      if (!clientKeyIsValid || headers['authorization'] !== expectedAuthorization) {
        return tokenError(
          'invalid_client',
          'Client integration not found. Please ensure the provided keys are matching the desired environment.',
        );
      }
      issued += 1;
      const token = `demo-token-${issued}`;
      expiries.set(token, clock.now() + lifetimeInSeconds * 1000);
      return jsonAnswer(200, { access_token: token, token_type: 'bearer', expires_in: lifetimeInSeconds });
    },
    accepts: (authorization) => {
      const [scheme, token] = (authorization ?? '').split(' ');
      return scheme?.toLowerCase() === 'bearer' && clock.now() < (expiries.get(token ?? '') ?? 0);
    },
    revokeTokens: () => expiries.clear(),
    revokeClientKey: () => {
      clientKeyIsValid = false;
      expiries.clear();
    },
  };
};

const tokenError = (error: string, description: string): VendorResponse =>
  jsonAnswer(400, { error, error_description: description });
