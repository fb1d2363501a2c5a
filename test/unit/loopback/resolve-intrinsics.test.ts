import type { References } from '../../../local/loopback/template/resolve-intrinsics.ts';
import {
  UnknownIntrinsicError,
  noValue,
  resolveCondition,
  resolveIntrinsics,
} from '../../../local/loopback/template/resolve-intrinsics.ts';

const values: Readonly<Record<string, unknown>> = {
  'AWS::Region': 'eu-north-1',
  'AWS::NoValue': noValue,
  Queue: 'http://queue',
  Names: ['a', 'b'],
};

const references: References = {
  ref: (name) => values[name],
  attribute: (logicalId, attributeName) => `${logicalId}.${attributeName}`,
  condition: (name) => name === 'IsProd',
  mapping: (...path) => path.join('/'),
  importValue: (name) => `imported ${name}`,
};

test.each<[string, unknown, unknown]>([
  ['what holds no intrinsic', { a: [1, true, null, 'text'] }, { a: [1, true, null, 'text'] }],
  ['Ref', { Ref: 'Queue' }, 'http://queue'],
  ['Ref, deep inside', { a: [{ b: { Ref: 'Queue' } }] }, { a: [{ b: 'http://queue' }] }],
  ['Ref of nothing, in an object', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ['Ref of nothing, in a list', [{ Ref: 'AWS::NoValue' }, 1], [1]],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue.Arn'],
  ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Queue.Arn' }, 'Queue.Arn'],
  ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-eu-north-1'],
  ['Fn::Join of a list by reference', { 'Fn::Join': ['-', { Ref: 'Names' }] }, 'a-b'],
  ['Fn::Sub', { 'Fn::Sub': '${AWS::Region}/${Queue.Arn}/${!literal}' }, 'eu-north-1/Queue.Arn/${literal}'],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${x}${Queue}', { x: { Ref: 'AWS::Region' } }] }, 'eu-north-1http://queue'],
  ['Fn::Select', { 'Fn::Select': ['1', { Ref: 'Names' }] }, 'b'],
  ['Fn::Split', { 'Fn::Split': ['/', { Ref: 'Queue' }] }, ['http:', '', 'queue']],
  ['Fn::Select of Fn::Split', { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'Queue' }] }] }, 'queue'],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'key'] }, 'Map/eu-north-1/key'],
  ['Fn::If that holds', { 'Fn::If': ['IsProd', { Ref: 'Queue' }, 'other'] }, 'http://queue'],
  ['Fn::If that does not', { 'Fn::If': ['IsTest', { Ref: 'Queue' }, 'other'] }, 'other'],
  ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': 'x-${AWS::Region}' } }, 'imported x-eu-north-1'],
])('%s', (_, value, resolved) => {
  expect(resolveIntrinsics(value, references)).toEqual(resolved);
});

test.each<[string, unknown]>([
  ['a function without a rule', { 'Fn::Cidr': ['10.0.0.0/16', 1] }],
  ['one deep inside', { a: [{ b: { 'Fn::GetAZs': '' } }] }],
  ['one that only looks like a property of every object', { 'Fn::toString': [] }],
  ['a dynamic reference', 'before {{resolve:secretsmanager:keys}} after'],
  ['a selection beyond the list', { 'Fn::Select': [2, ['a', 'b']] }],
])('%s is refused', (_, value) => {
  expect(() => resolveIntrinsics(value, references)).toThrow(UnknownIntrinsicError);
});

test.each<[string, unknown, boolean]>([
  ['Condition', { Condition: 'IsProd' }, true],
  ['Fn::Equals', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-north-1'] }, true],
  ['Fn::Equals of different values', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }, false],
  ['Fn::And', { 'Fn::And': [{ Condition: 'IsProd' }, { Condition: 'IsTest' }] }, false],
  ['Fn::Or', { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'IsTest' }] }, true],
  ['Fn::Not', { 'Fn::Not': [{ Condition: 'IsTest' }] }, true],
])('%s', (_, condition, holds) => {
  expect(resolveCondition(condition, references)).toBe(holds);
});

test.each([{ 'Fn::Contains': [['a'], 'a'] }, 'IsProd', {}])('The condition %j is refused', (condition) => {
  expect(() => resolveCondition(condition, references)).toThrow(UnknownIntrinsicError);
});
