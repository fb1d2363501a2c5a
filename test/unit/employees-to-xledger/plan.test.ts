import { compareFields, diffFields, waitsForContact } from '../../../shared/flows/employees-to-xledger/plan/diff.ts';
import { hashHidden, planHidden } from '../../../shared/flows/employees-to-xledger/plan/hidden-values.ts';
import { planLastDay } from '../../../shared/flows/employees-to-xledger/plan/last-day.ts';
import { NOTHING_REMEMBERED } from '../../../shared/flows/employees-to-xledger/plan/memory.ts';
import type { Memory } from '../../../shared/flows/employees-to-xledger/plan/memory.ts';
import { planEmployee } from '../../../shared/flows/employees-to-xledger/plan/plan-employee.ts';
import type { EmployeePlan, Situation } from '../../../shared/flows/employees-to-xledger/plan/plan-employee.ts';
import { planPerson } from '../../../shared/flows/employees-to-xledger/plan/plan-person.ts';
import { mapEmployee } from '../../../shared/flows/employees-to-xledger/rules/map-employee.ts';
import { NO_PEERS } from '../../../shared/flows/employees-to-xledger/rules/peers.ts';
import type { Peers } from '../../../shared/flows/employees-to-xledger/rules/peers.ts';
import { problem } from '../../../shared/flows/employees-to-xledger/problems.ts';
import type { ProblemCode } from '../../../shared/flows/employees-to-xledger/problems.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
import type { XledgerSettings } from '../../../shared/flows/employees-to-xledger/settings.ts';
import type { XledgerEmployee } from '../../../shared/vendors/xledger/employee-record.ts';
import type { Plain } from '../../builders/branded.ts';
import { buildSourceEmployee } from '../../builders/source-employee.ts';
import {
  buildContact,
  buildMappingContext,
  buildSettings,
  buildXledgerEmployee,
  TODAY,
} from '../../builders/xledger-record.ts';

type Source = Partial<Plain<SourceEmployee>>;
type Held = Partial<Plain<XledgerEmployee>>;

const ID = '13097248022';

interface Given {
  readonly source?: Source;
  readonly record?: Held | null;
  readonly settings?: Partial<XledgerSettings>;
  readonly peers?: Partial<Peers>;
  readonly isLinked?: boolean;
  readonly memory?: Partial<Memory>;
}

const facts = { keyedDigest: (text: string) => `hashed ${text}`, keyVersion: '1', accountsReadable: true };
const situationOf = ({ record = {}, settings, isLinked = true, memory }: Given): Situation => ({
  ...facts,
  record: record === null ? null : buildXledgerEmployee({ socialSecurityMasked: '******48022', ...record }),
  settings: buildSettings(settings),
  isLinked,
  memory: { ...NOTHING_REMEMBERED, ...memory },
});
const desiredOf = ({ source = {}, settings, peers }: Given) =>
  mapEmployee(buildSourceEmployee({ ssn: ID, ...source }), {
    ...buildMappingContext({ settings: buildSettings(settings) }),
    peers: { ...NO_PEERS, ...peers },
  });
const plan = (given: Given): EmployeePlan => planEmployee(desiredOf(given), situationOf(given));
const codes = ({ problems }: EmployeePlan): readonly string[] => problems.map(({ code }) => code);
const sent = (planned: EmployeePlan): Record<string, unknown> =>
  'employee' in planned
    ? Object.fromEntries([...planned.employee, ...planned.contact].map(({ field, value }) => [field, value]))
    : {};

