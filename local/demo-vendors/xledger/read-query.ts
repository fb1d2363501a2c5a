import { GraphQLError, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** A query as a schema understands it, or what is wrong with it. */
export type Query = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/** Whoever asks X-ledger sends the same texts again and again, with other variables; to understand one is most of an answer. */
const known = new WeakMap<GraphQLSchema, Map<string, Query>>();

/** Reads the text of a query. */
export const readQuery = (schema: GraphQLSchema, text: string): Query => {
  const queries = known.get(schema) ?? new Map<string, Query>();
  known.set(schema, queries);
  const query = queries.get(text) ?? understand(schema, text);
  queries.set(text, query);
  return query;
};

const understand = (schema: GraphQLSchema, text: string): Query => {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    return { errors: [error instanceof GraphQLError ? error : new GraphQLError(String(error))] };
  }
  const errors = validate(schema, document);
  return errors.length > 0 ? { errors } : { document };
};
