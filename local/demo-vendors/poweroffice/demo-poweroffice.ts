/*
 * A stand-in for PowerOffice Go that does what is known of the real one, refusals included. Before a request reaches
 * its resource it needs the subscription key, a place within the requests per second, a token, and the privilege.
 * What was written can be read back at once or only after a while, because the real one answers reads from a copy.
 * For example, a second employee with a number that is taken answers 400 with the id of the one who has it.
 */
import type { Clock } from '../../../shared/http/clock.ts';
import { createRollingWindow, mostInOneWindow } from '../rolling-window.ts';
import { dated } from '../vendor-request.ts';
import type { DemoVendor, VendorRequest, VendorResponse } from '../vendor-request.ts';
import { damaged, unhandled } from '../wire-faults.ts';
import { bankAccountEndpoints } from './bank-accounts.ts';
import { clientEndpoints } from './client-endpoints.ts';
import { employeeEndpoints, existingEmployee, removeEmployee, saveEmployee } from './employees.ts';
import { employmentEndpoints, saveEmployment } from './employments.ts';
import type { Endpoint } from './endpoint.ts';
import { route } from './endpoint.ts';
import type { FaultPlan } from './faults.ts';
import { leaveEndpoints, plantLeave } from './leaves.ts';
import { ftePercentageEndpoints } from './fte-percentages.ts';
import type { DemoCredentials, PartialDemoPowerOfficeOptions } from './options.ts';
import { allPrivileges, completeOptions, demoCredentials } from './options.ts';
import { emptyAnswer, gatewayAnswer, problemAnswer, Refusal } from './problem-details.ts';
import type { BankAccountRow, EmployeeRow, EmploymentRow, FtePercentageRow, LeaveRow, SalaryRow } from './rows.ts';
import { salaryEndpoints } from './salaries.ts';
import type { DemoSeed } from './seed.ts';
import { emptyClient } from './seed.ts';
import { plantSeed } from './plant-seed.ts';
import { createClientState } from './state.ts';
import { throttledAnswer, WINDOW_IN_MILLIS } from './throttle.ts';
import { createTokens } from './token.ts';

const LONGEST_URL = 2000;
/** What the URL has before the path on the real host. */
const ORIGIN_LENGTH = 'https://goapi.poweroffice.net'.length;
const JSON_TYPES = /^(application\/json-patch\+json|application\/json|text\/json|application\/[\w.-]+\+json)\s*(;|$)/i;
const TOKEN_PATH = /^(\/demo)?\/oauth\/token$/i;

const endpoints: readonly Endpoint[] = [
  ...clientEndpoints,
  ...employmentEndpoints,
  ...salaryEndpoints,
  ...ftePercentageEndpoints,
  ...leaveEndpoints,
  ...bankAccountEndpoints,
  ...employeeEndpoints,
];

export interface DemoPowerOfficeInput {
  readonly clock: Clock;
  /** What differs from {@link emptyClient} with all privileges. */
  readonly seed?: Partial<DemoSeed>;
  readonly options?: PartialDemoPowerOfficeOptions;
  readonly credentials?: DemoCredentials;
  readonly faults?: FaultPlan;
}

/** One request as it is remembered: nothing of its body or query, which may hold personal data. */
export interface LoggedRequest {
  /** Milliseconds on the demo's clock. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** As answered; 0 for a request that got no answer. */
  readonly status: number;
  readonly contentType: string | null;
}

/** An employee with everything that hangs on them, as the primary has it now and nothing hidden. */
export interface DemoEmployee extends EmployeeRow {
  readonly employments: readonly DemoEmployment[];
  readonly bankAccounts: readonly BankAccountRow[];
}

interface DemoEmployment extends EmploymentRow {
  readonly salaries: readonly SalaryRow[];
  readonly ftePercentages: readonly FtePercentageRow[];
  readonly leaves: readonly LeaveRow[];
}

