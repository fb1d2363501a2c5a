import type { VendorResponse } from '../vendor-request.ts';
import { writeJson } from './json.ts';

/** A refusal of the application, thrown from wherever it is found (PowerOffice fact 27). */
export class Refusal extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;

  constructor(status: number, title: string, detail: string) {
    super(`${status} ${title}: ${detail}`);
    this.name = 'Refusal';
    this.status = status;
    this.title = title;
    this.detail = detail;
  }
}

/** @throws Refusal always. */
export const refuse = (status: number, title: string, detail: string): never => {
  throw new Refusal(status, title, detail);
};

/** Refuses unless the value is there. @throws Refusal for null and undefined. */
export const found = <T>(value: T | null | undefined, title: string, detail: string): T =>
  value ?? refuse(404, title, detail);

/** Answer with title and detail alone, as every published example has it. */
export const problemAnswer = (refusal: Refusal, casing: 'lower' | 'pascal'): VendorResponse => {
  const { title, detail } = refusal;
  return jsonAnswer(refusal.status, casing === 'lower' ? { title, detail } : { Title: title, Detail: detail });
};

/** The gateway's own shape (PowerOffice fact 27). */
export const gatewayAnswer = (
  status: number,
  message: string,
  headers: Record<string, string> = {},
): VendorResponse => {
  const answer = jsonAnswer(status, { statusCode: status, message });
  return { ...answer, headers: { ...answer.headers, ...headers } };
};

export const jsonAnswer = (status: number, value: unknown): VendorResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: writeJson(value),
});

export const emptyAnswer = (status: number, headers: Record<string, string> = {}): VendorResponse => ({
  status,
  headers,
  body: '',
});

export const titles = {
  notFound: 'Object(s) not found',
  cast: 'Unable to cast object(s)',
  resourceParameter: 'Invalid resourceParameter',
  employee: 'Employee validation error(s)',
  employeeConflict: 'Employee conflict',
  employeeBankAccounts: 'Employee bank accounts validation error(s)',
  employmentNotFound: 'Employment not found error(s)',
  employment: 'Employment validation error(s)',
  employmentConflict: 'Employment conflict error(s)',
  bankAccount: 'Contact bank account validation error(s)',
  bankAccountConflict: 'Contact bank account conflict',
} as const;
