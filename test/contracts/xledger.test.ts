import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { createSchema } from '../../local/demo-vendors/xledger/schema.ts';
import { openXledger } from '../builders/xledger-session.ts';
import { branded } from '../builders/branded.ts';
import { contractIsPresent } from './openapi.ts';

const FILE = 'xledger/schema.graphql';
const isPresent = contractIsPresent(FILE);
const loadContract = (): GraphQLSchema =>
  buildSchema(readFileSync(join(import.meta.dirname, '../../../shared/contracts', FILE), 'utf8'));

/** Names and types of a type's members, arguments included: `employees(first: Int, ...): EmployeeConnection!`. */
const membersOf = (type: GraphQLNamedType): readonly string[] => {
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => `${field.name}: ${String(field.type)}`);
  }
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    `${field.name}: ${String(field.type)}`,
    ...field.args.map((argument) => `${field.name}(${argument.name}: ${String(argument.type)})`),
  ]);
};

const ownTypes = (schema: GraphQLSchema): readonly GraphQLNamedType[] =>
  Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

/** Every query and mutation that the client has, as it sends them. */
const sentByClient = async (): Promise<readonly string[]> => {
  const { run, xledger } = openXledger();
  await run(async ({ reader, writer }) => {
    await reader.probe({ addEmployees: ['code'], updateEmployees: [], updateContacts: [] });
    await reader.employees('CURRENT');
    await reader.employeesWithCode('1', 'ALL');
    await reader.employeeGroups();
    await reader.objectValues(branded('70001'));
    const { id, contact } = await writer.createEmployee([{ field: 'code', value: '1' }]);
    await reader.employee(id);
    await writer.updateEmployee(id, [{ field: 'email', value: 'kari@fjord.no' }]);
    if (contact !== null) await writer.updateContact(contact, [{ field: 'jobTitle', value: 'Consultant' }]);
    await writer.createObjectValue([
      { field: 'description', value: 'Carpenter' },
      { field: 'definition.dbId', value: '70001' },
    ]);
  });
  expect(xledger.requests.flatMap(({ errors }) => errors)).toEqual([]);
  return [...new Set(xledger.requests.map(({ text }) => text))];
};

(isPresent ? describe : describe.skip)('X-ledger, held against its contract', () => {
  const contract = isPresent ? loadContract() : createSchema({ withoutFields: [], unverified: true });

  test.each([{ unverified: false }, { unverified: true }])(
    'the demo has no type, field or argument that the contract does not have: %j',
    ({ unverified }) => {
      const types = ownTypes(createSchema({ withoutFields: [], unverified }));
      expect(types.length).toBeGreaterThan(50);
      const foreign = types.flatMap((type) => {
        const published = contract.getType(type.name);
        if (published === undefined) return [type.name];
        const known = new Set(membersOf(published));
        return membersOf(type).flatMap((member) => (known.has(member) ? [] : [`${type.name}.${member}`]));
      });
      expect(foreign).toEqual([]);
    },
  );

  test('the demo has nothing of what nobody has seen, unless it is asked for', () => {
    const guessed = ownTypes(contract).flatMap((type) => [
      ...(type.description?.startsWith('G.') === true ? [type.name] : []),
      ...(isObjectType(type) || isInputObjectType(type)
        ? Object.values(type.getFields()).flatMap((field) =>
            field.description?.startsWith('G.') === true ? [`${type.name}.${field.name}`] : [],
          )
        : []),
    ]);
    expect(guessed.length).toBeGreaterThan(10);
    const shown = ownTypes(createSchema({ withoutFields: [], unverified: false })).flatMap((type) => [
      type.name,
      ...membersOf(type).map((member) => `${type.name}.${/^\w+/.exec(member)?.[0] ?? ''}`),
    ]);
    expect(shown.filter((name) => guessed.includes(name))).toEqual([]);
  });

  test('every query of the client fits the contract', async () => {
    const texts = await sentByClient();
    expect(texts.length).toBeGreaterThan(10);
    for (const text of texts) expect(validate(contract, parse(text)).map(({ message }) => message)).toEqual([]);
  });

  test('every field that the client names is known or derived, and none is a guess', async () => {
    const used: string[] = [];
    const guesses: string[] = [];
    for (const text of await sentByClient()) {
      const types = new TypeInfo(contract);
      visit(
        parse(text),
        visitWithTypeInfo(types, {
          Field: () => {
            const field = types.getFieldDef();
            const name = `${types.getParentType()?.name ?? ''}.${field?.name ?? ''}`;
            used.push(name);
            if (field?.description?.startsWith('G.') === true) guesses.push(name);
          },
        }),
      );
    }
    expect(new Set(used).size).toBeGreaterThan(60);
    expect(guesses).toEqual([]);
  });
});