describe('What is planned', () => {
  test.each<[what: string, given: Given, action: EmployeePlan['action'], told: readonly ProblemCode[]]>([
    ['in step', {}, 'update', []],
    ['nobody there', { record: null }, 'create', []],
    ['replaced by another record', { peers: { replacedBy: 'other' } }, 'skip', ['EARLIER_RECORD_USED']],
    [
      'a leaver replaced by another record',
      { source: { active: false }, peers: { replacedBy: 'other' } },
      'skip',
      ['INACTIVE_NOT_CREATED'],
    ],
    ['begins later', { source: { active: false, hireDate: '2026-05-01' } }, 'skip', ['PRE_HIRE']],
    ['begins today', { source: { active: false, hireDate: TODAY } }, 'update', ['END_DATE_MISSING']],
    ['a number held twice, linked', { peers: { sameNumber: ['42'] } }, 'blocked', ['NUMBER_DUPLICATE']],
    [
      'a number held twice, of a leaver',
      { source: { active: false }, peers: { sameNumber: ['42'] } },
      'update',
      ['END_DATE_MISSING'],
    ],
    [
      'a row of Simployer that lacks something, linked',
      { source: { faults: [{ row: 'employment', id: 'e', field: 'id' }] } },
      'blocked',
      ['SOURCE_ROW_INVALID'],
    ],
    ['not exported, linked', { source: { employments: [] } }, 'update', ['EMPLOYMENT_MISSING']],
    ['not exported, found', { source: { employments: [] }, isLinked: false }, 'blocked', ['EMPLOYMENT_MISSING']],
    [
      'part time, found',
      { settings: { employmentTypes: ['Vikariat'] }, isLinked: false },
      'skip',
      ['EMPLOYMENT_NOT_EXPORTED'],
    ],
    ['part time, linked', { settings: { employmentTypes: ['Vikariat'] } }, 'update', ['EMPLOYMENT_NOT_EXPORTED']],
    ['without a name, found', { source: { firstName: null }, isLinked: false }, 'update', []],
    ['without a name, new', { source: { firstName: null }, record: null }, 'blocked', ['NAME_MISSING']],
    ['without a national id, which X-ledger has', { source: { ssn: null } }, 'update', []],
    [
      'without a national id on either side',
      { source: { ssn: null }, record: { socialSecurityMasked: null } },
      'update',
      ['NATIONAL_ID_MISSING'],
    ],
    [
      'without a demanded national id, new',
      { source: { ssn: null }, record: null, settings: { requireNationalId: true } },
      'blocked',
      ['NATIONAL_ID_MISSING'],
    ],
    ['closed yesterday', { record: { dateTo: '2026-03-01' } }, 'update', ['RECORD_CLOSED']],
    ['closed from today', { record: { dateTo: TODAY } }, 'update', []],
    ['a code with blanks around', { record: { code: ' 42 ' } }, 'update', []],
    ['another code', { record: { code: 'X' } }, 'update', ['NUMBER_DIFFERS']],
    ['other zeros', { record: { code: '042' } }, 'update', ['NUMBER_FORMAT_DIFFERS']],
  ])('%s', (_what, given, action, told) => {
    const planned = plan(given);
    expect([planned.action, codes(planned)]).toEqual([action, told]);
  });

  test('both codes are named', () => {
    const [found] = plan({ record: { code: '042' } }).problems;
    expect(found?.message).toBe(
      'The employee number is "42" in Simployer and "042" in X-ledger, where it is never changed.',
    );
  });

  test('a new employee has the code, initials, dates and hidden values, of which nothing is shown', () => {
    const planned = plan({ record: null });
    expect(sent(planned)).toMatchObject({
      code: '42',
      initials: 'KN',
      dateFrom: '2020-01-01',
      employmentFrom: '2020-01-01',
      socialSec: ID,
      bankAccount: '12345678903',
      'homeAddress.zipCode': '0150',
    });
    const changes = 'employee' in planned ? planned.employee : [];
    for (const { field, from, to } of changes) {
      expect(from).toBeNull();
      if (['socialSec', 'bankAccount'].includes(field)) expect(to).toBeNull();
      if (field === 'code') expect(to).toBe('42');
    }
    expect(planned).toMatchObject({
      memory: { employmentTo: null, returnedWith: null, hidden: { socialSec: { keyVersion: '1' } } },
    });
  });

  test('a value that is set once is shown as it is sent', () => {
    const planned = plan({ record: null, settings: { fixedValues: { timesheet: false } } });
    const change = 'employee' in planned ? planned.employee.find(({ field }) => field === 'timesheet') : undefined;
    expect(change).toEqual({ field: 'timesheet', value: false, from: null, to: 'false' });
  });

  test('contacts are left alone on request, of new employees too', () => {
    const settings = { contacts: 'off' } as const;
    for (const record of [null, { contact: buildContact({ homeAddress: null }) }]) {
      const planned = plan({ record, settings });
      expect('contact' in planned && planned.contact).toEqual([]);
    }
  });
});

