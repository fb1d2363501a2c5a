import { planPerson } from '../../shared/flows/employees-to-xledger/plan/plan-person.ts';
import type { EmployeePlan, Situation } from '../../shared/flows/employees-to-xledger/plan/plan-employee.ts';
import { NOTHING_REMEMBERED } from '../../shared/flows/employees-to-xledger/plan/memory.ts';
import type { Memory } from '../../shared/flows/employees-to-xledger/plan/memory.ts';
import { matchEmployees } from '../../shared/flows/employees-to-xledger/match/match-employees.ts';
import { NOT_LINKED } from '../../shared/records/stored-link.ts';
import type { ElsewhereRecord } from '../../shared/flows/employees-to-xledger/match/match-employees.ts';
import { sourceIdentity } from '../../shared/flows/employees-to-xledger/match/record-identity.ts';
import { mapEmployee } from '../../shared/flows/employees-to-xledger/rules/map-employee.ts';
import type { MappingContext } from '../../shared/flows/employees-to-xledger/rules/mapping-context.ts';
import { findPeers, NO_PEERS } from '../../shared/flows/employees-to-xledger/rules/peers.ts';
import { areAccountsReadable } from '../../shared/flows/employees-to-xledger/plan/hidden-values.ts';
import { DEFAULT_XLEDGER_SETTINGS } from '../../shared/flows/employees-to-xledger/settings.ts';
import type { XledgerSettings } from '../../shared/flows/employees-to-xledger/settings.ts';
import { nestFields } from '../../shared/records/field-value.ts';
import type { FieldValue } from '../../shared/records/field-value.ts';
import { toCountryCode } from '../../shared/records/values/country.ts';
import type { SourceEmployee } from '../../shared/model/employee.ts';
import type { XledgerEmployee } from '../../shared/vendors/xledger/employee-record.ts';
import { branded } from './branded.ts';
import type { Plain } from './branded.ts';

export const TODAY = '2026-03-02';

type PlainRecord = Plain<XledgerEmployee>;

/** The free texts of an employee, none of them used. */
export const NO_TEXTS = {
  text1: null,
  text2: null,
  text3: null,
  text4: null,
  text5: null,
  text6: null,
  text7: null,
  text8: null,
};

/** The person of `buildSourceEmployee` as X-ledger holds her once she is in step. */
export const buildXledgerEmployee = (overrides: Partial<PlainRecord> = {}): XledgerEmployee =>
  branded({
    id: '7',
    code: '42',
    description: 'Kari Nordmann',
    email: 'kari.nordmann@example.com',
    dateFrom: '2020-01-01',
    dateTo: null,
    employmentFrom: '2020-01-01',
    employmentTo: null,
    trialTo: null,
    socialSecurityMasked: null,
    positionValue: { id: '501', code: '1', description: 'Engineer', objectKindId: '90' },
    exitReason: null,
    glObject1: null,
    glObject2: null,
    glObject3: null,
    glObject4: null,
    glObject5: null,
    employeeGroup: null,
    superior: null,
    flexiFieldsItem: NO_TEXTS,
    contact: buildContact(),
    ownerId: '1',
    bankAccount: '12345678903',
    ...overrides,
  });

type PlainContact = NonNullable<PlainRecord['contact']>;

export const buildContact = (overrides: Partial<PlainContact> = {}): PlainContact => ({
  id: '70',
  secondId: 'C70',
  firstName: 'Kari',
  lastName: 'Nordmann',
  birthday: '1990-05-01',
  jobTitle: null,
  email2: null,
  phone: '22334455',
  phone2: null,
  gender: null,
  homeAddress: {
    streetAddress: 'Storgata 5',
    zipCode: '0150',
    place: 'Oslo',
    country: { code: 'NO', description: 'Norway' },
  },
  ...overrides,
});

export const buildSettings = (overrides: Partial<XledgerSettings> = {}): XledgerSettings => ({
  ...DEFAULT_XLEDGER_SETTINGS,
  ...overrides,
});

/** A hash that tells values apart, and shows in a failing test what it was made of. */
const keyedDigest = (text: string): string => `hashed ${text}`;

export const buildMappingContext = (overrides: Partial<MappingContext> = {}): MappingContext => ({
  settings: DEFAULT_XLEDGER_SETTINGS,
  today: TODAY,
  lists: {
    titles: branded([{ id: '501', code: '1', description: 'Engineer' }]),
    employeeGroups: [],
    dimension: [],
  },
  costCenterCode: null,
  managerRecord: null,
  ...overrides,
});

/** X-ledger and what the sync remembers, as the pure half sees them: what is planned is done at once. */
export interface XledgerWorld {
  readonly records: readonly XledgerEmployee[];
  readonly links: ReadonlyMap<string, { readonly record: string; readonly memory: Memory }>;
}

