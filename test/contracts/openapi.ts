import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const directory = join(import.meta.dirname, '../../../shared/contracts');

/** One answer of a (demo) vendor, to be held against the vendor's OpenAPI document. */
interface Answer {
  readonly method: string;
  /** As called, below the document's base path: `/Employees/12/Employments`, in any casing. */
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

interface Operation {
  /** Upper case. */
  readonly method: string;
  /** As in the document: `/Employees/{employeeId}`. */
  readonly path: string;
  readonly statuses: readonly string[];
}

export interface OpenApiContract {
  readonly operations: readonly Operation[];
  /** The operation an answer belongs to; null when the document has none such. */
  operationOf(method: string, path: string): Operation | null;
  /** Everything in the answer that the document does not allow; empty when it conforms. */
  violations(answer: Answer): string[];
  /** What is wrong with a value under `components.schemas.<name>`; empty when it conforms. */
  schemaViolations(name: string, value: unknown): string[];
  /** The property names of `components.schemas.<name>`. */
  schemaProperties(name: string): string[];
}

/** Whether the vendors' published documents are at hand. */
export const contractIsPresent = (file: string): boolean => existsSync(join(directory, file));

/**
 * `describe`, or a visibly skipped one when the document is not beside the project.
 * @param file below the contracts directory, e.g. `poweroffice/employees.openapi.yaml`.
 */
export const describeContract = (
  title: string,
  file: string,
  body: (contract: () => OpenApiContract) => void,
): void => {
  if (!contractIsPresent(file)) {
    describe.skip(`${title} (skipped: the vendor's ${file} is not there)`, () => body(() => loadContract(file)));
    return;
  }
  let loaded: OpenApiContract | undefined;
  describe(title, () => body(() => (loaded ??= loadContract(file))));
};

/**
 * Reads an OpenAPI 3.0 document and compiles its response schemas.
 * @throws when the file is missing.
 */
const loadContract = (file: string): OpenApiContract => {
  const document: Json = parse(readFileSync(join(directory, file), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema(toJsonSchema({ components: document['components'] }), 'contract');

  const operations = Object.entries(child(document, 'paths')).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => ({
      method: method.toUpperCase(),
      path,
      statuses: Object.keys(child(child(item, method), 'responses')),
    })),
  );
  const compiled = new Map<string, ValidateFunction>();
  const validator = (key: string, schema: Json): ValidateFunction => {
    const known = compiled.get(key) ?? ajv.compile(toJsonSchema(schema));
    compiled.set(key, known);
    return known;
  };
  const check = (validate: ValidateFunction, value: unknown): string[] =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(
          (error) => `${error.instancePath || '/'} ${error.message ?? error.keyword} ${JSON.stringify(error.params)}`,
        );

  const operationOf = (method: string, path: string): Operation | null => {
    const candidates = operations
      .filter((operation) => operation.method === method.toUpperCase() && matches(operation.path, path))
      .toSorted((a, b) => parameterCount(a.path) - parameterCount(b.path));
    return candidates[0] ?? null;
  };

  return {
    operations,
    operationOf,
    schemaViolations: (name, value) =>
      check(validator(`schema ${name}`, { $ref: `#/components/schemas/${name}` }), value),
    schemaProperties: (name) =>
      Object.keys(child(child(child(child(document, 'components'), 'schemas'), name), 'properties')),
    violations: ({ method, path, status, body }) => {
      const operation = operationOf(method, path);
      if (operation === null) return [`${method} ${path} is no operation of ${file}`];
      const responses = child(
        child(child(child(document, 'paths'), operation.path), method.toLowerCase()),
        'responses',
      );
      const response = responses[String(status)] ?? responses['default'];
      if (response === undefined) return [`${method} ${operation.path} documents no status ${status}`];
      if (status === 204) return body === '' ? [] : ['204 with a body'];
      const schema = responseSchema(response);
      if (schema === undefined) return [];
      let value: unknown;
      try {
        value = JSON.parse(body);
      } catch {
        return [`${method} ${operation.path} ${status}: the body is no JSON`];
      }
      return check(validator(`${method} ${operation.path} ${status}`, schema), value);
    },
  };
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an OpenAPI document is walked, not modelled
type Json = Record<string, any>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const child = (parent: Json, key: string): Json => parent[key] ?? {};

const responseSchema = (response: Json): Json | undefined => {
  const content = child(response, 'content');
  const type = Object.keys(content).find((name) => name.includes('json'));
  return type === undefined ? undefined : content[type].schema;
};

const matches = (template: string, path: string): boolean => {
  const expected = template.split('/');
  const actual = path.split('/');
  return (
    expected.length === actual.length &&
    expected.every((part, index) =>
      part.startsWith('{') ? actual[index] !== '' : part.toLowerCase() === actual[index]?.toLowerCase(),
    )
  );
};

const parameterCount = (template: string): number => template.split('{').length - 1;

/** OpenAPI 3.0 to JSON Schema: `nullable` becomes a type, references lead into the registered document. */
const toJsonSchema = (schema: unknown): Json =>
  JSON.parse(
    JSON.stringify(schema, (_key, value: unknown) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      const { nullable, example: _example, examples: _examples, discriminator: _discriminator, ...rest }: Json = value;
      if (typeof rest['$ref'] === 'string' && rest['$ref'].startsWith('#')) rest['$ref'] = `contract${rest['$ref']}`;
      if (nullable !== true) return rest;
      if (Array.isArray(rest['enum'])) rest['enum'] = [...rest['enum'], null];
      if (typeof rest['type'] === 'string') rest['type'] = [rest['type'], 'null'];
      return rest['$ref'] === undefined ? rest : { anyOf: [rest, { type: 'null' }] };
    }),
  );