describe('Of somebody who has left', () => {
  const gone = { active: false, leaving: { endDate: '2026-02-28', offboardDate: null }, privatePhone: '99887766' };

  test('the last day alone is written, with reason and closing by option, and remembered', () => {
    const planned = plan({
      source: gone,
      settings: { closeRecords: true, exitReason: { code: 'F' } },
      memory: { returnedWith: '2020-01-01' },
    });
    expect(sent(planned)).toEqual({ employmentTo: '2026-02-28', dateTo: '2026-02-28', 'exitReason.code': 'F' });
    expect(planned).toMatchObject({ memory: { employmentTo: '2026-02-28', returnedWith: '2020-01-01' } });
    expect(sent(plan({ source: gone }))).toEqual({ employmentTo: '2026-02-28' });
  });

  test('no rule is asked of them', () => {
    expect(codes(plan({ source: { ...gone, title: null, workEmail: null, employments: [] } }))).toEqual([]);
  });
});

describe('The last day', () => {
  const day = (
    wanted: string | null,
    held: string | null,
    {
      written = null,
      returnedWith = null,
      hireDate = '2020-01-01',
      active = true,
      isLastDayUnreadable = false,
    }: {
      written?: string | null;
      returnedWith?: string | null;
      hireDate?: string;
      active?: boolean;
      isLastDayUnreadable?: boolean;
    } = {},
  ) => {
    const fields = {
      employmentFrom: { value: hireDate },
      ...(wanted !== null && { employmentTo: { value: wanted } }),
    };
    const { problems, ...planned } = planLastDay(
      { fields, active, today: TODAY, isLastDayUnreadable },
      { employmentTo: held },
      { employmentTo: written, returnedWith },
    );
    return {
      told: problems.map(({ code }) => code).join(),
      wants: Object.fromEntries(Object.entries(planned.fields).map(([name, { value }]) => [name, value])),
      memory: planned.memory,
    };
  };

  test.each<[what: string, find: () => ReturnType<typeof day>, expected: Partial<ReturnType<typeof day>>]>([
    [
      'wanted: written and remembered',
      () => day('2026-05-31', null),
      {
        told: '',
        wants: { employmentFrom: '2020-01-01', employmentTo: '2026-05-31' },
        memory: { employmentTo: '2026-05-31', returnedWith: null },
      },
    ],
    [
      'none on either side',
      () => day(null, null, { written: '2026-01-01' }),
      { told: '', memory: { employmentTo: null, returnedWith: null } },
    ],
    [
      'withdrawn, still to come: cleared',
      () => day(null, '2026-05-31', { written: '2026-05-31' }),
      {
        told: '',
        wants: { employmentFrom: '2020-01-01', employmentTo: null },
        memory: { employmentTo: null, returnedWith: null },
      },
    ],
    [
      'withdrawn on the day itself: cleared, nobody has come back',
      () => day(null, TODAY, { written: TODAY }),
      { told: '', memory: { employmentTo: null, returnedWith: null } },
    ],
    [
      'withdrawn when it is over: back, the start stays',
      () => day(null, '2026-03-01', { written: '2026-03-01' }),
      { told: 'REHIRE', wants: { employmentTo: null }, memory: { employmentTo: null, returnedWith: '2020-01-01' } },
    ],
    [
      'another one to come when it is over: back for a time, the start stays',
      () => day('2026-12-31', '2026-03-01', { written: '2026-03-01', hireDate: '2026-03-02' }),
      {
        told: 'REHIRE',
        wants: { employmentTo: '2026-12-31' },
        memory: { employmentTo: '2026-12-31', returnedWith: '2026-03-02' },
      },
    ],
    [
      'another one that is over as well: nobody has come back',
      () => day('2026-02-28', '2026-03-01', { written: '2026-03-01' }),
      { told: '', memory: { employmentTo: '2026-02-28', returnedWith: null } },
    ],
    [
      'another one to come, when payroll has moved it: nobody here knows who is back',
      () => day('2026-12-31', '2026-02-27', { written: '2026-03-01' }),
      { told: '', wants: { employmentFrom: '2020-01-01', employmentTo: '2026-12-31' } },
    ],
    [
      'another one than was written: kept, and what was written is remembered',
      () => day(null, '2026-06-30', { written: '2026-05-31' }),
      {
        told: 'END_DATE_FOREIGN',
        wants: { employmentFrom: '2020-01-01' },
        memory: { employmentTo: '2026-05-31', returnedWith: null },
      },
    ],
    ['one that nobody here wrote', () => day(null, '2026-06-30'), { told: 'END_DATE_FOREIGN' }],
    [
      'one that cannot be read: nothing is cleared or told',
      () => day(null, '2026-05-31', { written: '2026-05-31', isLastDayUnreadable: true }),
      { told: '', wants: { employmentFrom: '2020-01-01' }, memory: { employmentTo: '2026-05-31', returnedWith: null } },
    ],
    ['missing of a leaver', () => day(null, null, { active: false }), { told: 'END_DATE_MISSING' }],
    [
      'missing of a leaver whom X-ledger has one of',
      () => day(null, '2026-02-28', { active: false, written: '2026-02-28' }),
      { told: '', wants: { employmentFrom: '2020-01-01' }, memory: { employmentTo: '2026-02-28', returnedWith: null } },
    ],
    [
      'of somebody who came back: the start stays while Simployer has that hire date',
      () => day('2026-12-31', null, { returnedWith: '2020-01-01' }),
      { wants: { employmentTo: '2026-12-31' }, memory: { employmentTo: '2026-12-31', returnedWith: '2020-01-01' } },
    ],
    [
      'of somebody who came back, with another hire date since',
      () => day(null, null, { returnedWith: '2020-01-01', hireDate: '2026-03-01' }),
      { wants: { employmentFrom: '2026-03-01' }, memory: { employmentTo: null, returnedWith: null } },
    ],
  ])('%s', (_what, find, expected) => {
    const found = find();
    expect(found).toMatchObject(expected);
    if (expected.wants !== undefined) expect(found.wants).toEqual(expected.wants);
  });

  test('the day is named', () => {
    const { problems } = planLastDay(
      { fields: {}, active: true, today: TODAY, isLastDayUnreadable: false },
      { employmentTo: '2026-06-30' },
      NOTHING_REMEMBERED,
    );
    expect(problems[0]?.message).toContain('2026-06-30');
  });
});

