import { missingPrivileges } from '../../../../shared/flows/employees-to-poweroffice/inspect/check/privileges.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/flows/employees-to-poweroffice/settings.ts';
import type { PowerOfficeKeys } from '../../../../shared/config/vendor-keys.ts';
import { systemClock } from '../../../../shared/http/clock.ts';
import { unpaced } from '../../../../shared/http/pacer.ts';
import type { Transport } from '../../../../shared/http/transport.ts';
import { createPowerOfficeClient } from '../../../../shared/vendors/poweroffice/client.ts';
import { createSimployerClient } from '../../../../shared/vendors/simployer/client.ts';
import type { VendorUrls } from '../../environment.ts';

/** Which companies the keys lead to: the one thing a person must compare before the first write. */
export interface CheckedKeys {
  readonly simployerCompany: string;
  readonly powerOfficeClient: string;
  /** Privileges that the sync uses and the integration was not granted; empty when PowerOffice lists none at all. */
  readonly missingPrivileges: readonly string[];
}

/**
 * Tries the keys on both vendors; reads a company name from each and writes nothing.
 * @throws VendorError, whose message says which key is refused and who renews it
 */
export const checkKeys = async (
  keys: PowerOfficeKeys,
  urls: VendorUrls,
  transport: Transport,
): Promise<CheckedKeys> => {
  const shared = { transport, clock: systemClock, random: Math.random, count: () => undefined };
  const simployer = createSimployerClient({
    ...shared,
    baseUrl: urls.simployerBaseUrl,
    accessToken: keys.simployerAccessToken,
  });
  const { reader } = createPowerOfficeClient({
    ...shared,
    baseUrl: urls.powerOfficeBaseUrl,
    tokenUrl: urls.powerOfficeTokenUrl,
    applicationKey: keys.powerOfficeApplicationKey,
    clientKey: keys.powerOfficeClientKey,
    subscriptionKey: keys.powerOfficeSubscriptionKey,
    deadline: () => Number.POSITIVE_INFINITY,
    // Two requests need no pace.
    pacer: unpaced,
    writeTimeoutInMillis: DEFAULT_SETTINGS.writeTimeoutInSeconds * 1000,
  });
  const companies = await simployer.company();
  const { clientName, validPrivileges } = await reader.integrationInformation();
  return {
    simployerCompany: companies.map(({ name }) => name ?? '(without a name)').join(', ') || '(without a name)',
    powerOfficeClient: clientName ?? '(without a name)',
    missingPrivileges: missingPrivileges(validPrivileges, DEFAULT_SETTINGS.mapping),
  };
};
