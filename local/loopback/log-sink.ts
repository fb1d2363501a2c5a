import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { LogLine, OnLog } from './lambda/function-log.ts';

export interface LogSink {
  readonly onLog: OnLog;
  /** Resolves when everything is written. */
  close(): Promise<void>;
}

/**
 * Where functions' output goes: a file per function, named by its logical id, when there is a folder; and the caller's
 * own function, when there is one.
 */
export const openLogSink = (folder: string | null, onLog: OnLog | undefined): LogSink => {
  const files = new Map<string, WriteStream>();
  const fileOf = (logicalId: string, logsFolder: string): WriteStream => {
    const open = files.get(logicalId);
    if (open !== undefined) return open;
    const file = createWriteStream(join(logsFolder, `${logicalId}.log`), { flags: 'a', mode: 0o600 });
    // Functions go on without their log: a full disk is no reason to stop half-way through their work.
    file.on('error', () => {});
    files.set(logicalId, file);
    return file;
  };
  return {
    onLog: (entry: LogLine) => {
      if (folder !== null) fileOf(entry.logicalId, folder).write(`${entry.line}\n`);
      onLog?.(entry);
    },
    close: async () => {
      await Promise.all([...files.values()].map((file) => new Promise<void>((resolve) => file.end(resolve))));
    },
  };
};
