import { STATUS_CODES } from 'node:http';
import { styleText } from 'node:util';
import { EXIT_CODES } from '../../exit-code.ts';
import type { Refusal } from '../../explain-error.ts';
import type { CommandResult } from './command-result.ts';

const STATUSES: Readonly<Record<string, number>> = {
  ALREADY_RUNNING: 409,
  STACK_UNKNOWN: 404,
  FORBIDDEN: 403,
  THROTTLED: 429,
  UNEXPECTED: 500,
};

/** A command that was not carried out, as a problem document (RFC 9457): the API's own, or one like it. */
export const refuseCommand = ({ code, message, hint, document }: Refusal): CommandResult => {
  // A command that is no run cannot lose one.
  const shown = code === 'RUN_LOST' ? 'UNEXPECTED' : code;
  const status = STATUSES[shown] ?? 400;
  return {
    document: document ?? {
      type: 'about:blank',
      title: STATUS_CODES[status],
      status,
      detail: message,
      code: shown,
      ...(hint !== undefined && { hint }),
    },
    toText: () => `${styleText('red', `✖ ${shown}`)}  ${message}${hint === undefined ? '' : `\n${hint}`}`,
    exitCode: EXIT_CODES.notStarted,
  };
};
