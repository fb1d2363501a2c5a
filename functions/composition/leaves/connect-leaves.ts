/*
 * Connects a process with Simployer and PowerOffice for leaves, as `connect` does for employees, with clients that read
 * time off and write nothing but leaves. The budget of requests is the one that the flow of employees uses. The key of the
 * digests is derived from the stack's hash key and this flow's name, so that what is remembered of absence has a key of
 * its own, and no second secret has to be kept.
 */
import { createHash, createHmac, createSecretKey } from 'node:crypto';
import { LEAVES_TO_POWEROFFICE } from '../../../shared/flows/leaves-to-poweroffice/facts.ts';
import { createPacer } from '../../../shared/http/pacer.ts';
import { powerOfficeBudget } from '../../../shared/vendors/poweroffice/budget.ts';
import { createLeaveClient } from '../../../shared/vendors/poweroffice/leave-client.ts';
import { createTimeOffClient } from '../../../shared/vendors/simployer/time-off-client.ts';
import type { ConnectOptions } from '../connect.ts';
import { createInvocation } from '../create-invocation.ts';

/** Both vendors as one process reaches them. */
export const connectLeaves = ({
  environment,
  keys,
  hashKey,
  transport,
  pacingStore,
  clock,
  random,
}: ConnectOptions) => {
  const digestKey = createSecretKey(createHmac('sha256', hashKey).update(LEAVES_TO_POWEROFFICE.name).digest());
  const invocation = createInvocation(clock);
  const simployer = invocation.measured(transport);
  const powerOffice = invocation.measured(transport);
  const shared = { clock, random, deadline: invocation.deadline, count: invocation.count };
  return {
    simployer: createTimeOffClient({
      ...shared,
      transport: simployer.transport,
      baseUrl: environment.SIMPLOYER_BASE_URL,
      accessToken: keys.simployerAccessToken,
    }),
    powerOffice: createLeaveClient({
      ...shared,
      transport: powerOffice.transport,
      baseUrl: environment.POWEROFFICE_BASE_URL,
      tokenUrl: environment.POWEROFFICE_TOKEN_URL,
      applicationKey: keys.powerOfficeApplicationKey,
      clientKey: keys.powerOfficeClientKey,
      subscriptionKey: keys.powerOfficeSubscriptionKey,
      writeTimeoutInMillis: environment.SETTINGS.writeTimeoutInSeconds * 1000,
      pacer: invocation.counting(
        createPacer({
          // The budget's name must not give the key away.
          key: createHash('sha256').update(keys.powerOfficeSubscriptionKey).digest('hex').slice(0, 32),
          budget: powerOfficeBudget(environment.POWEROFFICE_MAX_REQUESTS_PER_SECOND),
          store: pacingStore,
          clock,
          random,
          onStoreFailure: invocation.noteStoreFailure,
        }),
      ),
    }),
    /** Keyed hash, for what must not be stored. */
    digest: (text: string): string => createHmac('sha256', digestKey).update(text).digest('base64url'),
    deadline: invocation.deadline,
    work: invocation.work,
    takePace: invocation.takePace,
    takeApiCalls: invocation.takeApiCalls,
  };
};
export type LeaveClients = ReturnType<typeof connectLeaves>;
