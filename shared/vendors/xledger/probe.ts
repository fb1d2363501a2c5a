/*
 * Looks at X-ledger before a run relies on it: whether the token opens it and may read employees, which company it leads
 * to, and whether X-ledger's schema still has what is read and written. Whatever does not fit ends the run before its
 * first write. For example, an X-ledger without `trialTo` among the fields of a new employee is reported as
 * `contractBroken` at `AddEmployeesInputNode.trialTo`.
 */
import * as z from 'zod';
import type { Caller } from './caller.ts';
import type { Entity, EntityReads } from './entities.ts';
import type { EmployeeReads } from './employees.ts';
import { isXledgerError, XledgerError } from './errors.ts';
import { orNull } from './wire.ts';

/** The fields that a flow may write, by X-ledger's names without what lies below them, by mutation. */
export interface WrittenFields {
  readonly addEmployees: readonly string[];
  readonly updateEmployees: readonly string[];
  readonly updateContacts: readonly string[];
}

/** What a token leads to. */
export interface Findings {
  /** The token's own; null when X-ledger does not say. */
  readonly entity: Entity | null;
  /** `production`, `demo`, or the host of any other address: a demo loses its data now and then (X-ledger fact 3). */
  readonly environment: string;
  /** Whether X-ledger told which fields it takes; where it keeps that to itself, a write finds out. */
  readonly isSchemaKnown: boolean;
}

export interface Probe {
  /** @throws XledgerError `credentialsRefused`, or `rejected` with the reason `contractBroken` */
  probe(fields: WrittenFields): Promise<Findings>;
}

const TIMEOUT_IN_MILLIS = 20_000;
/** An error that nobody knows, so often in a row, is taken for a scope that is missing (X-ledger fact 5). */
const TRIES = 3;

const TYPE_NAME = { name: '__typename', text: 'query { __typename }' };

/** The names of these types are known, so three of them are asked for instead of the whole schema (X-ledger fact 12). */
const INPUT_TYPES = {
  addEmployees: 'AddEmployeesInput',
  updateEmployees: 'UpdateEmployeesInput',
  updateContacts: 'UpdateContactsInput',
} as const;

const NODE_OF = 'inputFields { name type { name inputFields { name } ofType { name inputFields { name } } } }';
const SCHEMA = {
  name: '__type',
  text: `query { ${Object.entries(INPUT_TYPES)
    .map(([alias, type]) => `${alias}: __type(name: "${type}") { ${NODE_OF} }`)
    .join(' ')} }`,
};

const names = orNull(z.array(z.object({ name: z.string() })));
const nodeType = z.object({ name: orNull(z.string()), inputFields: names });
const inputType = orNull(
  z.object({
    inputFields: z.array(z.object({ name: z.string(), type: nodeType.extend({ ofType: orNull(nodeType) }) })),
  }),
);
const schemaAnswer = z.object({ addEmployees: inputType, updateEmployees: inputType, updateContacts: inputType });

/** @param environment which X-ledger is reached, see `environmentOf`: X-ledger does not say */
export const createProbe = (
  caller: Caller,
  reads: EntityReads & Pick<EmployeeReads, 'anyEmployee'>,
  environment: string,
): Probe => {
  const ask = <S extends z.ZodType>(query: { readonly name: string; readonly text: string }, schema: S) =>
    caller.read({ ...query, variables: {}, timeoutInMillis: TIMEOUT_IN_MILLIS, tries: TRIES }, schema);

  const checkInputs = async (fields: WrittenFields): Promise<boolean> => {
    let types: z.output<typeof schemaAnswer>;
    try {
      types = await ask(SCHEMA, schemaAnswer);
    } catch (error) {
      if (isXledgerError(error, 'contractBroken', 'unknownError')) return false;
      throw error;
    }
    for (const mutation of ['addEmployees', 'updateEmployees', 'updateContacts'] as const) {
      const node = types[mutation]?.inputFields.find(({ name }) => name === 'node')?.type;
      const known = node?.inputFields ?? node?.ofType?.inputFields;
      const type = node?.name ?? node?.ofType?.name ?? INPUT_TYPES[mutation];
      if (known === undefined || known === null) throw contractBroken(`${INPUT_TYPES[mutation]}.node`);
      const missing = fields[mutation].find((field) => !known.some(({ name }) => name === field));
      if (missing !== undefined) throw contractBroken(`${type}.${missing}`);
    }
    return true;
  };

  return {
    probe: async (fields) => {
      await refused(() => ask(TYPE_NAME, z.object({ __typename: z.string() })));
      await refused(() => reads.anyEmployee());
      const isSchemaKnown = await checkInputs(fields);
      return { entity: await ownEntity(reads), environment, isSchemaKnown };
    },
  };
};

/** Without the scope for it, the entity stays unknown: nobody knows which scope that is (X-ledger fact 4). */
const ownEntity = async (reads: EntityReads): Promise<Entity | null> => {
  try {
    const entities = await reads.entities('CURRENT');
    // Should others come along: a token reaches what lies below its own (X-ledger fact 6).
    return entities.find(({ parentId }) => !entities.some(({ id }) => id === parentId)) ?? null;
  } catch (error) {
    if (isXledgerError(error, 'unknownError')) return null;
    throw error;
  }
};

/** An error that nobody knows speaks of the token here: nothing else was asked yet. */
const refused = async (ask: () => Promise<unknown>): Promise<void> => {
  try {
    await ask();
  } catch (error) {
    if (!isXledgerError(error, 'unknownError')) throw error;
    throw new XledgerError('credentialsRefused', {
      summary:
        'X-ledger answers the token with an error. IT: give it the scopes that the setup names, Human Resources first.',
      words: error.message,
      status: error.status,
    });
  }
};

const contractBroken = (place: string): XledgerError =>
  new XledgerError('rejected', {
    reason: 'contractBroken',
    place,
    summary: `X-ledger's schema does not have ${place} as we use it.`,
  });