describe('Hidden values', () => {
  const hash = (field: 'socialSec' | 'bankAccount', value: string, keyVersion = '1') => ({
    ...hashHidden('employee-1', field, value, facts),
    keyVersion,
  });
  const decide = (
    hidden: Parameters<typeof planHidden>[0]['hidden'],
    record: Parameters<typeof planHidden>[1],
    memory: Memory['hidden'] = {},
    settings: Partial<XledgerSettings> = {},
    accountsReadable = true,
  ): string => {
    const { plans, problems } = planHidden(
      { sourceId: 'employee-1', hidden },
      record,
      { hidden: memory },
      { ...facts, accountsReadable, settings: buildSettings(settings) },
    );
    for (const { field, value, hash: made } of plans) expect(made).toEqual(hash(field, value));
    return [
      ...plans.map(
        ({ field, isWritten, isOverwritten }) =>
          `${isOverwritten ? 'overwrite' : isWritten ? 'write' : 'confirm'} ${field}`,
      ),
      ...problems.map(({ code }) => code),
    ].join();
  };
  const held = (bankAccount: string | null, socialSecurityMasked: string | null = '***********') => ({
    bankAccount,
    socialSecurityMasked,
  });
  const account = { bankAccount: '12345678903' };
  const id = { socialSec: ID };

  test.each<[what: string, find: () => string, expected: string]>([
    ['nothing is wanted', () => decide({}, held(null)), ''],
    ['a new record gets both', () => decide({ ...id, ...account }, null), 'write socialSec,write bankAccount'],
    [
      'an account that is the same, written otherwise',
      () => decide(account, held('1234.56.78903')),
      'confirm bankAccount',
    ],
    ['an account that is another', () => decide(account, held('86011117947')), 'overwrite bankAccount'],
    ['an account that is empty', () => decide(account, held(null)), 'write bankAccount'],
    [
      'an account that is masked beside others that are not',
      () => decide(account, held('*******8903')),
      'confirm bankAccount,HIDDEN_KEPT',
    ],
    [
      'an account that is another, compared by hash',
      () =>
        decide(
          account,
          held('86011117947'),
          { bankAccount: hash('bankAccount', '12345678903') },
          { accountCompare: 'hash' },
        ),
      'confirm bankAccount',
    ],
    [
      'an account that nobody shows',
      () => decide(account, held(null), {}, {}, false),
      'confirm bankAccount,HIDDEN_KEPT',
    ],
    [
      'an account that nobody shows, changed since',
      () => decide(account, held(null), { bankAccount: hash('bankAccount', '86011117947') }, {}, false),
      'write bankAccount',
    ],
    [
      'an account that nobody shows, to be written on adoption',
      () => decide(account, held(null), {}, { hiddenOnAdoption: 'write' }, false),
      'write bankAccount',
    ],
    [
      'a national id that was sent',
      () => decide(id, held(null), { socialSec: hash('socialSec', ID) }),
      'confirm socialSec',
    ],
    [
      'a national id that was sent, and emptied by hand',
      () => decide(id, held(null, null), { socialSec: hash('socialSec', ID) }),
      'confirm socialSec',
    ],
    [
      'a national id that has changed',
      () => decide(id, held(null), { socialSec: hash('socialSec', '29029600013') }),
      'write socialSec',
    ],
    [
      'a national id under a lost key',
      () => decide(id, held(null), { socialSec: hash('socialSec', ID, '0') }),
      'confirm socialSec,HIDDEN_KEPT',
    ],
    ['a national id that X-ledger lacks', () => decide(id, held(null, null)), 'write socialSec'],
    ['the same end', () => decide(id, held(null, '******48022')), 'confirm socialSec'],
    ['another end', () => decide(id, held(null, '******48023')), 'NATIONAL_ID_DIFFERS'],
    [
      'another end, to be written on adoption',
      () => decide(id, held(null, '******48023'), {}, { hiddenOnAdoption: 'write' }),
      'NATIONAL_ID_DIFFERS',
    ],
    ['digits in front alone say nothing', () => decide(id, held(null, '130972*****')), 'confirm socialSec,HIDDEN_KEPT'],
    [
      'nothing shown, to be written on adoption',
      () => decide(id, held(null), {}, { hiddenOnAdoption: 'write' }),
      'write socialSec',
    ],
  ])('%s', (_what, find, expected) => {
    expect(find()).toBe(expected);
  });

  test('no two of them share a hash, and each is of its person, field and key', () => {
    const hashes = [
      hashHidden('a', 'socialSec', 'b', facts),
      hashHidden('a', 'bankAccount', 'b', facts),
      hashHidden('a","socialSec', 'socialSec', 'b', facts),
      hashHidden('a', 'socialSec', 'c', facts),
    ].map(({ hash: made }) => made);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashHidden('a', 'socialSec', 'b', { ...facts, keyVersion: '7' }).keyVersion).toBe('7');
  });

  test('which of the two is kept is told', () => {
    const told = (hidden: Parameters<typeof planHidden>[0]['hidden']) =>
      planHidden(
        { sourceId: 'a', hidden },
        held(null),
        { hidden: {} },
        { ...facts, accountsReadable: false, settings: buildSettings() },
      )
        .problems.map(({ message }) => message)
        .join();
    expect(told(id)).toContain('the national id;');
    expect(told(account)).toContain('the account number;');
  });
});