/** A PowerOffice that runs here: strict, stateful, and open to view. */
export interface DemoPowerOffice extends DemoVendor {
  readonly requests: readonly LoggedRequest[];
  /** POSTs, PATCHes and DELETEs that were carried out, also those whose answer was lost. Tokens do not count. */
  readonly writes: number;
  readonly state: {
    readonly employees: readonly DemoEmployee[];
    employee(id: number): DemoEmployee | undefined;
  };
  /** The most requests in any one second so far, whatever they were answered. */
  maxRequestsInOneSecond(): number;
  /** Changes an employee as a person in Go would. @throws when there is none with that id. */
  editEmployee(id: number, changes: Partial<EmployeeRow>): void;
  /** Changes an employment as a person in Go would. @throws when there is none with that id. */
  editEmployment(id: number, changes: Partial<EmploymentRow>): void;
  /** Changes a salary line as a person in Go would. @throws when there is none with that id. */
  editSalary(id: number, changes: Partial<SalaryRow>): void;
  /** Enters a leave as a person in Go would. @throws when there is no such employment. */
  addLeave(employmentId: number, leave: Partial<LeaveRow>): LeaveRow;
  /** Changes a leave as a person in Go would. @throws when there is none with that id. */
  editLeave(id: number, changes: Partial<LeaveRow>): void;
  /** Takes a leave away as a person in Go would. */
  removeLeave(id: number): void;
  /** Takes an employee away as a person in Go would, whatever hangs on them. */
  removeEmployee(id: number): void;
  /** From now on the integration has these privileges and no others. */
  setPrivileges(privileges: readonly string[]): void;
  /** Replaces the plan of what goes wrong. */
  setFaults(faults: FaultPlan | null): void;
  /** Every token handed out so far answers 401; new ones can be had. */
  revokeTokens(): void;
  /** The client removed the integration: old tokens answer 401, and there are no new ones. */
  revokeClientKey(): void;
}

/**
 * A demo PowerOffice Go that does what is known of the real one, refusals included.
 * @throws ZodError for options out of range.
 */
