import { errorCode } from '../loopback/error-code.ts';

/** A reader that closes early (`| head`) stops no run: what is written after that goes nowhere. */
export const outliveReaders = (): void => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
};

/**
 * Writes to standard output.
 * @returns null when it was written, or nobody reads it any more; otherwise the system's error, e.g. that the disk is full
 */
export const writeOut = (text: string): Promise<Error | null> =>
  new Promise((resolve) => {
    process.stdout.write(text, (error) => resolve(error && errorCode(error) !== 'EPIPE' ? error : null));
  });