describe('What differs', () => {
  const fields = {
    email: { value: 'kari@example.com' },
    'homeAddress.place': { value: 'Bergen' },
    firstName: { value: 'Kari' },
  };

  test('a field of the contact waits where none is shown', () => {
    const alone = buildXledgerEmployee({ contact: null });
    expect(waitsForContact(fields, alone)).toBe(true);
    expect(waitsForContact({ email: { value: 'x' } }, alone)).toBe(false);
    expect(waitsForContact(fields, buildXledgerEmployee())).toBe(false);
    expect(diffFields(fields, alone, true)).toMatchObject({ employee: [{ field: 'email' }], contact: [] });
  });

  test('nothing that is not wanted is looked at, whatever it is called', () => {
    expect(diffFields({}, buildXledgerEmployee(), true)).toEqual({ employee: [], contact: [] });
  });

  test('null clears what is there, and nothing where nothing is', () => {
    const cleared = { employmentTo: { value: null } };
    expect(diffFields(cleared, buildXledgerEmployee(), true).employee).toEqual([]);
    expect(diffFields(cleared, buildXledgerEmployee({ employmentTo: '2026-01-01' }), true).employee).toEqual([
      { field: 'employmentTo', value: null, from: '2026-01-01', to: null },
    ]);
  });

  test('of an address that differs in one part all is sent, with what stood there', () => {
    const address = { ...fields, 'homeAddress.zipCode': { value: '0150' } };
    expect(diffFields(address, buildXledgerEmployee(), true).contact).toEqual([
      { field: 'homeAddress.zipCode', value: '0150', from: '0150', to: '0150' },
      { field: 'homeAddress.place', value: 'Bergen', from: 'Oslo', to: 'Bergen' },
    ]);
  });

  test('a gender goes to the contact of a new employee alone', () => {
    const gender = { 'gender.code': { value: 'F' } };
    expect(diffFields(gender, null, true).contact).toHaveLength(1);
    expect(diffFields(gender, buildXledgerEmployee(), true).contact).toEqual([]);
  });

  test('a base is made of what is compared, in the form in which it is compared', () => {
    const compared = compareFields(
      { email: { value: 'KARI@x.no' }, phone: { value: '+47 22 33' } },
      buildXledgerEmployee(),
    );
    const of = (name: string) => compared.find(({ field }) => field === name);
    expect(of('email')).toEqual({ field: 'email', wanted: 'kari@x.no', held: 'kari.nordmann@example.com' });
    expect(of('phone')).toEqual({ field: 'phone', wanted: '472233', held: '22334455' });
    expect(of('description')).toEqual({ field: 'description', wanted: undefined, held: 'Kari Nordmann' });
    expect(of('employmentTo')).toEqual({ field: 'employmentTo', wanted: undefined, held: null });
    const withoutContact = compareFields({}, buildXledgerEmployee({ contact: null })).map(({ field }) => field);
    expect(withoutContact).not.toContain('phone');
    expect(withoutContact).toContain('email');
  });
});