export interface WorldFacts {
  readonly settings?: Partial<XledgerSettings>;
  readonly context?: Partial<MappingContext>;
  readonly elsewhere?: readonly ElsewhereRecord[];
  readonly keyVersion?: string;
  /** How X-ledger shows an account; whole where it is left out. */
  readonly hidesAccounts?: boolean;
}

/** The plans of everybody, and the world once they are carried out. */
export const runThrough = (sources: readonly SourceEmployee[], world: XledgerWorld, facts: WorldFacts = {}) => {
  const settings = buildSettings(facts.settings);
  const peers = findPeers(sources, settings);
  const linkOf = (id: string) =>
    [id, ...(peers.get(id)?.standsFor ?? [])].flatMap((each) => world.links.get(each) ?? [])[0] ?? null;
  const isGone = (id: string | undefined): boolean =>
    id !== undefined && !world.records.some((record) => record.id === id);
  const matches = matchEmployees(
    sources.map((source) => ({
      ...NOT_LINKED,
      sourceId: source.id,
      number: source.employeeNumber,
      identity: sourceIdentity(source),
      claims: (peers.get(source.id) ?? NO_PEERS).replacedBy === null,
      link: linkOf(source.id)?.record ?? null,
      linkIsGone: isGone(linkOf(source.id)?.record),
    })),
    { records: world.records, elsewhere: facts.elsewhere ?? [], looseCodes: settings.looseCodes },
  );
  const plans = new Map<string, EmployeePlan>();
  let { records } = world;
  const links = new Map(world.links);
  for (const source of sources) {
    const context = { ...buildMappingContext({ settings, ...facts.context }), peers: peers.get(source.id) ?? NO_PEERS };
    const match = matches.get(source.id) ?? { kind: 'none' };
    if (match.kind === 'unseen') throw new Error('a link that leads nowhere is gone');
    const link = linkOf(source.id);
    const situation: Omit<Situation, 'record'> = {
      isLinked: link !== null,
      memory: link?.memory ?? NOTHING_REMEMBERED,
      settings,
      keyedDigest,
      keyVersion: facts.keyVersion ?? '1',
      accountsReadable: areAccountsReadable(world.records),
    };
    const plan = planPerson(mapEmployee(source, context), match, { ...situation, linkLost: isGone(link?.record) });
    plans.set(source.id, plan);
    if (plan.action !== 'create' && plan.action !== 'update') continue;
    const before = plan.action === 'update' ? plan.record : emptyRecord(String(1000 + records.length));
    const after = carryOut(before, plan.employee, plan.contact, facts.hidesAccounts === true);
    records = [...records.filter(({ id }) => id !== after.id), after];
    links.set(source.id, { record: after.id, memory: plan.memory });
  }
  const after: XledgerWorld = { records, links };
  return { plans, world: after };
};

const emptyRecord = (id: string): XledgerEmployee => ({
  ...buildXledgerEmployee({ id, code: null, description: null, email: null, dateFrom: null, employmentFrom: null }),
  positionValue: null,
  bankAccount: null,
  contact: branded(
    buildContact({ id: `${id}0`, firstName: null, lastName: null, birthday: null, phone: null, homeAddress: null }),
  ),
});

const ON_CONTACT = ['firstName', 'lastName', 'phone', 'birthday'];

/** What X-ledger shows of a record after the writes. */
const carryOut = (
  before: XledgerEmployee,
  employee: readonly FieldValue[],
  contact: readonly FieldValue[],
  hidesAccounts: boolean,
): XledgerEmployee => {
  const sent = new Map(employee.map(({ field, value }) => [field, value]));
  const nested = nestFields(contact);
  const own = employee.filter(({ field }) => !field.includes('.') && !ON_CONTACT.includes(field));
  const shownByContact = employee.filter(({ field }) => ON_CONTACT.includes(field));
  const address = nested['homeAddress'] as Record<string, string> | undefined;
  const position = sent.get('positionValue.dbId');
  const socialSec = sent.get('socialSec');
  const account = sent.get('bankAccount');
  return {
    ...before,
    ...(Object.fromEntries(own.map(({ field, value }) => [field, value])) as object),
    ...(position !== undefined && {
      positionValue: branded({ id: String(position), code: null, description: null, objectKindId: '90' }),
    }),
    socialSecurityMasked: socialSec === undefined ? before.socialSecurityMasked : '***********',
    bankAccount: account === undefined ? before.bankAccount : hidesAccounts ? null : String(account),
    contact: before.contact && {
      ...before.contact,
      ...(Object.fromEntries([...shownByContact, ...contact].map(({ field, value }) => [field, value])) as object),
      ...(address !== undefined && {
        homeAddress: {
          streetAddress: address['streetAddress'] ?? before.contact.homeAddress?.streetAddress ?? null,
          zipCode: address['zipCode'] ?? null,
          place: address['place'] ?? null,
          country: { code: toCountryCode(address['country'] ?? ''), description: address['country'] ?? null },
        },
      }),
    },
  };
};

export const NOBODY: XledgerWorld = { records: [], links: new Map() };
