import { createDemoPowerOffice } from '../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import type { DemoPowerOffice, DemoPowerOfficeInput } from '../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import { demoCredentials } from '../../local/demo-vendors/poweroffice/options.ts';
import type { VendorResponse } from '../../local/demo-vendors/vendor-request.ts';
import { vendorRequest } from '../../local/demo-vendors/vendor-request.ts';
import { createVirtualClock } from '../../local/simulation/virtual-clock.ts';
import type { VirtualClock } from '../../local/simulation/virtual-clock.ts';

/** When every session begins. */
export const SESSION_STARTS = '2026-01-05T08:00:00Z';

interface PowerOfficeAnswer extends VendorResponse {
  /** The parsed body; undefined when there is none. */
  readonly json: any;
}

/** A client of the demo that is as plain as can be: one call, one answer. */
export interface PowerOfficeSession {
  readonly demo: DemoPowerOffice;
  readonly clock: VirtualClock;
  /** @param path below the base path. Time moves by 100 ms first, so that the throttle stays out of it. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<PowerOfficeAnswer>;
  patch(path: string, ...operations: object[]): Promise<PowerOfficeAnswer>;
  /** POST that must succeed. @returns the new row. */
  create(path: string, body: object): Promise<any>;
}

export const tokenRequest = (credentials = demoCredentials, body = 'grant_type=client_credentials') =>
  vendorRequest(
    'POST',
    '/Demo/OAuth/Token',
    {
      'Ocp-Apim-Subscription-Key': credentials.subscriptionKey,
      Authorization: `Basic ${btoa(`${credentials.applicationKey}:${credentials.clientKey}`)}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body,
  );

export const openSession = async (input: Partial<DemoPowerOfficeInput> = {}): Promise<PowerOfficeSession> => {
  const clock = createVirtualClock(SESSION_STARTS);
  const { faults, ...rest } = input;
  const demo = createDemoPowerOffice({ clock, ...rest });
  const token: unknown = JSON.parse((await demo.handle(tokenRequest())).body);
  const { access_token: accessToken } = token as { access_token: string };
  if (faults !== undefined) demo.setFaults(faults);

  const call: PowerOfficeSession['call'] = async (method, path, body, headers = {}) => {
    await clock.advance(100);
    const response = await demo.handle(
      vendorRequest(
        method,
        `/Demo/v2${path}`,
        {
          'Ocp-Apim-Subscription-Key': demoCredentials.subscriptionKey,
          Authorization: `Bearer ${accessToken}`,
          'Content-Type': method === 'PATCH' ? 'application/json-patch+json' : 'application/json',
          ...headers,
        },
        body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
      ),
    );
    return { ...response, json: parsed(response.body) };
  };
  return {
    demo,
    clock,
    call,
    patch: (path, ...operations) => call('PATCH', path, operations),
    create: async (path, body) => {
      const answer = await call('POST', path, body);
      if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.body}`);
      return answer.json;
    },
  };
};

const parsed = (body: string): any => {
  try {
    return body === '' ? undefined : JSON.parse(body);
  } catch {
    return undefined;
  }
};

export const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });

/** Everything POST .../Employments requires. */
export const employmentBody = {
  EmploymentForm: 'Permanent',
  EmploymentType: 'Ordinary',
  EnterpriseId: 501,
  FullTimeHoursPerWeek: 37.5,
  IsDefault: true,
  ProfessionCode: '3120105',
  StartDate: '2024-03-01',
  WorkingHoursArrangement: 'NonShift',
};
