import type { References } from '../../../local/loopback/template/resolve-intrinsics.ts';
import { resolveIntrinsics } from '../../../local/loopback/template/resolve-intrinsics.ts';
import { UnknownTemplatePartError } from '../../../local/loopback/template/unknown-template-part-error.ts';

const values: Readonly<Record<string, string>> = { 'AWS::Region': 'eu-north-1', Queue: 'http://queue' };

const references: References = {
  ref: (name) => values[name] ?? '',
  attribute: (logicalId, attributeName) => `${logicalId}.${attributeName}`,
};

test.each<[string, unknown, unknown]>([
  ['what holds no intrinsic', { a: [1, true, null, 'text'] }, { a: [1, true, null, 'text'] }],
  ['an empty object', {}, {}],
  ['Ref', { Ref: 'Queue' }, 'http://queue'],
  ['Ref, deep inside', { a: [{ b: { Ref: 'Queue' } }] }, { a: [{ b: 'http://queue' }] }],
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue.Arn'],
  ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-eu-north-1'],
  ['Fn::Sub', { 'Fn::Sub': '${AWS::Region}/${Queue}' }, 'eu-north-1/http://queue'],
])('%s', (_, value, resolved) => {
  expect(resolveIntrinsics(value, references)).toEqual(resolved);
});

test.each<[string, unknown, string]>([
  ['a function without a rule', { 'Fn::Select': [0, ['a']] }, 'Fn::Select'],
  ['one deep inside', { a: [{ b: { 'Fn::GetAZs': '' } }] }, 'Fn::GetAZs'],
  ['one that only looks like a property of every object', { 'Fn::toString': [] }, 'Fn::toString'],
  ['an attribute as text', { 'Fn::GetAtt': 'Queue.Arn' }, 'Fn::GetAtt'],
  ['variables of Fn::Sub', { 'Fn::Sub': ['${x}', { x: 'y' }] }, 'Fn::Sub'],
  ['a list by reference', { 'Fn::Join': ['-', { Ref: 'Names' }] }, 'Fn::Join'],
  ['a dynamic reference', 'before {{resolve:secretsmanager:keys}} after', 'dynamic reference'],
])('%s is refused by its name', (_, value, named) => {
  const resolve = () => resolveIntrinsics(value, references);
  expect(resolve).toThrow(UnknownTemplatePartError);
  expect(resolve).toThrow(named);
});
