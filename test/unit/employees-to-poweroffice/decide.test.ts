import { decide } from '../../../shared/flows/employees-to-poweroffice/decide.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { NO_PEERS } from '../../../shared/flows/employees-to-poweroffice/match/peers.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import type { BlockedSubject } from '../../../shared/flows/employees-to-poweroffice/read-subject.ts';
import type { RememberedRecord } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import type { Subject } from '../../../shared/flows/employees-to-poweroffice/task.ts';
import { buildPayrollEmployee } from '../../builders/payroll-record.ts';
import { buildSourceEmployee } from '../../builders/source-employee.ts';
import { branded } from '../../builders/branded.ts';

const record: RememberedRecord = branded({
  id: 7,
  employeeStamp: null,
  addressStamp: null,
  base: null,
  employments: { 'employment-1': { id: 9, startDate: '2020-01-01', professionCode: '3120105' } },
  knownEmployments: null,
  salaryDigest: 'digest',
  salaryStamp: null,
});

const recognise = (subject: Partial<Subject>, blockedBy: BlockedSubject['blockedBy'] = []): BlockedSubject => ({
  subject: {
    source: buildSourceEmployee(),
    current: null,
    linkLost: false,
    linkDecidedAt: null,
    employments: [],
    bankAccounts: [],
    ...subject,
  },
  blockedBy,
});

const decideOn = (recognised: BlockedSubject | null, remembered: RememberedRecord | null = record) => {
  const decision = decide(
    recognised,
    { today: '2025-06-15', peers: NO_PEERS },
    { record: remembered },
    DEFAULT_MAPPING_SETTINGS,
  );
  return { ...decision, problems: decision.problems.map(({ code }) => code) };
};

const inactive = buildSourceEmployee({ active: false });
const numberless = buildSourceEmployee({ employeeNumber: null });
const conflict = [problem('MATCH_CONFLICT')];

describe('what is remembered of the linked record, and what is told', () => {
  test.each<[string, BlockedSubject | null, ReturnType<typeof decideOn>['action'], RememberedRecord | null, string[]]>([
    ['of somebody the source no longer has', null, 'skip', record, ['VANISHED']],
    ['of the record that is written', recognise({ current: buildPayrollEmployee({ id: 7 }) }), 'write', record, []],
    ['of another record than last time', recognise({ current: buildPayrollEmployee({ id: 8 }) }), 'write', null, []],
    ['of a record that is to be created', recognise({ linkLost: true }), 'write', null, ['LINK_LOST']],
    ['of somebody who is blocked', recognise({}, conflict), 'blocked', record, ['MATCH_CONFLICT']],
    [
      'of somebody who is blocked and whose record is gone',
      recognise({ linkLost: true }, conflict),
      'blocked',
      null,
      ['LINK_LOST', 'MATCH_CONFLICT'],
    ],
    ['of somebody with an error', recognise({ source: numberless }), 'blocked', record, ['NUMBER_MISSING']],
    ['of somebody who is skipped', recognise({ source: inactive }), 'skip', record, ['INACTIVE_NOT_CREATED']],
    [
      'of somebody who is skipped and whose record is gone',
      recognise({ source: inactive, linkLost: true }),
      'skip',
      null,
      ['LINK_LOST', 'INACTIVE_NOT_CREATED'],
    ],
  ])('%s', (_, recognised, action, remembered, problems) => {
    expect(decideOn(recognised)).toMatchObject({ action, remembered, problems });
  });
});

test('a person without a record is created, one with a record changed, and one who is in step left as they are', () => {
  expect(decideOn(recognise({}), null)).toMatchObject({ action: 'write', plan: { action: 'create' } });
  const other = buildPayrollEmployee({ id: 7, jobTitle: 'Welder' });
  expect(decideOn(recognise({ current: other }))).toMatchObject({ action: 'write', plan: { action: 'update' } });
  const same = buildPayrollEmployee({ id: 7 });
  expect(decideOn(recognise({ current: same }))).toMatchObject({ action: 'write', plan: { action: 'none' } });
});
