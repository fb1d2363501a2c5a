import { styleText } from 'node:util';
import { EXIT_CODES } from '../../exit-code.ts';
import type { Refusal } from '../../explain-error.ts';
import type { CommandResult } from './command-result.ts';

/** A command that was not carried out, as a problem document (RFC 9457): the API's own, or one like it. */
export const refuseCommand = ({ code, message, document }: Refusal): CommandResult => {
  // A command that is no run cannot lose one.
  const shown = code === 'RUN_LOST' ? 'UNEXPECTED' : code;
  return {
    document: document ?? { type: 'about:blank', title: 'Not carried out', status: 400, code: shown, detail: message },
    toText: () => `${styleText('red', `✖ ${shown}`)}  ${message}`,
    exitCode: EXIT_CODES.notStarted,
  };
};
