import { createHmac } from 'node:crypto';
import {
  causeOf,
  causesOf,
  compareWithBase,
  confirmedAt,
  digestFieldsOf,
  fieldsLeft,
  fieldsOf,
  renewBase,
} from '../../../shared/records/link.ts';
import type { Base, ComparedField } from '../../../shared/records/link.ts';

const under = (key: string) => (text: string) => createHmac('sha256', key).update(text).digest('base64url');
const ofRecord = digestFieldsOf(under('key'), 'vendor/person/7');

const field = (wanted: ComparedField['wanted'], held: ComparedField['held']): ComparedField => ({
  field: 'Title',
  wanted,
  held,
});
const former: Base = renewBase(null, [field('Welder', 'Welder')], ofRecord);

describe('a digest', () => {
  test('is of 48 bits, and holds nothing of the value', () => {
    expect(ofRecord('Title', 'Welder')).toMatch(/^[\w-]{8}$/);
  });

  test.each([
    ['the value', ofRecord('Title', 'Foreman')],
    ['a value that is missing', ofRecord('Title', null)],
    ['a value that reads like a missing one', ofRecord('Title', 'null')],
    ['the field', ofRecord('Name', 'Welder')],
    ['the record', digestFieldsOf(under('key'), 'vendor/person/8')('Title', 'Welder')],
    ['the kind of record', digestFieldsOf(under('key'), 'vendor/employment/7')('Title', 'Welder')],
    ['the key', digestFieldsOf(under('another key'), 'vendor/person/7')('Title', 'Welder')],
  ])('is another one with %s', (_, other) => {
    expect(other).not.toBe(ofRecord('Title', 'Welder'));
  });
});

test('each value of a record is digested once, and whose a base is for all of its fields', () => {
  const keyedDigest = jest.fn(under('key'));
  const fields = ['Title', 'Name', 'City'].map((name) => ({ ...field('Welder', 'Baker'), field: name }));
  const base = renewBase(
    null,
    fields.map((one) => ({ ...one, held: 'Welder' })),
    ofRecord,
  );
  const digestField = digestFieldsOf(keyedDigest, 'vendor/person/7');
  expect(fieldsLeft(base, fields, digestField)).toEqual(['Title', 'Name', 'City']);
  expect([...causesOf(base, fields, digestField).values()]).toEqual(['target', 'target', 'target']);
  // Of each field the value that is held and the one that is wanted, and whose the base is.
  expect(keyedDigest).toHaveBeenCalledTimes(2 * fields.length + 1);
});

describe('the base of a field after a run', () => {
  test.each<[string, Base | null, ComparedField, string | null | undefined]>([
    ['is the value that is there and wanted', null, field('Welder', 'Welder'), 'Welder'],
    ['is the new value', former, field('Foreman', 'Foreman'), 'Foreman'],
    ['is that it is empty', former, field(null, null), null],
    ['is as before where the target does not have what is wanted', former, field('Foreman', 'Baker'), 'Welder'],
    ['is as before where it was not cleared', former, field(null, 'Baker'), 'Welder'],
    ['is as before where it is left alone', former, field(undefined, 'Baker'), 'Welder'],
    ['is as before where the target was not read', former, field('Foreman', undefined), 'Welder'],
    ['is as before where neither side is known', former, field(undefined, undefined), 'Welder'],
    ['is none where it was never confirmed', null, field('Foreman', 'Baker'), undefined],
    ['is none where it is left alone from the beginning', null, field(undefined, 'Baker'), undefined],
  ])('%s', (_, before, compared, expected) => {
    const { Title } = renewBase(before, [compared], ofRecord);
    expect(Title).toBe(expected === undefined ? undefined : ofRecord('Title', expected));
  });

  test('is forgotten when the field is none any longer', () => {
    expect(renewBase(former, [], ofRecord)).not.toHaveProperty('Title');
  });

  test.each([
    ['of another record', digestFieldsOf(under('key'), 'vendor/person/8')],
    ['under another key', digestFieldsOf(under('another key'), 'vendor/person/7')],
  ])('does not come from a base %s', (_, digestField) => {
    expect(renewBase(former, [field('Foreman', 'Baker')], digestField)).not.toHaveProperty('Title');
  });
});