export const createDemoPowerOffice = (input: DemoPowerOfficeInput): DemoPowerOffice => {
  const { clock, credentials = demoCredentials } = input;
  const options = completeOptions(input.options ?? {});
  const client = createClientState(clock, options, { ...emptyClient, privileges: allPrivileges, ...input.seed });
  plantSeed(client);
  const tokens = createTokens(clock, credentials, options.tokenLifetimeInSeconds);
  const admits = createRollingWindow(clock, { limit: options.requestsPerSecond, windowInMillis: WINDOW_IN_MILLIS });
  const requests: LoggedRequest[] = [];
  let faults = input.faults ?? null;
  let sequence = 0;
  let writes = 0;

  const mayUse = (privileges: readonly string[]): boolean =>
    privileges.length === 0 ||
    privileges.some((name) => client.privileges.has(name) || client.privileges.has(`${name}_Full`));

  const carryOut = (request: VendorRequest): VendorResponse => {
    const match = route(endpoints, request);
    // A URL that is too long answers a misleading 404 (PowerOffice fact 13).
    if (match === null || ORIGIN_LENGTH + request.target.length > LONGEST_URL) {
      return gatewayAnswer(404, 'Resource not found');
    }
    if (!tokens.accepts(request.headers['authorization'])) return emptyAnswer(401, { 'www-authenticate': 'Bearer' });
    if (!mayUse(match.endpoint.privileges)) return emptyAnswer(403);
    const hasBody = request.method === 'POST' || request.method === 'PATCH';
    if (hasBody && request.body !== '' && !JSON_TYPES.test(request.headers['content-type'] ?? '')) {
      return emptyAnswer(415);
    }
    try {
      const answer = match.endpoint.handle({ request, ids: match.ids, client });
      if (request.method !== 'GET') writes += 1;
      return answer;
    } catch (error) {
      if (error instanceof Refusal) return problemAnswer(error, options.problemCasing);
      throw error;
    }
  };

  const answerTo = (request: VendorRequest): VendorResponse => {
    if (request.headers['ocp-apim-subscription-key'] !== credentials.subscriptionKey) {
      return gatewayAnswer(401, 'Access denied due to missing or invalid subscription key.');
    }
    if (!admits()) return throttledAnswer(clock, options.retryAfter);
    sequence += 1;
    const fault = faults?.(request, sequence) ?? null;
    if (fault !== null && 'before' in fault) {
      if (fault.before === 'refuse') {
        return problemAnswer(new Refusal(fault.status, fault.title, fault.detail), options.problemCasing);
      }
      return fault.before === 429 ? throttledAnswer(clock, options.retryAfter) : unhandled(fault.before);
    }
    const isToken = request.method === 'POST' && TOKEN_PATH.test(request.path);
    const answer = isToken ? tokens.answer(request) : carryOut(request);
    return fault === null ? answer : damaged(answer, fault.after);
  };

  const view = (row: EmployeeRow): DemoEmployee => ({
    ...row,
    employments: client.employments.primary.of(row.Id).map((employment) => ({
      ...employment,
      salaries: client.salaries.primary.of(employment.Id),
      ftePercentages: client.ftePercentages.primary.of(employment.Id),
      leaves: client.leaves.primary.of(employment.Id),
    })),
    bankAccounts: client.bankAccounts.primary.of(row.Id),
  });

  return {
    handle: async (request) => {
      const answer = answerTo(request);
      requests.push({
        at: clock.now(),
        method: request.method,
        path: request.path,
        status: answer.fault === undefined ? answer.status : 0,
        contentType: request.headers['content-type'] ?? null,
      });
      return Promise.resolve(dated(answer, clock));
    },
    requests,
    get writes() {
      return writes;
    },
    state: {
      get employees() {
        return client.employees.primary.all().map(view);
      },
      employee: (id) => {
        const row = client.employees.primary.get(id);
        return row === undefined ? undefined : view(row);
      },
    },
    maxRequestsInOneSecond: () =>
      mostInOneWindow(
        requests.map(({ at }) => at),
        WINDOW_IN_MILLIS,
      ),
    editEmployee: (id, changes) => {
      const before = existingEmployee(client.employees.primary.get(id), id);
      saveEmployee(client, before, { ...before, ...changes, Id: id });
    },
    editEmployment: (id, changes) => {
      const before = client.employments.primary.get(id);
      if (before === undefined) throw new Error(`There is no employment ${id}`);
      saveEmployment(client, before, { ...before, ...changes, Id: id, EmployeeId: before.EmployeeId });
    },
    editSalary: (id, changes) => {
      const before = client.salaries.primary.get(id);
      if (before === undefined) throw new Error(`There is no salary line ${id}`);
      const { EmploymentId } = before;
      client.salaries.put({ ...before, ...changes, Id: id, EmploymentId, LastChangedDateTimeOffset: client.stamp() });
    },
    addLeave: (employmentId, leave) => plantLeave(client, employmentId, leave),
    editLeave: (id, changes) => {
      const before = client.leaves.primary.get(id);
      if (before === undefined) throw new Error(`There is no leave ${id}`);
      const { EmploymentId } = before;
      client.leaves.put({ ...before, ...changes, Id: id, EmploymentId, LastChangedDateTimeOffset: client.stamp() });
    },
    removeLeave: (id) => client.leaves.remove(id),
    removeEmployee: (id) => removeEmployee(client, id),
    setPrivileges: (privileges) => {
      client.privileges.clear();
      for (const privilege of privileges) client.privileges.add(privilege);
    },
    setFaults: (plan) => {
      faults = plan;
    },
    revokeTokens: () => tokens.revokeTokens(),
    revokeClientKey: () => tokens.revokeClientKey(),
  };
};
