import { createHmac } from 'node:crypto';
import { heldIdentity } from '../../../shared/people/linked-record.ts';
import { storedLinkOf } from '../../../shared/flows/employees-to-poweroffice/match/linked-record.ts';
import { NO_DECISIONS } from '../../../shared/records/decisions.ts';

const digest = (text: string) => createHmac('sha256', 'key').update(text).digest('base64url');

const PERSON = { firstName: 'Kari', lastName: 'Nordmann', dateOfBirth: '1990-05-01' };
const RECORD = { firstName: 'Kari', lastName: 'Hansen', dateOfBirth: '1990-01-05' };

const stateWith = (held: readonly { readonly code: string; readonly digest: string }[]) => ({
  sourceId: 'person-1',
  record: null,
  decisions: {
    ...NO_DECISIONS,
    allowed: [{ code: 'IDENTITY_CHANGED', digests: held.map((one) => one.digest), by: null, at: 1 }],
  },
});

const { mayDiffer } = storedLinkOf(stateWith(heldIdentity('person-1', PERSON, RECORD, digest)), digest);

test.each<[string, typeof PERSON, typeof RECORD, boolean]>([
  ['as they were', PERSON, RECORD, true],
  ['in other letters', { ...PERSON, lastName: ' NORDMANN' }, RECORD, true],
  ['with another first name', { ...PERSON, firstName: 'Karianne' }, RECORD, true],
  ['with another last name on one side', { ...PERSON, lastName: 'Berg' }, RECORD, true],
  ['with another birth date on one side', PERSON, { ...RECORD, dateOfBirth: '1970-01-01' }, true],
  ['with another last name and birth date', PERSON, { ...RECORD, lastName: 'Berg', dateOfBirth: '1970-01-01' }, false],
  [
    'with a last name here and a birth date there',
    { ...PERSON, lastName: 'Berg' },
    { ...RECORD, dateOfBirth: '1970-01-01' },
    false,
  ],
])('two that were allowed to differ, %s', (_, person, record, expected) => {
  expect(mayDiffer(person, record)).toBe(expected);
});

test('nobody may differ whom nobody has allowed to, nor by what was allowed to somebody else', () => {
  const others = heldIdentity('person-2', PERSON, RECORD, digest);
  expect(storedLinkOf(stateWith(others), digest).mayDiffer(PERSON, RECORD)).toBe(false);
  expect(storedLinkOf(null, digest).mayDiffer(PERSON, RECORD)).toBe(false);
});
