/*
 * The GraphQL schema of the demo X-ledger: what the sync of employees uses, and what else an employee has that it must
 * leave alone. Only names and types stand here; what X-ledger does with them is in the resolvers. A field can be taken
 * out, as if X-ledger had done away with it, and what nobody has ever seen is only there when it is asked for. For
 * example, `createSchema({ withoutFields: ['Employee.trialTo'], unverified: false })` refuses a query of `trialTo`, and
 * has no mutation for pay.
 */
import { buildASTSchema, Kind, parse, visit } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** `name: type` of each name. */
const each = (names: string, type: string): string =>
  names
    .split(' ')
    .map((name) => `${name}: ${type}`)
    .join('\n');

const PAGING = 'first: Int, last: Int, before: String, after: String';
const SETS = 'ownerSet: OwnerSet, objectStatus: ObjectStatus';

const connectionOf = (type: string): string => `
  type ${type}Connection { edges: [${type}Edge!]! pageInfo: PageInfo! }
  type ${type}Edge { cursor: String! node: ${type}! }`;

const mutationOf = (type: string): string => `
  type ${type}MutationResult { edges: [${type}MutationEdge!] }
  type ${type}MutationEdge { clientId: String node: ${type} }`;

const inputOf = (name: string): string => `input ${name} { clientId: String node: ${name}Node! }`;

const FREE_TEXTS = each('text1 text2 text3 text4 text5 text6 text7 text8', 'String');
const FREE_DATES = each('date1 date2 date3 date4', 'DateString');
const FREE_FLAGS = each('flag1 flag2 flag3 flag4', 'Boolean');

const EMPLOYEE_INPUT = `
  ${each('code description email phone phoneSubledger managerPhone firstName middleName lastName initials', 'String')}
  ${each('aliasName socialSec personalId companyName bankAccount bankRouting overview info internalInfo', 'String')}
  ${each('employmentFrom employmentTo dateFrom dateTo trialTo noticeDate anniversaryDate seniorityDate', 'DateString')}
  birthday: DateString
  ${each('timesheet overtime flextime timebased paymentNotification', 'Boolean')}
  flexiFieldItem: FlexiFieldItemInput
  ${each('positionValue positionCategory compensationType employmentType employeeType employeeGroup', 'LookupInput')}
  ${each('exitReason superior xgl glObject1 glObject2 glObject3 glObject4 glObject5', 'LookupInput')}
  paySlipDeliveryMethod: SystemValueLookupInput`;

const CONTACT_INPUT = `
  ${each('id code name firstName middleName lastName initials jobTitle profession socialSec personalId', 'String')}
  ${each('companyName email email2 email3 phone phone2 phone3 notes', 'String')}
  ${each('birthday fromDate toDate', 'DateString')}
  gender: SystemValueLookupInput
  country: LookupInput
  ${each('address homeAddress', 'AddressInput')}`;

const OBJECT_VALUE_INPUT = `
  ${each('code description text1 text2', 'String')}
  ${each('dateFrom dateTo', 'DateString')}
  posting: Boolean
  levelParent: LookupInput`;

