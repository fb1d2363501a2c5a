import { createRandom } from '../../local/demo-vendors/company/random.ts';
import { createWorld } from '../../local/simulation/world.ts';
import type { World } from '../../local/simulation/world.ts';
import type { WorldInput } from '../../local/simulation/world-options.ts';
import type { Fault, FaultPlan } from '../../local/demo-vendors/poweroffice/faults.ts';
import type { VendorRequest } from '../../local/demo-vendors/vendor-request.ts';
import type { RunReport } from '../../shared/flows/employees-to-poweroffice/report.ts';
import { before, payrollOf, violations } from './invariants.ts';
import type { CheckOptions } from './invariants.ts';

export interface Scenario {
  readonly world: World;
  readonly report: RunReport;
  /** The invariants that do not hold once the world has healed; empty when all is well. */
  readonly found: readonly string[];
}

const undisturbed = new Map<string, readonly unknown[]>();

/** The payroll that a company of this size and seed ends with when nothing goes wrong. */
export const payrollUndisturbed = async (size: number, seed = 1): Promise<readonly unknown[]> => {
  const key = `${size}/${seed}`;
  const known = undisturbed.get(key);
  if (known !== undefined) return known;
  const world = createWorld({ seed, company: size });
  await world.run();
  const payroll = payrollOf(world);
  undisturbed.set(key, payroll);
  return payroll;
};

/**
 * A company's first run under faults, then everything that must hold. `prepare` sees the world before it runs, so
 * that faults can follow its clock.
 */
export const firstRun = async (
  { company = 5, ...input }: Omit<WorldInput, 'company'> & { readonly company?: number } = {},
  prepare: (world: World) => Promise<void> | void = () => {},
  options: CheckOptions = {},
): Promise<Scenario> => {
  const world = createWorld({ ...input, company });
  const earlier = await before(world);
  await prepare(world);
  const report = await world.run();
  const expected = await payrollUndisturbed(company, input.seed);
  return { world, report, found: await violations(world, earlier, { expected, ...options }) };
};

/** The four kinds of POST, and the addresses they go to. */
export const POSTS = {
  employee: /^\/v2\/Employees$/,
  bankAccount: /^\/v2\/ContactBankAccounts\/\d+$/,
  employment: /^\/v2\/Employees\/\d+\/Employments$/,
  salary: /^\/v2\/Employees\/Employments\/\d+\/Salaries$/,
} as const;
export type PostKind = keyof typeof POSTS;

export const isPost = (kind: PostKind, { method, path }: Pick<VendorRequest, 'method' | 'path'>): boolean =>
  method === 'POST' && POSTS[kind].test(path);

export const isToken = ({ path }: Pick<VendorRequest, 'path'>): boolean => path.endsWith('/Token');

/** A fault for the first so many requests that match. */
export const firstOf = (count: number, matches: (request: VendorRequest) => boolean, fault: Fault): FaultPlan => {
  let struck = 0;
  return (request) => {
    if (struck >= count || !matches(request)) return null;
    struck += 1;
    return fault;
  };
};

/** A share of the requests, spread without a pattern but the same way every time. */
export const shareOf = (share: number, fault: (sequence: number) => Fault): FaultPlan => {
  return (_request, sequence) => (strikes(share, sequence) ? fault(sequence) : null);
};

/** Whether the one of this number belongs to the share. */
export const strikes = (share: number, number: number): boolean => createRandom(number).chance(share);

/** How often each person was worked on in vain before it went well. */
export const postponements = (world: World): number =>
  world.events.filter(({ event }) => event === 'record-postponed').length;
