import type { VendorResponse } from '../vendor-request.ts';

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

export const jsonAnswer = (status: number, body: unknown): VendorResponse => ({
  status,
  headers: JSON_HEADERS,
  body: JSON.stringify(body),
});

const ERRORS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal server error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/**
 * An error in the API's shape (Simployer fact 3).
 * @param message 400 declares no type for it: one sentence, or a list of them
 */
export const errorAnswer = (status: number, message?: string | readonly string[]): VendorResponse => {
  const error = ERRORS[status] ?? 'Error';
  return jsonAnswer(status, { statusCode: status, message: message ?? error, error });
};

export const htmlAnswer = (): VendorResponse => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><html><head><title>Just a moment</title></head><body><h1>Maintenance</h1></body></html>',
});