const SCHEMA = `
  scalar DateTimeString
  scalar DateString
  scalar DecimalString
  enum OwnerSet { CURRENT UPPER LOWER MINE ALL }
  enum ObjectStatus { ALL OPEN CLOSED }

  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! }
  type SystemValue { dbId: ID dbSubId: Int code: String name: String }
  type ObjectKind { dbId: ID! name: String modifiedAt: DateTimeString }
  type ObjectKindRef { dbId: ID code: String description: String objectKind: ObjectKind }
  type GlSetupEntry { dbId: ID field: SystemValue fieldObject: ObjectKindRef }
  type Company { dbId: ID! code: String description: String companyNumber: String }
  type Country { dbId: ID! code: String description: String }
  type Address { dbId: ID streetAddress: String zipCode: String place: String country: Country }
  type Entity {
    dbId: ID! code: String description: String ownerDbId: ID modifiedAt: DateTimeString
    company: Company parent: Entity glSetupEntries: [GlSetupEntry!]
  }
  type ObjectValue {
    dbId: ID! id: String code: String description: String dateFrom: DateString dateTo: DateString
    createdAt: DateTimeString modifiedAt: DateTimeString ownerDbId: ID objectKindDbId: ID posting: Boolean
    definition: ObjectKindRef
  }
  type EmployeeGroup {
    dbId: ID! code: String description: String createdAt: DateTimeString modifiedAt: DateTimeString ownerDbId: ID
  }
  type Subledger {
    dbId: ID! code: String description: String email: String phone: String bankAccount: String
    paymentNotification: Boolean ownerDbId: ID createdAt: DateTimeString modifiedAt: DateTimeString contact: Contact
  }
  type Contact {
    dbId: ID!
    ${each('id code name firstName middleName lastName initials jobTitle profession personalId companyName', 'String')}
    ${each('email email2 email3 phone phone2 phone3 notes socialSec', 'String')}
    ${each('birthday fromDate toDate', 'DateString')}
    createdAt: DateTimeString modifiedAt: DateTimeString ownerDbId: ID
    gender: SystemValue country: Country address: Address homeAddress: Address
  }
  type FlexiFieldsItem { ${FREE_TEXTS} ${FREE_DATES} ${FREE_FLAGS} }
  type Employee {
    dbId: Int!
    ${each('code description email managerPhone overview info internalInfo socialSecurityMasked', 'String')}
    ${each('dateFrom dateTo employmentFrom employmentTo trialTo noticeDate anniversaryDate seniorityDate', 'DateString')}
    createdAt: DateTimeString modifiedAt: DateTimeString ownerDbId: ID owner: Entity
    contactDbId: ID contact: Contact subledger: Subledger
    ${each('timesheet overtime flextime timebased', 'Boolean')}
    ${each('positionValue positionCategory compensationType employmentType exitReason xgl', 'ObjectValue')}
    ${each('glObject1 glObject2 glObject3 glObject4 glObject5', 'ObjectValue')}
    employeeGroup: EmployeeGroup superior: Employee flexiFieldsItem: FlexiFieldsItem
  }
  ${['Employee', 'Contact', 'Subledger', 'Entity', 'EmployeeGroup', 'ObjectValue', 'ObjectKind'].map(connectionOf).join('')}

  input EmployeesFilter {
    dbId: Int dbId_in: [Int!] dbId_gt: Int code: String code_in: [String!] code_gt: String email: String
    employmentFrom_lte: String employmentFrom_gte: String employmentTo: String employmentTo_gte: String
    modifiedAt_gte: DateTimeString contactDbId: ID AND: [EmployeesFilter!] OR: [EmployeesFilter!]
  }
  input ContactsFilter {
    dbId_in: [ID!] code: String email: String modifiedAt_gte: DateTimeString
    AND: [ContactsFilter!] OR: [ContactsFilter!]
  }
  input ObjectValuesFilter {
    dbId_in: [ID!] objectKindDbId: Int code: String description: String modifiedAt_gte: DateTimeString
    AND: [ObjectValuesFilter!] OR: [ObjectValuesFilter!]
  }
  input ModifiedFilter { dbId_in: [ID!] modifiedAt_gte: DateTimeString AND: [ModifiedFilter!] OR: [ModifiedFilter!] }

  type Query {
    employees(${PAGING}, filter: EmployeesFilter, ${SETS}): EmployeeConnection!
    contacts(${PAGING}, filter: ContactsFilter, ${SETS}): ContactConnection!
    subledgers(${PAGING}, filter: ModifiedFilter, ${SETS}): SubledgerConnection!
    entities(${PAGING}, filter: ModifiedFilter, ${SETS}): EntityConnection!
    employeeGroups(${PAGING}, filter: ModifiedFilter, ${SETS}): EmployeeGroupConnection!
    objectValues(${PAGING}, filter: ObjectValuesFilter, ${SETS}): ObjectValueConnection!
    objectKinds(${PAGING}, filter: ModifiedFilter, ${SETS}): ObjectKindConnection!
  }

  input LookupInput { dbId: ID code: String description: String }
  input OwnerLookupInput { dbId: ID code: String description: String ownerCode: Int }
  input SystemValueLookupInput { dbId: ID dbSubId: Int code: String name: String }
  input AddressInput { streetAddress: String zipCode: String place: String state: String country: String }
  input FlexiFieldItemInput { ${FREE_TEXTS} ${FREE_DATES} ${FREE_FLAGS} }

  ${inputOf('AddEmployeesInput')}
  input AddEmployeesInputNode { ${EMPLOYEE_INPUT} owner: OwnerLookupInput }
  ${inputOf('UpdateEmployeesInput')}
  input UpdateEmployeesInputNode { dbId: ID! ${EMPLOYEE_INPUT} }
  ${inputOf('UpdateContactsInput')}
  input UpdateContactsInputNode { dbId: ID! ${CONTACT_INPUT} }
  ${inputOf('AddObjectValuesInput')}
  input AddObjectValuesInputNode { ${OBJECT_VALUE_INPUT} definition: LookupInput owner: OwnerLookupInput }

  ${['Employee', 'Contact', 'ObjectValue'].map(mutationOf).join('')}
  type Mutation {
    addEmployees(inputs: [AddEmployeesInput!]!): EmployeeMutationResult
    updateEmployees(inputs: [UpdateEmployeesInput!]!): EmployeeMutationResult
    updateContacts(inputs: [UpdateContactsInput!]!): ContactMutationResult
    addObjectValues(inputs: [AddObjectValuesInput!]!): ObjectValueMutationResult
  }`;

