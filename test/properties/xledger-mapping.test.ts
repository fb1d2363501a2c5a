import fc from 'fast-check';
import { areAccountsReadable } from '../../shared/flows/employees-to-xledger/plan/hidden-values.ts';
import { KEPT_FIELD_NAMES } from '../../shared/flows/employees-to-xledger/plan/diff.ts';
import type { EmployeePlan } from '../../shared/flows/employees-to-xledger/plan/plan-employee.ts';
import { mapEmployee } from '../../shared/flows/employees-to-xledger/rules/map-employee.ts';
import { HIDDEN_FIELDS } from '../../shared/flows/employees-to-xledger/rules/mapping-row.ts';
import { codeKey, NO_PEERS } from '../../shared/flows/employees-to-xledger/rules/peers.ts';
import type { SourceEmployee, SourceEmployeeId } from '../../shared/model/employee.ts';
import type { XledgerEmployee } from '../../shared/vendors/xledger/employee-record.ts';
import { branded } from '../builders/branded.ts';
import { buildSourceEmployee } from '../builders/source-employee.ts';
import { buildContact, buildMappingContext, buildXledgerEmployee, runThrough } from '../builders/xledger-record.ts';
import type { XledgerWorld } from '../builders/xledger-record.ts';
import { anyText, date, maybe, sourceEmployee } from './any-source-employee.ts';
import { runCount } from './run-count.ts';

const map = (source: SourceEmployee) => mapEmployee(source, { ...buildMappingContext(), peers: NO_PEERS });

/** Somebody who goes to X-ledger but for what chance has put in the place of a few values. */
const nearlyRight = (any: SourceEmployee, kept: readonly string[], id: string): SourceEmployee => {
  const right = { ...buildSourceEmployee(), ssn: '13097248022' };
  const chance = Object.entries(any).filter(([name]) => !kept.includes(name));
  return { ...right, ...(Object.fromEntries(chance) as object), id: branded<SourceEmployeeId>(id) };
};
const FIELDS = Object.keys(buildSourceEmployee());
const person = (id: string): fc.Arbitrary<SourceEmployee> =>
  fc
    .tuple(
      sourceEmployee,
      fc.subarray(FIELDS, { minLength: FIELDS.length - 6 }),
      fc.constantFrom('7', '007', '07', 'A7'),
    )
    .map(([any, kept, employeeNumber]) => ({ ...nearlyRight(any, kept, id), employeeNumber }));
const people = fc.tuple(person('a'), person('b'), person('c'));

const record = (id: string): fc.Arbitrary<XledgerEmployee> =>
  fc
    .record({
      code: fc.constantFrom('7', '007', 'A7', '8', null),
      description: maybe(anyText),
      email: maybe(anyText),
      employmentFrom: maybe(date),
      employmentTo: maybe(date),
      dateTo: maybe(date),
      socialSecurityMasked: fc.constantFrom(null, '***********', '******48022', '******12345'),
      bankAccount: fc.constantFrom(null, '12345678903', '86011117947', '*******8903'),
      positionValue: fc.constantFrom(null, { id: '501', code: null, description: 'Engineer', objectKindId: '90' }),
      contact: fc.option(
        fc
          .record({
            lastName: fc.constantFrom('Nordmann', null),
            birthday: fc.constantFrom('1990-05-01', null),
            phone: maybe(anyText),
          })
          .map(buildContact),
        { nil: null },
      ),
    })
    .map((fields) => buildXledgerEmployee({ id, ...fields }));
const world: fc.Arbitrary<XledgerWorld> = fc
  .subarray(['1', '2', '3'])
  .chain((ids) => fc.tuple(...ids.map(record)))
  .map((records) => ({ records, links: new Map() }));

/** X-ledger shows the accounts of everybody, or of nobody (X-ledger fact 21). */
const hiding = ({ records, links }: XledgerWorld): XledgerWorld => ({
  records: records.map((held) => ({ ...held, bankAccount: null })),
  links,
});

const sentBy = (plan: EmployeePlan) => ('employee' in plan ? [...plan.employee, ...plan.contact] : []);

describe('the mapping to X-ledger', () => {
  test('takes any employee without throwing, and says the same twice', () => {
    fc.assert(
      fc.property(sourceEmployee, (source) => {
        expect(map(source)).toEqual(map(source));
      }),
      { numRuns: runCount(120) },
    );
  });

  test('shows no national id and no account in any message', () => {
    fc.assert(
      fc.property(person('a'), fc.constantFrom('01859010072', '1234.56.78904'), world, (any, secret, before) => {
        const source = {
          ...any,
          employeeNumber: secret,
          title: secret,
          workEmail: secret,
          privatePhone: `${secret}x`,
          ssn: secret,
          homeAddress: { street: null, city: secret, postalCode: secret, country: secret },
        };
        const { plans } = runThrough([source], before);
        const messages = [...plans.values()]
          .flatMap(({ problems }) => problems.map(({ message }) => message))
          .join(' ');
        expect(messages.replaceAll(/[ .]/g, '')).not.toContain(secret.replaceAll('.', ''));
      }),
      { numRuns: runCount(60) },
    );
  });
});

describe('runs into X-ledger, whoever is there and whatever it holds,', () => {
  test('leave nothing to do for a second one, but accounts that X-ledger turns out to show', () => {
    fc.assert(
      fc.property(people, world, fc.boolean(), (sources, before, hidesAccounts) => {
        const start = hidesAccounts ? hiding(before) : before;
        const { world: after } = runThrough(sources, start, { hidesAccounts });
        const second = runThrough(sources, after, { hidesAccounts });
        const written = [...second.plans.values()].flatMap(sentBy);
        // Where nobody had an account, none was taken for empty; the first that was written shows that they can be read.
        const isShownNow = areAccountsReadable(after.records) && !areAccountsReadable(start.records);
        expect(written.filter(({ field }) => !(isShownNow && field === 'bankAccount'))).toEqual([]);
        expect(runThrough(sources, second.world, { hidesAccounts }).world).toEqual(second.world);
      }),
      { numRuns: runCount(120) },
    );
  });

  test('make at most one employee of a code, and link no record to two people', () => {
    fc.assert(
      fc.property(people, world, (sources, before) => {
        const { world: after } = runThrough(sources, before);
        const counts = ({ records }: XledgerWorld) => Map.groupBy(records, ({ code }) => codeKey(code, true));
        for (const [code, holders] of counts(after)) {
          expect(holders.length).toBeLessThanOrEqual(Math.max(1, counts(before).get(code)?.length ?? 0));
        }
        const linked = [...after.links.values()].map(({ record: id }) => id);
        expect(new Set(linked).size).toBe(linked.length);
      }),
      { numRuns: runCount(120) },
    );
  });

  test('write fields of the table alone, clear nothing but a last day, and leave the others as they were', () => {
    const known = [...KEPT_FIELD_NAMES, ...HIDDEN_FIELDS];
    fc.assert(
      fc.property(people, world, (sources, before) => {
        const { plans, world: after } = runThrough(sources, before);
        for (const plan of plans.values()) {
          for (const { field, value } of sentBy(plan)) {
            if (plan.action === 'update') expect(known).toContain(field);
            if (value === null) expect(field).toBe('employmentTo');
          }
        }
        for (const held of before.records) {
          const now = after.records.find(({ id }) => id === held.id);
          const { code, dateFrom, dateTo, ownerId } = held;
          expect(now).toMatchObject({ code, dateFrom, dateTo, ownerId });
        }
      }),
      { numRuns: runCount(120) },
    );
  });
});