describe('a value beside the base', () => {
  test.each<[string, Base | null, string, string | null, ReturnType<typeof compareWithBase>]>([
    ['the last value', former, 'Title', 'Welder', 'same'],
    ['another one', former, 'Title', 'Foreman', 'left'],
    ['none any longer', former, 'Title', null, 'left'],
    ['a field that was never confirmed', former, 'Name', 'Kari', 'unknown'],
    ['a field of a name that every object has', former, 'toString', 'Kari', 'unknown'],
    ['no base', null, 'Title', 'Welder', 'unknown'],
    ['nothing readable', {}, 'Title', 'Welder', 'unknown'],
  ])('%s', (_, base, name, value, expected) => {
    expect(compareWithBase(base, name, value, ofRecord)).toBe(expected);
  });

  test('a field that is still empty is the same', () => {
    expect(compareWithBase(renewBase(former, [field(null, null)], ofRecord), 'Title', null, ofRecord)).toBe('same');
  });

  test('is unknown, and not left, once the key is another', () => {
    const underNewKey = digestFieldsOf(under('another key'), 'vendor/person/7');
    expect(compareWithBase(former, 'Title', 'Welder', underNewKey)).toBe('unknown');
  });
});

describe('the cause of a difference', () => {
  test.each<[string, Base | null, ComparedField, string]>([
    ['is first without a base', null, field('Welder', 'Baker'), 'first'],
    ['is first where the field was never confirmed', renewBase(null, [], ofRecord), field('Welder', 'Baker'), 'first'],
    ['is the source where that alone has changed', former, field('Foreman', 'Welder'), 'source'],
    ['is the target where that alone has changed', former, field('Welder', 'Baker'), 'target'],
    ['is both where both have', former, field('Foreman', 'Baker'), 'both'],
    ['is the target where it was emptied there', former, field('Welder', null), 'target'],
    ['is the source where it was emptied there', former, field(null, 'Welder'), 'source'],
    ['is the source where the field came to it since', renewBase(null, [], ofRecord), field('Foreman', null), 'source'],
    ['is the source where the target cannot be read', former, field('Foreman', undefined), 'source'],
  ])('%s', (_, base, compared, expected) => {
    expect(causeOf(base, compared, ofRecord)).toBe(expected);
  });
});

test('only fields that differ have a cause; one that is left alone has none', () => {
  const fields = [
    { field: 'Title', wanted: 'Foreman', held: 'Welder' },
    { field: 'Phone', wanted: undefined, held: '1' },
    { field: 'City', wanted: 'Oslo', held: 'Oslo' },
  ];
  expect([...causesOf(former, fields, ofRecord)]).toEqual([['Title', 'source']]);
});

describe('when a field was last written or confirmed', () => {
  const [first, second, third] = [1_000_000, 2_000_000, 3_000_000];
  /** The base after nights in which the target held these; a night that confirms knows when the one before was made. */
  const after = (...held: (string | null | undefined)[]): Base =>
    held.reduce<Base>(
      (base, value, night) => renewBase(base, [field('Welder', value)], ofRecord, [first, second, third][night] ?? 0),
      former,
    );

  test.each<[string, Base, number]>([
    ['is when the base was made, where it was confirmed then', after('Welder'), 9_000_000],
    ['is when the base before it was made, where it was not', after('Baker'), first],
    ['stays so, however many runs pass it', after('Baker', 'Baker', 'Baker'), first],
    ['is anew once it is confirmed again', after('Baker', 'Welder'), 9_000_000],
    ['is as before where nobody has looked', after(undefined), 9_000_000],
    ['stays where nobody has looked since', after('Baker', undefined), first],
  ])('%s', (_, base, expected) => {
    expect(confirmedAt(base, 'Title', 9_000_000)).toBe(expected);
  });

  test('is not known of a base of a version that did not write it down', () => {
    expect(confirmedAt(former, 'Title', null)).toBeNull();
    expect(confirmedAt(renewBase(former, [field('Welder', 'Baker')], ofRecord), 'Title', 5_000_000)).toBe(5_000_000);
  });

  test('is no field, and changes no comparison', () => {
    expect(fieldsOf(after('Baker'))).toEqual(['Title']);
    expect(compareWithBase(after('Baker'), 'Title', 'Welder', ofRecord)).toBe('same');
  });
});

test.each<[string, Base | null, string | null | undefined, readonly string[]]>([
  ['holds another value', former, 'Baker', ['Title']],
  ['was emptied', former, null, ['Title']],
  ['is as it was', former, 'Welder', []],
  ['is not known', former, undefined, []],
  ['has no base', renewBase(null, [], ofRecord), 'Baker', []],
  [
    'has a base under another key',
    renewBase(null, [field('Welder', 'Welder')], digestFieldsOf(under('x'), 'y')),
    'B',
    [],
  ],
  ['was never synced', null, 'Baker', []],
])('a field that %s: %#', (_, base, held, expected) => {
  expect(fieldsLeft(base, [{ field: 'Title', held }], ofRecord)).toEqual(expected);
});