/** A write of pay: nobody has ever seen one (X-ledger fact 30). */
const UNVERIFIED = `
  type PayrollRate { dbId: ID! employeeDbId: ID rate: DecimalString dateFrom: DateString }
  ${mutationOf('PayrollRate')}
  ${inputOf('AddPayrollRatesInput')}
  input AddPayrollRatesInputNode { employee: LookupInput rateElement: LookupInput rate: DecimalString dateFrom: DateString }
  extend type Mutation { addPayrollRates(inputs: [AddPayrollRatesInput!]!): PayrollRateMutationResult }`;

export interface SchemaOptions {
  /** As `Employee.trialTo`, of a type or of an input. */
  readonly withoutFields: readonly string[];
  readonly unverified: boolean;
}

/** By their options. To make one takes as long as to answer a hundred queries, and nobody changes it afterwards. */
const schemas = new Map<string, GraphQLSchema>();

export const createSchema = (options: SchemaOptions): GraphQLSchema => {
  const name = JSON.stringify([options.unverified, ...options.withoutFields]);
  const schema = schemas.get(name) ?? buildSchema(options);
  schemas.set(name, schema);
  return schema;
};

const buildSchema = ({ withoutFields, unverified }: SchemaOptions): GraphQLSchema => {
  const owned = (
    parent: { readonly name: { readonly value: string } },
    fields: readonly Named[] | undefined,
  ): Named[] => (fields ?? []).filter(({ name }) => !withoutFields.includes(`${parent.name.value}.${name.value}`));
  const document = visit(parse(unverified ? SCHEMA + UNVERIFIED : SCHEMA), {
    [Kind.OBJECT_TYPE_DEFINITION]: (node) => ({ ...node, fields: owned(node, node.fields) }),
    [Kind.INPUT_OBJECT_TYPE_DEFINITION]: (node) => ({ ...node, fields: owned(node, node.fields) }),
  });
  return buildASTSchema(document);
};

interface Named {
  readonly name: { readonly value: string };
}
