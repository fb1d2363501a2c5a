import { CommanderError } from 'commander';
import * as z from 'zod';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import { errorCode } from '../loopback/error-code.ts';
import { withoutPrefix } from './create-command.ts';

/** Why a command was not carried out. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** Who mends it, where the command line knows better than the code alone. */
  readonly hint?: string;
  /** The API's own problem document, where it was the API that refused. */
  readonly document?: Readonly<Record<string, unknown>>;
}

/** Thrown to refuse a command with a code of its own. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

const FULL = ['ENOSPC', 'EDQUOT'];

/** Whether an error, or what caused it, is a full disk. LevelDB hands the system's words on, not its code. */
export const isDiskFull = (error: unknown): boolean =>
  FULL.includes(errorCode(error) ?? '') ||
  (error instanceof Error && (/no space left on device|disk is full/i.test(error.message) || isDiskFull(error.cause)));

/** What was read has another form than this version knows. The places are named, and no value. */
const describeUnreadable = ({ issues }: z.ZodError): string =>
  `What the functions have stored or answered is in a form that this version does not know (${issues
    .slice(0, 3)
    .map(({ path }) => path.map(String).join('.'))
    .join(', ')}): another version wrote it. IT: use that version here, or deploy this one.`;

/** On one machine it may be a run, another command, or `serve`, which ends when somebody ends it. */
const FOLDER_IN_USE = 'Wait until that command is done; "serve" is ended where it was started, with Ctrl-C.';

/** Why there is no result. What nobody at the keyboard can mend goes to standard error in full. */
export const explainError = (error: unknown): Refusal => {
  if (error instanceof RefusedError) return error.refusal;
  if (error instanceof ConfigurationError) return { code: 'CONFIGURATION_INVALID', message: error.message };
  if (error instanceof CommanderError) return { code: 'CONFIGURATION_INVALID', message: withoutPrefix(error) };
  if (error instanceof z.ZodError) return { code: 'DOCUMENT_UNREADABLE', message: describeUnreadable(error) };
  if (isDiskFull(error)) return { code: 'DISK_FULL', message: 'The disk that holds the data folder is full' };
  if (!(error instanceof Error))
    return { code: 'RUN_LOST', message: 'The run could not be carried out on this machine.' };
  if (error.name === 'DataFolderInUseError')
    return { code: 'ALREADY_RUNNING', message: `${error.message}: a command, or "serve".`, hint: FOLDER_IN_USE };
  if (error.name === 'PortInUseError') return { code: 'PORT_IN_USE', message: error.message };
  if (error.name === 'DataFolderUnusableError') return { code: 'CONFIGURATION_INVALID', message: error.message };
  process.stderr.write(`${error.stack ?? error.message}\n`);
  return { code: 'RUN_LOST', message: `The run could not be carried out on this machine (${error.name}).` };
};
