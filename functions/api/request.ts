/*
 * Reads a call of the API: which route, with which parameters and body, and who signed it. Everything from outside is
 * checked here, by the schemas of the route (inputs.ts), and a call with something wrong is refused with what is wrong, before anything else is done. Nothing
 * that the caller sent is quoted at length. For example, a body with `"employees": "101"` is answered 400,
 * INPUT_INVALID, with the name of the field and what it should be: a list.
 */
import * as z from 'zod';
import { LIMITED_AGENT } from '../../shared/api/routes.ts';
import { MOST_NUMBERS } from '../../shared/run/start-message.ts';
import { RefusedError } from './answer.ts';

const texts = z.record(z.string(), z.string().nullish()).nullish();
const lists = z.record(z.string(), z.array(z.string())).nullish();

/** The part of a proxy event that the API reads; the rest is AWS's own business. */
const eventSchema = z.object({
  httpMethod: z.string(),
  resource: z.string(),
  headers: texts,
  multiValueHeaders: lists,
  pathParameters: texts,
  // As pairs, for a record loses a parameter by the name of `__proto__`.
  multiValueQueryStringParameters: z.preprocess(
    (query) => (typeof query === 'object' && query !== null ? Object.entries(query) : []),
    z.array(z.tuple([z.string(), z.array(z.string())])),
  ),
  requestContext: z
    .object({ identity: z.object({ userArn: z.string().nullish(), userAgent: z.string().nullish() }).nullish() })
    .nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Longer than any ARN that IAM makes. */
const LONGEST_CALLER = 1_024;
/** Five hundred numbers of nineteen digits are eleven thousand characters. */
const LONGEST_BODY_IN_BYTES = 64 * 1024;

/** A call as it came. */
export interface ApiCall {
  /** Method and path as the gateway names them: `GET /runs/{runId}`. */
  readonly route: string;
  readonly pathParameters: Readonly<Record<string, string | null | undefined>>;
  /** Each name with its values. */
  readonly query: readonly (readonly [string, readonly string[]])[];
  readonly contentType: string | null;
  readonly body: string;
  /** The IAM principal that signed the call: an ARN. */
  readonly requestedBy: string | null;
  /**
   * The caller may have no more than the least role that may call the route: see `isLimited` of a route. Whoever names
   * no user agent at all has shown nothing.
   */
  readonly isLimited: boolean;
}

/** Every user agent that a call names; a header may stand in it several times, and IAM sees one of them. */
const userAgentsOf = ({ headers, multiValueHeaders, requestContext }: z.output<typeof eventSchema>): string[] =>
  [...Object.entries(headers ?? {}), ...Object.entries(multiValueHeaders ?? {})]
    .filter(([name]) => name.toLowerCase() === 'user-agent')
    .flatMap(([, value]) => value ?? [])
    .concat(requestContext?.identity?.userAgent ?? []);

/** A call as API Gateway hands it over. */
export const readCall = (event: unknown): ApiCall => {
  const parsed = eventSchema.parse(event);
  const headers = new Map(Object.entries(parsed.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const agents = userAgentsOf(parsed);
  return {
    route: `${parsed.httpMethod} ${parsed.resource}`,
    pathParameters: parsed.pathParameters ?? {},
    query: parsed.multiValueQueryStringParameters,
    contentType: headers.get('content-type') ?? null,
    body: Buffer.from(parsed.body ?? '', parsed.isBase64Encoded === true ? 'base64' : 'utf8').toString(),
    requestedBy: parsed.requestContext?.identity?.userArn?.slice(0, LONGEST_CALLER) ?? null,
    isLimited: agents.length === 0 || agents.some((agent) => agent.toLowerCase().includes(LIMITED_AGENT)),
  };
};

const MOST_DETAILS = 10;
const LONGEST_DETAIL = 200;

/** @throws RefusedError INPUT_INVALID naming what is wrong, each in one short line */
const parseInput = <Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.slice(0, MOST_DETAILS).map(({ path, message }) => {
    const place = path.map(String).join('.');
    return `${place === '' ? '' : `${place}: `}${message}`.slice(0, LONGEST_DETAIL);
  });
  throw new RefusedError('INPUT_INVALID', what, { details });
};

/**
 * The parameters behind the `?`. One that is given twice, or that nobody knows, is a mistake.
 * @throws RefusedError INPUT_INVALID
 */
export const readQuery = <Value>(schema: z.ZodType<Value>, { query }: ApiCall): Value => {
  const single = query.map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
  return parseInput(schema, Object.fromEntries(single), 'A parameter of the address is wrong.');
};

/**
 * The body of a call; none at all is an empty object, and so is that of a GET.
 * @throws RefusedError INPUT_INVALID, TOO_LARGE
 */
export const readBody = <Value>(schema: z.ZodType<Value>, call: ApiCall): Value =>
  parseInput(schema, call.route.startsWith('GET ') ? {} : readJson(call), 'The body is wrong.');

const readJson = ({ contentType, body }: ApiCall): unknown => {
  if (contentType !== null && !/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType.trim())) {
    throw new RefusedError('INPUT_INVALID', 'The body has to be JSON, and the content type application/json.');
  }
  if (Buffer.byteLength(body) > LONGEST_BODY_IN_BYTES) {
    throw new RefusedError('TOO_LARGE', `The body is longer than ${LONGEST_BODY_IN_BYTES} bytes.`);
  }
  const value = body.trim() === '' ? {} : parseJson(body);
  const parts: unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  for (const part of parts) {
    if (Array.isArray(part) && part.length > MOST_NUMBERS) {
      throw new RefusedError('TOO_LARGE', `The list has ${part.length} entries; ${MOST_NUMBERS} is the most.`);
    }
  }
  return value;
};

/** A string of a JSON text, with the colon that follows it when it is a name. */
const STRING_OR_NAME = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/**
 * The value of a JSON text. Of a name that stands twice JSON.parse keeps the last value, and whoever wrote it may have
 * meant the other; as the bodies of this API are flat, more names than those of the object itself say so.
 * @throws RefusedError INPUT_INVALID
 */
const parseJson = (text: string): unknown => {
  const value = parseText(text);
  const names = [...text.matchAll(STRING_OR_NAME)].filter(([, colon]) => colon !== undefined).length;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isObject && names > Object.keys(value).length) {
    throw new RefusedError('INPUT_INVALID', 'Every name in the body may stand once, and none may stand for an object.');
  }
  return value;
};

const parseText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new RefusedError('INPUT_INVALID', 'The body is not JSON.');
  }
};
