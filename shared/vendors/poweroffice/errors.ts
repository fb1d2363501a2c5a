/*
 * What PowerOffice's refusals mean. An answer of 400 or more becomes one of the kinds of errors that all clients share,
 * with PowerOffice's own words where they help a person, and with every secret value in them masked. For example, 400
 * with "ExternalImportReference is already in use by (contact) Id = 7" becomes `rejected`, with those words for the
 * report, and `contactId: 7`, by which the record is found.
 */
import { employeeId } from './ids.ts';
import type { EmployeeId } from './ids.ts';
import * as z from 'zod';
import { VendorError } from '../../records/vendor-error.ts';
import type { VendorErrorFacts, VendorErrorKind } from '../../records/vendor-error.ts';
import { cutText } from '../../records/values/text.ts';
import { maskSensitive } from '../../observability/redaction.ts';
import type { HttpResponse } from '../../http/transport.ts';

/** What keeps a call from its answer, and what PowerOffice said about it: title and detail, masked. */
export class PowerOfficeError extends VendorError {
  override readonly name = 'PowerOfficeError';
  /** The record that an "already in use" names: "(contact) Id = N" (PowerOffice fact 29). */
  readonly contactId: EmployeeId | null;
  // Kept off the enumerable properties, which loggers copy.
  readonly #title: string | null;
  readonly #detail: string | null;

  constructor(
    kind: VendorErrorKind,
    {
      title = null,
      detail = null,
      contactId = null,
      secrets = [],
      ...facts
    }: Omit<VendorErrorFacts, 'words'> & {
      readonly title?: string | null;
      readonly detail?: string | null;
      readonly contactId?: EmployeeId | null;
      /** Values sent that PowerOffice may echo: masked wherever they stand. */
      readonly secrets?: readonly string[];
    },
  ) {
    const mask = maskWith(secrets);
    const masked = { title: title === null ? null : mask(title), detail: detail === null ? null : mask(detail) };
    const words = [masked.title, masked.detail].filter((part) => part !== null).join(': ');
    super('poweroffice', kind, { ...facts, words: words === '' || kind === 'forbidden' ? null : words });
    this.contactId = contactId;
    this.#title = masked.title;
    this.#detail = masked.detail;
  }

  /** PowerOffice's title, masked. */
  get title(): string | null {
    return this.#title;
  }

  /** PowerOffice's detail, masked. */
  get detail(): string | null {
    return this.#detail;
  }
}

/** PowerOffice refuses what the write says: another write may be taken. */
export const isContentRefusal = ({ kind, status }: VendorError): boolean => kind === 'rejected' && status === 400;

/** Ids that PowerOffice names in its texts stay readable: they lead to the record. */
const RECORD_ID = /((?:\(contact\)|\bwith) id = \d{1,10}(?!\d))/i;

const maskWith =
  (secrets: readonly string[]) =>
  (text: string): string =>
    text
      .split(RECORD_ID)
      .map((part) => (RECORD_ID.test(part) ? part : maskSensitive(part, secrets)))
      .join('');

/** Which call it was; named in messages without its query, which may hold keys of a person. */
export interface CallName {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** The role that the call needs (PowerOffice fact 4), such as `Employment_Full`. */
  readonly privilege: string;
  /** Pay, national ids and account numbers in the body. */
  readonly secrets?: readonly string[];
}

/** The error behind an answer with a status of 400 and above, 401 and 429 apart; for writes and reads alike. */
export const refusal = (
  { method, path, privilege, secrets = [] }: CallName,
  response: HttpResponse,
): PowerOfficeError => {
  const { status } = response;
  const { title, detail } = readProblem(response.body);
  const summary = `PowerOffice answered ${status} to ${method} ${path}.`;
  if (status === 404 && isFromGateway(response.body)) {
    return new PowerOfficeError('unavailable', {
      summary: `${summary} IT: check the base URL in the settings.`,
      status,
    });
  }
  if (status === 403) {
    const hint = `ask go-api@poweroffice.no for the privilege ${privilege}, and check that the client has the module`;
    return new PowerOfficeError('forbidden', { summary: `${summary} IT: ${hint}.`, status, title, detail, secrets });
  }
  // A POST of an employee has no parent that could be missing: there, 404 is about a code in its body (PowerOffice fact
  // 30).
  const kind = status === 404 && !(method === 'POST' && path === '/Employees') ? 'notFound' : 'rejected';
  return new PowerOfficeError(kind, { summary, status, title, detail, contactId: readContactId(detail), secrets });
};

/** The gateway in front of PowerOffice says `statusCode` and `message`: it knows no such address at all. */
const isFromGateway = (body: string): boolean => 'statuscode' in lowerCaseMembers(body);

const readProblem = (body: string): { readonly title: string | null; readonly detail: string | null } => {
  const members = lowerCaseMembers(body);
  const text = (name: string): string | null => {
    const value = members[name];
    return typeof value === 'string' && value.trim() !== '' ? cutText(value.trim(), 1_000) : null;
  };
  return { title: text('title'), detail: text('detail') ?? text('message') };
};

const membersSchema = z.record(z.string(), z.unknown());

/** Problem details are PascalCase in the schema and lower case in the examples (PowerOffice fact 27). */
const lowerCaseMembers = (body: string): Readonly<Record<string, unknown>> => {
  try {
    const members = membersSchema.parse(JSON.parse(body));
    return Object.fromEntries(Object.entries(members).map(([name, value]) => [name.toLowerCase(), value]));
  } catch {
    return {};
  }
};

const readContactId = (detail: string | null): EmployeeId | null =>
  employeeId.safeParse(Number(/\(contact\) id = (\d+)/i.exec(detail ?? '')?.[1])).data ?? null;