describe('A person whose record is known, or is not', () => {
  const blocked = (code: ProblemCode) => ({ kind: 'blocked', problems: [problem(code)] }) as const;
  const planned = (given: Given, match: Parameters<typeof planPerson>[1], linkLost = false) => {
    const { record: _record, ...situation } = situationOf(given);
    const result = planPerson(desiredOf(given), match, { ...situation, linkLost });
    return [result.action, codes(result)];
  };
  const found = { kind: 'matched', record: buildXledgerEmployee(), by: 'code' } as const;

  test.each<
    [what: string, find: () => ReturnType<typeof planned>, expected: readonly [string, readonly ProblemCode[]]]
  >([
    [
      'blocked: with everything else that is wrong',
      () => planned({ source: { title: null } }, blocked('MATCH_CONFLICT')),
      ['blocked', ['MATCH_CONFLICT', 'TITLE_MISSING']],
    ],
    [
      'blocked, and begins later',
      () => planned({ source: { active: false, hireDate: '2026-08-01' } }, blocked('MATCH_CONFLICT')),
      ['skip', ['PRE_HIRE']],
    ],
    [
      'blocked, and replaced',
      () => planned({ peers: { replacedBy: 'x' } }, blocked('MATCH_CONFLICT')),
      ['skip', ['EARLIER_RECORD_USED']],
    ],
    [
      'blocked, and gone',
      () => planned({ source: { active: false } }, blocked('MATCH_CONFLICT')),
      ['blocked', ['MATCH_CONFLICT']],
    ],
    [
      'elsewhere, and gone',
      () => planned({ source: { active: false } }, blocked('FOUND_IN_OTHER_ENTITY')),
      ['skip', ['INACTIVE_NOT_CREATED']],
    ],
    ['elsewhere', () => planned({}, blocked('FOUND_IN_OTHER_ENTITY')), ['blocked', ['FOUND_IN_OTHER_ENTITY']]],
    [
      'a link that is lost: matched afresh as if never linked',
      () => planned({ source: { employments: [] } }, found, true),
      ['blocked', ['LINK_LOST', 'EMPLOYMENT_MISSING']],
    ],
    ['a link that is lost, and nobody found', () => planned({}, { kind: 'none' }, true), ['create', ['LINK_LOST']]],
  ])('%s', (_what, find, expected) => {
    expect(find()).toEqual(expected);
  });
});
